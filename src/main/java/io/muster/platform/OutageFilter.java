package io.muster.platform;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.stream.Stream;

/**
 * Keeps the log readable while the database is away: messages of Muster and of the libraries about each failure
 * are counted instead, see {@link DatabaseOutage}. Failures by {@link OwnClose} are not logged: the reason of the stop is. Nor are timers of
 * the SQL client that outlive the wait for a connection.
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
