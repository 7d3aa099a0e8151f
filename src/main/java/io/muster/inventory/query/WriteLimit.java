package io.muster.inventory.query;

import io.muster.platform.DatabaseConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;

/** Sets the statement timeout of a transaction that writes listings. */
@Singleton
public class WriteLimit {

    private final String statement;

    WriteLimit(DatabaseConfig config) {
        this.statement =
                "set local statement_timeout = " + config.writeTimeout().toMillis();
    }

    /** Sets it until the transaction ends. */
    public Uni<Void> set(SqlConnection connection) {
        return connection.query(statement).execute().replaceWithVoid();
    }
}
