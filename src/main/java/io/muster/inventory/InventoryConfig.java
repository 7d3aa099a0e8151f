package io.muster.inventory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the inventory is kept. */
@ConfigMapping(prefix = "muster.inventory")
public interface InventoryConfig {

    /**
     * How long the superseded states of resources, their links and changes are kept after they ended, and deleted resources after
     * their deletion. What is asked of the time before, by {@code at}, is refused with the earliest instant that is known.
     */
    @WithDefault("400d")
    Duration history();
}
