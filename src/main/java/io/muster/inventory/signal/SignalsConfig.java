package io.muster.inventory.signal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How long imported signals of other products are kept. */
@ConfigMapping(prefix = "muster.signals")
public interface SignalsConfig {

    /** How many days a signal is kept after its source sent it last. A source that goes on seeing it sends it again. */
    @WithDefault("30")
    @Min(1)
    @Max(3650)
    int keepDays();

    /** How often the cluster looks for signals that are too old. */
    @WithDefault("1h")
    Duration tick();
}
