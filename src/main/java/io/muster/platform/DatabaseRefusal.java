package io.muster.platform;

import io.vertx.pgclient.PgException;
import jakarta.annotation.Nullable;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

/** The error for a caller where PostgreSQL refuses a statement for a reason that the call did not cause. */
public final class DatabaseRefusal {

    private static final StructuredLog LOG = StructuredLog.of(DatabaseRefusal.class);
    private static final SeldomLog SELDOM = new SeldomLog(Clock.systemUTC());

    private static final int DEPTH = 20;

    private DatabaseRefusal() {}

    /**
     * The refusal that a failure of a call means; a loss of the database is counted as one, see {@link DatabaseOutage}. Other refusals are
     * logged for the operator, each SQLSTATE once a minute.
     *
     * @return empty where the same call would fail again
     */
    public static Optional<MusterException> of(Throwable failure) {
        if (DatabaseOutage.isLoss(failure)) {
            DatabaseOutage.met(failure);
            return Optional.of(unavailable("The database cannot be reached just now: try again"));
        }
        String state = state(failure);
        Optional<MusterException> refusal = state == null ? Optional.empty() : ofState(state);
        refusal.ifPresent(told -> log(state, failure));
        return refusal;
    }

    private static void log(String state, Throwable failure) {
        SELDOM.due(state)
                .ifPresent(passedOver -> LOG.with("sqlState", state)
                        .with("passedOver", passedOver)
                        .warn("PostgreSQL refused calls", failure));
    }

    /** See PostgreSQL's documentation, appendix A. */
    private static Optional<MusterException> ofState(String state) {
        return Optional.ofNullable(
                switch (state) {
                    case "25006" -> unavailable("The database takes no writes just now (SQLSTATE 25006): try again");
                    case "53100" -> unavailable("The database has no room left (SQLSTATE 53100): try again later");
                    case "57014" ->
                        new MusterException(ErrorCode.TIMEOUT, "The database did not answer in time: try again");
                    case "40001", "40P01", "55P03" ->
                        unavailable("The database was busy with another change (SQLSTATE " + state + "): try again");
                    default ->
                        state.startsWith("53")
                                ? unavailable("The database is short of resources (SQLSTATE " + state + "): try again")
                                : null;
                });
    }

    private static MusterException unavailable(String message) {
        return new MusterException(ErrorCode.UNAVAILABLE, message);
    }

    private static @Nullable String state(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEPTH; depth++) {
            if (cause instanceof PgException refused) {
                return refused.getSqlState();
            }
            if (cause instanceof SQLException refused && refused.getSQLState() != null) {
                return refused.getSQLState();
            }
            cause = cause.getCause();
        }
        return null;
    }
}
