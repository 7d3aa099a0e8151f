package io.muster.ui;

import io.muster.platform.TrueOrFalse;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** The pages for people. */
@ConfigMapping(prefix = "muster.ui")
public interface UiConfig {

    /** Whether the pages are served, at {@code /}. They show only data that GraphQL and REST give to the caller. */
    @WithDefault("true")
    @WithConverter(TrueOrFalse.class)
    boolean enabled();
}
