package io.muster.finding.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/** Counts attempts of deliveries by their ends. */
@Singleton
class WebhookMetrics {

    private final Map<AttemptEnd, Counter> counters = new EnumMap<>(AttemptEnd.class);

    WebhookMetrics(MeterRegistry registry) {
        for (AttemptEnd end : AttemptEnd.values()) {
            counters.put(
                    end,
                    Counter.builder("muster.webhook.attempts")
                            .description("Attempts to deliver events to webhooks, by their ends")
                            .tag("outcome", end.name())
                            .register(registry));
        }
    }

    void count(AttemptEnd end) {
        counters.get(end).increment();
    }
}
