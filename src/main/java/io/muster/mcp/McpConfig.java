package io.muster.mcp;

import io.muster.platform.TrueOrFalse;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** The endpoint for agents, which speak the Model Context Protocol. */
@ConfigMapping(prefix = "muster.mcp")
public interface McpConfig {

    /**
     * Whether {@code /mcp} is served. Its tools read only, and only data that GraphQL gives to the same caller; the limits of
     * {@code muster.graphql} hold for them.
     */
    @WithDefault("true")
    @WithConverter(TrueOrFalse.class)
    boolean enabled();
}
