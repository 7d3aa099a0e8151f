package io.muster.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** The callers that are admitted. */
@ConfigMapping(prefix = "muster.auth")
public interface AuthConfig {

    /**
     * Whether callers must prove who they are. While it is on, {@code muster.auth.oidc.issuer} or
     * {@code muster.auth.users-file} must be set, or Muster does not start.
     */
    @WithDefault("true")
    @WithConverter(TrueOrFalse.class)
    boolean enabled();

    /** The file of static users, who call with HTTP basic authentication. It is read at start. */
    Optional<Path> usersFile();
}
