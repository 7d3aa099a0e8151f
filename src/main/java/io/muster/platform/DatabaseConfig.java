package io.muster.platform;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The PostgreSQL database of Muster. Both drivers, the reactive one and the JDBC one of Flyway and Quartz,
 * follow from these settings. Dev mode and tests start an embedded server unless the host is set.
 */
@Unremovable // never injected: it is here for its defaults, its checks at start and its documentation
@ConfigMapping(prefix = "muster.database")
public interface DatabaseConfig {

    /** The TLS requirement of a connection, as in PostgreSQL's {@code sslmode}. */
    enum SslMode {
        DISABLE,
        PREFER,
        REQUIRE,
        VERIFY_CA,
        VERIFY_FULL;

        public boolean mayBeInTheClear() {
            return this == DISABLE || this == PREFER;
        }

        public boolean verifies() {
            return this == VERIFY_CA || this == VERIFY_FULL;
        }
    }

    /** The server's host name or address. */
    @WithDefault("localhost")
    @NotBlank
    String host();

    /** The server's port. */
    @WithDefault("5432")
    @Min(1)
    @Max(65535)
    int port();

    /** The database. It must exist; Muster creates and migrates the schema in it at start. */
    @WithDefault("muster")
    @NotBlank
    String name();

    /** The user, who must own the database or may create tables in its {@code public} schema. */
    @WithDefault("muster")
    @NotBlank
    String username();

    /** The user's password. */
    @WithDefault("muster")
    String password();

    /**
     * Whether connections are encrypted, as PostgreSQL's {@code sslmode} has it: {@code disable}, {@code prefer}, {@code require},
     * {@code verify-ca} or {@code verify-full}. Only the last makes sure that it is the right server.
     */
    @WithDefault("prefer")
    SslMode sslMode();

    /** A PEM file of the authorities that may vouch for the server, which {@code verify-ca} and {@code verify-full} need. */
    Optional<Path> sslRootCertificate();

    /**
     * How many rows may be read at once for the children of a page's entries, such as the findings of its resources, or
     * for counts of resources. A query that meets more is refused with {@code TOO_COMPLEX}: the memory of an answer is
     * bounded.
     */
    @WithDefault("20000")
    @Min(1)
    int batchRows();

    /** How long a statement may take before PostgreSQL ends it. */
    @WithDefault("60s")
    Duration statementTimeout();

    /**
     * How long each of the statements that write a scan's results may take. A connection without traffic for ten
     * seconds more than the longer of the two is taken for broken, and is closed.
     */
    @WithDefault("90s")
    Duration writeTimeout();

    /** How long PostgreSQL may take to accept a connection. */
    @WithDefault("10s")
    Duration connectTimeout();

    /** How long a call waits for one of the pool's connections before it fails as {@code UNAVAILABLE}. */
    @WithDefault("20s")
    Duration acquireTimeout();

    /** How long an idle connection is kept. */
    @WithDefault("1m")
    Duration idleTimeout();

    /** How long a connection is used before another takes its place. */
    @WithDefault("30m")
    Duration maxLifetime();
}
