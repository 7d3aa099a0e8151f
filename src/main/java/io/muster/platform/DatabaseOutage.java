package io.muster.platform;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * Whether this replica can reach its database. Each change is logged once, and failures in between are counted. A single broken
 * connection is no outage: a failure raises a suspicion, and {@code ops.DatabaseWatch} then checks the database. The state is
 * static, because the log filter that uses it is not a bean.
 */
public final class DatabaseOutage {

    private static final StructuredLog LOG = StructuredLog.of(DatabaseOutage.class);
    private static final long NONE = 0;
    private static final int DEPTH = 20;

    /**
     * 08: connection; 28: login refused; 3D000: no such database; 53300: too many connections; 57P01 to 57P05: the server stops,
     * crashed or starts.
     */
    private static final String LOST_STATES = "08...|28...|3D000|53300|57P..";

    private static final String REFUSED_LOGIN = "28...";

    private static final Pattern OF_AWS = Pattern.compile("software\\.amazon\\.|io\\.muster\\.aws\\.");

    private static final AtomicLong SINCE = new AtomicLong(NONE);
    private static final AtomicReference<Throwable> SUSPICION = new AtomicReference<>();
    private static final AtomicLong FAILURES = new AtomicLong();
    private static final AtomicLong FAILURES_BEFORE = new AtomicLong();

    private DatabaseOutage() {}

    /** Counts a failure, after which the database is checked. */
    public static void met(Throwable failure) {
        long before = FAILURES.getAndIncrement();
        if (SUSPICION.compareAndSet(null, failure)) {
            FAILURES_BEFORE.set(before);
        }
    }

    /** Whether the database has to be checked. */
    public static boolean isSuspected() {
        return SUSPICION.get() != null;
    }

    /** Begins an outage, unless there is one: the database did not answer the check. */
    public static void confirmed() {
        Throwable failure = SUSPICION.get();
        if (failure != null && SINCE.compareAndSet(NONE, now())) {
            LOG.with("failure", root(failure)).warn("The database cannot be reached");
        }
    }

    /** Ends an outage, if there is one: the database has answered the check. */
    public static void over() {
        Throwable suspicion = SUSPICION.getAndSet(null);
        long since = SINCE.getAndSet(NONE);
        StructuredLog log = LOG.with("failures", FAILURES.get() - FAILURES_BEFORE.get());
        if (since != NONE) {
            log.with("seconds", (now() - since) / 1_000_000_000L).info("The database can be reached again");
        } else if (suspicion != null) {
            brokeOrRefused(log.with("failure", root(suspicion)), suspicion);
        }
    }

    private static void brokeOrRefused(StructuredLog log, Throwable suspicion) {
        if (isRefusedLogin(suspicion)) {
            log.warn("The database refuses new connections; it answers on old ones");
        } else {
            log.info("Connections to the database broke; it answers on others");
        }
    }

    /** How much has failed since the start because the database could not be reached. */
    public static long failures() {
        return FAILURES.get();
    }

    /** Whether PostgreSQL is there and refuses Muster's user, or the user's password. */
    public static boolean isRefusedLogin(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEPTH; depth++) {
            if (cause instanceof PgException refused && matches(refused.getSqlState(), REFUSED_LOGIN)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** Whether the failure of a database call means that the database cannot be reached; no failure of AWS does. */
    public static boolean isLoss(Throwable failure) {
        boolean lost = false;
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEPTH; depth++) {
            if (OF_AWS.matcher(cause.getClass().getName()).lookingAt()) {
                return false;
            }
            lost |= saysLost(cause);
            cause = cause.getCause();
        }
        return lost;
    }

    private static boolean saysLost(Throwable cause) {
        if (cause instanceof PgException refused) {
            return matches(refused.getSqlState(), LOST_STATES);
        }
        if (cause instanceof SQLException refused) {
            return matches(refused.getSQLState(), LOST_STATES);
        }
        return cause instanceof ClosedConnectionException
                || cause instanceof ConnectException
                || cause instanceof SocketException
                || cause instanceof SocketTimeoutException
                || cause instanceof TimeoutException
                || cause instanceof io.smallrye.mutiny.TimeoutException
                || isFullPool(cause);
    }

    /** Whether no connection of the pool became free in time, for which Vert.x has no exception type. */
    private static boolean isFullPool(Throwable cause) {
        return cause.getClass().getName().startsWith("io.vertx.core.")
                && cause.getMessage() != null
                && cause.getMessage().startsWith("Timeout");
    }

    private static boolean matches(String sqlState, String pattern) {
        return sqlState != null && sqlState.matches(pattern);
    }

    private static String root(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause.getCause() != null && depth < DEPTH; depth++) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    private static long now() {
        return Math.max(1, System.nanoTime());
    }
}
