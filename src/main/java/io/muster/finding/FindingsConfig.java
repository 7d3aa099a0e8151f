package io.muster.finding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
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

    /** How often the cluster looks for states that were kept for long enough. */
    @WithDefault("1h")
    Duration historyTick();

    /** The most states that one statement deletes. */
    @WithDefault("5000")
    @Min(1)
    int historyBatch();
}
