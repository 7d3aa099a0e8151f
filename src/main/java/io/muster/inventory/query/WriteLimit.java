package io.muster.inventory.query;

import io.muster.platform.DatabaseConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Bounds the statements of a transaction that writes listings, and not the transaction. */
@Singleton
public class WriteLimit {

    private final String statement;
    private final Duration heartbeat;

    WriteLimit(DatabaseConfig config) {
        this.statement =
                "set local statement_timeout = " + config.writeTimeout().toMillis();
        this.heartbeat = PoolLimits.silence(config).dividedBy(3);
    }

    /** Sets the statement timeout until the transaction ends. */
    public Uni<Void> set(SqlConnection connection) {
        return connection.query(statement).execute().replaceWithVoid();
    }

    /** Work of the transaction that may compute for longer than a connection may be silent. */
    public <T> Uni<T> keepingAlive(SqlConnection connection, Uni<T> work) {
        return new Heartbeat(heartbeat, () -> connection.query("select 1").execute()).during(work);
    }
}
