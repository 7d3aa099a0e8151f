package io.muster.scan.verification;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;

/** Counts verifications by their outcomes, from the start of the application on: a series that is not there yet raises no alert. */
@Singleton
class VerificationMetrics implements MeterBinder {

    private final Map<VerificationOutcome, Counter> counters = new EnumMap<>(VerificationOutcome.class);

    @Override
    public void bindTo(MeterRegistry registry) {
        for (VerificationOutcome outcome : EnumSet.complementOf(EnumSet.of(VerificationOutcome.PENDING))) {
            counters.put(
                    outcome,
                    Counter.builder("muster.verifications")
                            .description("Answers that AWS was asked about, by their outcomes")
                            .tag("outcome", outcome.name())
                            .register(registry));
        }
    }

    void count(VerificationOutcome outcome) {
        counters.get(outcome).increment();
    }
}
