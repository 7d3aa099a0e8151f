package io.muster.scan.whatif;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How questions about proposed changes are answered on this replica. */
@ConfigMapping(prefix = "muster.what-if")
public interface WhatIfConfig {

    /**
     * How many of them are worked on at a time; one more is refused as {@code TOO_MANY_REQUESTS}. Each takes the memory of an
     * assessment of the region, twice for what is worked out from the resources. With 0, none is answered.
     */
    @WithDefault("2")
    @Min(0)
    int concurrency();

    /** How long one may take: after it the call fails as {@code TIMEOUT}, or leaves further regions out and says so. */
    @WithDefault("60s")
    @DurationMin(seconds = 1, message = "must be at least one second")
    Duration timeLimit();
}
