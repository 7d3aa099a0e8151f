package io.muster.graphql;

import io.muster.inventory.query.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** The SQL statements that are sent until this is closed, as the logs of Hibernate and of {@link Database} tell them. */
final class Statements implements AutoCloseable {

    private static final List<Logger> SQL =
            List.of(Logger.getLogger("org.hibernate.SQL"), Logger.getLogger(Database.class.getName()));

    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final List<Level> before = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            String statement = record instanceof ExtLogRecord structured ? structured.getMdc("statement") : null;
            texts.add(statement == null ? record.getMessage() : statement);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Statements() {
        SQL.forEach(log -> {
            before.add(log.getLevel());
            log.setLevel(Level.FINE);
            log.addHandler(handler);
            log.setUseParentHandlers(false); // they are for the test, not for the console
        });
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
        for (int i = 0; i < SQL.size(); i++) {
            SQL.get(i).removeHandler(handler);
            SQL.get(i).setLevel(before.get(i));
            SQL.get(i).setUseParentHandlers(true);
        }
    }
}
