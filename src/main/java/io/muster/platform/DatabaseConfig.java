package io.muster.platform;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;

/**
 * The PostgreSQL that Muster keeps everything in. Both drivers, the reactive one and the JDBC one of Flyway and Quartz,
 * follow from these settings. Dev mode and tests start an embedded server unless the host is set.
 */
@Unremovable // nobody injects it: it is here for its defaults, its checks at start and its documentation
@ConfigMapping(prefix = "muster.database")
public interface DatabaseConfig {

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

    /** How long a statement may take before PostgreSQL ends it; those that write a scan's results take as long as they need. */
    @WithDefault("60s")
    Duration statementTimeout();
}
