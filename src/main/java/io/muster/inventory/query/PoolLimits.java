package io.muster.inventory.query;

import io.muster.platform.DatabaseConfig;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Bounds every wait on the database: for a connection, for the end of a statement (PostgreSQL ends a statement that takes too long,
 * whether or not a caller still waits for it), and for a sign of life of a network that drops packets silently.
 */
@Singleton
class PoolLimits implements PgPoolCreator {

    private static final String STATEMENT_TIMEOUT = "statement_timeout";

    /** How much later than the timeout PostgreSQL's message about it may arrive. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** The driver would parse and plan longer statements each time that they run: 2,048 characters by default. */
    private static final int LONGEST_PREPARED = 32 << 10;

    private final DatabaseConfig config;

    PoolLimits(DatabaseConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        input.pgConnectOptionsList().forEach(this::limit);
        return PgBuilder.pool()
                .with(limited(input.poolOptions()))
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }

    private void limit(PgConnectOptions server) {
        server.addProperty(
                STATEMENT_TIMEOUT, String.valueOf(config.statementTimeout().toMillis()));
        server.setPreparedStatementCacheSqlLimit(LONGEST_PREPARED);
        server.setConnectTimeout(milliseconds(config.connectTimeout()));
        server.setTcpKeepAlive(true);
        server.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        server.setReadIdleTimeout(milliseconds(silence(config)));
    }

    private PoolOptions limited(PoolOptions pool) {
        return pool.setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setConnectionTimeout(milliseconds(config.acquireTimeout()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(milliseconds(config.idleTimeout()))
                .setMaxLifetimeUnit(TimeUnit.MILLISECONDS)
                .setMaxLifetime(milliseconds(config.maxLifetime()));
    }

    /** How long a connection may be without an answer before it is taken for broken. */
    static Duration silence(DatabaseConfig config) {
        Duration statement = config.statementTimeout();
        Duration write = config.writeTimeout();
        return (statement.compareTo(write) > 0 ? statement : write).plus(GRACE);
    }

    private static int milliseconds(Duration time) {
        return Math.toIntExact(time.toMillis());
    }
}
