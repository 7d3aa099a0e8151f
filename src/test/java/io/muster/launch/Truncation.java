package io.muster.launch;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import java.time.Duration;

/**
 * Empties tables while the application may be reading them. A truncation locks its tables one by one, a query locks its own in
 * another order: both could wait for each other. The truncation gives up before PostgreSQL looks for deadlocks, and begins again.
 */
public final class Truncation {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private Truncation() {}

    /**
     * Empties the tables, in one transaction.
     *
     * @param tables separated by commas; {@code cascade} and {@code restart identity} may follow them
     */
    public static void of(Pool pool, String tables) {
        pool.withTransaction(connection -> shortOf(connection)
                        .chain(done -> connection.query("truncate " + tables).execute()))
                .onFailure(Truncation::locked)
                .retry()
                .withBackOff(Duration.ofMillis(20), Duration.ofMillis(200))
                .expireIn(LIMIT.toMillis())
                .await()
                .atMost(LIMIT);
    }

    private static Uni<?> shortOf(SqlConnection connection) {
        return connection.query("set local lock_timeout = '300ms'").execute();
    }

    private static boolean locked(Throwable failure) {
        return failure instanceof PgException database && LOCK_NOT_AVAILABLE.equals(database.getSqlState());
    }
}
