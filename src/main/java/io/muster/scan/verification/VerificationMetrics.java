package io.muster.scan.verification;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;

/** Counts verifications by their outcomes. */
@Singleton
class VerificationMetrics {

    private final Map<VerificationOutcome, Counter> counters = new EnumMap<>(VerificationOutcome.class);

    VerificationMetrics(MeterRegistry registry) {
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
