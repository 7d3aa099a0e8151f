package io.muster.platform;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.stream.Stream;

/**
 * Keeps the log readable while the database is away: messages of Muster and of the libraries about each failure
 * are counted instead, see {@link DatabaseOutage}. Failures by {@link OwnClose} are not logged: the reason of the stop is.
 */
@LoggingFilter(name = "database-outage")
public final class OutageFilter implements Filter {

    private static final String[] SOURCES = {
        "io.muster.account",
        "io.muster.finding",
        "io.muster.graphql",
        "io.muster.inventory",
        "io.muster.ops",
        "io.muster.rest",
        "io.muster.scan",
        "io.agroal",
        "io.quarkus.agroal",
        "io.quarkus.quartz",
        "io.quarkus.scheduler",
        "io.vertx.pgclient",
        "io.vertx.sqlclient",
        "org.hibernate",
        "org.quartz"
    };

    @Override
    public boolean isLoggable(LogRecord entry) {
        Throwable thrown = entry.getThrown();
        if (thrown == null || !isOfDatabase(entry.getLoggerName())) {
            return true;
        }
        if (OwnClose.isCauseOf(thrown)) {
            return false;
        }
        if (!DatabaseOutage.isLoss(thrown)) {
            return true;
        }
        DatabaseOutage.met(thrown);
        return false;
    }

    private static boolean isOfDatabase(String logger) {
        return logger != null && Stream.of(SOURCES).anyMatch(logger::startsWith);
    }
}
