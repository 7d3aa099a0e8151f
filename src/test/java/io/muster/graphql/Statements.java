package io.muster.graphql;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The SQL statements that Hibernate sends until this is closed, as its own log tells them. */
final class Statements implements AutoCloseable {

    private static final Logger SQL = Logger.getLogger("org.hibernate.SQL");

    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final Level before = SQL.getLevel();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            texts.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Statements() {
        SQL.setLevel(Level.FINE);
        SQL.addHandler(handler);
    }

    static Statements count() {
        return new Statements();
    }

    int number() {
        return texts.size();
    }

    List<String> texts() {
        return texts;
    }

    @Override
    public void close() {
        SQL.removeHandler(handler);
        SQL.setLevel(before);
    }
}
