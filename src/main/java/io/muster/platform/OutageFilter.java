package io.muster.platform;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.stream.Stream;

/**
 * Suppresses log messages about single failures while the database is unreachable: they are counted instead, see
 * {@link DatabaseOutage}. It also suppresses failures by {@link OwnClose}, which follow a stop whose reason is logged, and timers of the
 * SQL client that outlive the wait for a connection.
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
        if (thrown != null && isTimerOfFailedWait(thrown)) {
            return false;
        }
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

    /**
     * The SQL client forgets to cancel the timer of a wait for a connection that fails. Its caller has been told of the failure when the
     * timer fires, see issue 1706 of eclipse-vertx/vertx-sql-client.
     */
    private static boolean isTimerOfFailedWait(Throwable thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        return thrown instanceof IllegalStateException
                && stack.length > 1
                && stack[0].getClassName().equals("io.vertx.core.Promise")
                && stack[1].getClassName().equals("io.vertx.sqlclient.impl.pool.SqlConnectionPool");
    }

    private static boolean isOfDatabase(String logger) {
        return logger != null && Stream.of(SOURCES).anyMatch(logger::startsWith);
    }
}
