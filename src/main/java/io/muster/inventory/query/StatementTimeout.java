package io.muster.inventory.query;

import io.muster.platform.DatabaseConfig;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes the pool's connections end what takes too long, whether or not anybody still waits for it. */
@Singleton
class StatementTimeout implements PgPoolCreator {

    private static final String SETTING = "statement_timeout";

    private final DatabaseConfig config;

    StatementTimeout(DatabaseConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        String milliseconds = String.valueOf(config.statementTimeout().toMillis());
        input.pgConnectOptionsList().forEach(server -> server.addProperty(SETTING, milliseconds));
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }
}
