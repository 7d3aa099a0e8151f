package io.muster.finding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How findings are kept. */
@ConfigMapping(prefix = "muster.findings")
public interface FindingsConfig {

    /**
     * How long the earlier states of findings are kept: their history, and findings as they were at an instant. What is asked
     * {@code at} an earlier instant is refused where it takes findings or links. Counts and trends are not affected.
     */
    @WithDefault("400d")
    Duration history();
}
