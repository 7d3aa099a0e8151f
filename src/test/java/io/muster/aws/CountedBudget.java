package io.muster.aws;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicLong;

/** A budget that counts what is asked of it. */
final class CountedBudget extends RequestBudget {

    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong repetitions = new AtomicLong();
    private final AtomicLong throttles = new AtomicLong();

    CountedBudget(AwsConfig config) {
        super(config, new RequestMetrics(new SimpleMeterRegistry()), new MemoryLedger(System::nanoTime, 1));
    }

    @Override
    Uni<Void> take(Key key) {
        return super.take(key).onSubscription().invoke(calls::incrementAndGet);
    }

    @Override
    void repeated(Key key) {
        repetitions.incrementAndGet();
        super.repeated(key);
    }

    @Override
    void throttled(Key key) {
        throttles.incrementAndGet();
        super.throttled(key);
    }

    long calls() {
        return calls.get();
    }

    /** The requests that the SDK sent again. */
    long repetitions() {
        return repetitions.get();
    }

    /** The requests that AWS refused as too many. */
    long throttles() {
        return throttles.get();
    }
}
