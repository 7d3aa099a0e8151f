package io.muster.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.muster.ops.ClusterState.Series;
import io.muster.platform.OneAtATime;
import io.muster.platform.StructuredLog;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Exports the cluster's state as it was last read, so that a scrape needs no database access. Every replica reads it, and all
 * export the same values. If it cannot be read, the last values are kept, with the time of the last successful reading.
 */
@ApplicationScoped
class ClusterGauges {

    private static final StructuredLog LOG = StructuredLog.of(ClusterGauges.class);

    private record Shown(Meter meter, AtomicReference<Double> value) {}

    private final Vertx vertx;
    private final MetricsConfig config;
    private final ClusterState state;
    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<Series, Shown> shown = new HashMap<>();
    private final OneAtATime readings = new OneAtATime();
    private final AtomicReference<Double> readAt = new AtomicReference<>(0.0);
    private long timer;

    ClusterGauges(Vertx vertx, MetricsConfig config, ClusterState state, MeterRegistry registry, Clock clock) {
        this.vertx = vertx;
        this.config = config;
        this.state = state;
        this.registry = registry;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(0, config.refreshInterval().toMillis(), id -> refresh());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** Reads the state, unless a reading is still under way, as on a slow database. */
    void refresh() {
        readings.run(state::read, this::show, failure -> LOG.warn("The gauges could not be read", failure));
    }

    private synchronized void show(Map<Series, Double> values) {
        List<Series> gone = new ArrayList<>(shown.keySet());
        gone.removeAll(values.keySet());
        gone.forEach(series -> registry.remove(shown.remove(series).meter()));
        values.forEach((series, value) ->
                shown.computeIfAbsent(series, this::register).value().set(value));
        if (readAt.getAndSet(clock.instant().toEpochMilli() / 1000.0) == 0) {
            register(
                    "muster.gauges.timestamp.seconds",
                    "When this replica last read the gauges",
                    List.of(),
                    readAt::get);
        }
    }

    private Shown register(Series series) {
        ClusterGauge gauge = series.gauge();
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < gauge.labels().size(); i++) {
            tags.add(Tag.of(gauge.labels().get(i), series.labels().get(i)));
        }
        AtomicReference<Double> value = new AtomicReference<>(Double.NaN);
        return new Shown(register(gauge.meter(), gauge.description(), tags, value::get), value);
    }

    private Meter register(String name, String description, List<Tag> tags, Supplier<Number> value) {
        return Gauge.builder(name, value).description(description).tags(tags).register(registry);
    }
}
