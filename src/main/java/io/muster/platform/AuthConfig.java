package io.muster.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may call. */
@ConfigMapping(prefix = "muster.auth")
public interface AuthConfig {

    /**
     * Whether callers must prove who they are. While it is on and no way to prove it is configured, every call is
     * answered 401.
     */
    @WithDefault("true")
    boolean enabled();
}
