package io.muster.ops;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The metrics that are measured. */
@ConfigMapping(prefix = "muster.metrics")
public interface MetricsConfig {

    /** How often this replica reads the gauges (cells, resources, findings, waiting tasks) from PostgreSQL. */
    @WithDefault("30s")
    Duration refreshInterval();
}
