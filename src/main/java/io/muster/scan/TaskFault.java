package io.muster.scan;

import io.muster.aws.AwsFailure;
import io.muster.platform.DatabaseOutage;
import io.vertx.pgclient.PgException;
import java.util.Set;

/**
 * Why an attempt at a task failed, if AWS was not the cause.
 *
 * @param code as a gap's error code
 */
record TaskFault(String code, String message) {

    private static final Set<String> AWAY = Set.of("DATABASE_FULL", "DATABASE_READ_ONLY", "DATABASE_UNAVAILABLE");

    /** The fault of a task with an unknown cause. */
    static final TaskFault INTERNAL =
            new TaskFault(AwsFailure.INTERNAL, "Muster failed to do this part of the scan; its log tells more");

    /** Whether it is over once the database is there and takes writes again, however long that lasts. */
    boolean ofAway() {
        return AWAY.contains(code);
    }

    static TaskFault of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException refused && refused.getSqlState() != null) {
                return of(refused.getSqlState(), failure);
            }
        }
        return DatabaseOutage.isLoss(failure) ? lost() : INTERNAL;
    }

    /** See PostgreSQL's documentation, appendix A: 53 is a lack of resources. */
    private static TaskFault of(String sqlState, Throwable failure) {
        return switch (sqlState) {
            case "53100" ->
                new TaskFault(
                        "DATABASE_FULL", "PostgreSQL had no room to write what was read (SQLSTATE 53100, disk full)");
            case "25006" ->
                new TaskFault(
                        "DATABASE_READ_ONLY", "PostgreSQL took no writes (SQLSTATE 25006, read-only transaction)");
            case "57014" ->
                new TaskFault(
                        "DATABASE_TIMEOUT",
                        "PostgreSQL took too long to write what was read (muster.database.write-timeout)");
            default -> sqlState.startsWith("53") || DatabaseOutage.isLoss(failure) ? lost() : INTERNAL;
        };
    }

    private static TaskFault lost() {
        return new TaskFault("DATABASE_UNAVAILABLE", "PostgreSQL could not be reached to write what was read");
    }
}
