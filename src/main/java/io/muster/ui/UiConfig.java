package io.muster.ui;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The pages for people. */
@ConfigMapping(prefix = "muster.ui")
public interface UiConfig {

    /** Whether the pages are served, at {@code /}. They show what GraphQL and REST give to the caller, and nothing else. */
    @WithDefault("true")
    boolean enabled();
}
