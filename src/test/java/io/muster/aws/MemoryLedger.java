package io.muster.aws;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** A ledger of replicas in one JVM, which can be lost. */
final class MemoryLedger implements TokenLedger {

    private final Map<Bucket, Instant> fullAt = new HashMap<>();
    private final LongSupplier nanoClock;
    private final int replicas;
    private volatile boolean lost;

    MemoryLedger(LongSupplier nanoClock, int replicas) {
        this.nanoClock = nanoClock;
        this.replicas = replicas;
    }

    void lose() {
        lost = true;
    }

    void find() {
        lost = false;
    }

    @Override
    public synchronized Uni<Answer> take(List<Wanted> wanted) {
        if (lost) {
            return Uni.createFrom().failure(new IllegalStateException("Lost"));
        }
        Instant now = Instant.EPOCH.plusNanos(nanoClock.getAsLong());
        Map<Bucket, Taken> taken = new HashMap<>();
        for (Wanted each : wanted) {
            Instant full = fullAt.merge(each.bucket(), now, (before, at) -> before.isAfter(at) ? before : at)
                    .plus(each.cost());
            fullAt.put(each.bucket(), full);
            taken.put(each.bucket(), new Taken(now, full));
        }
        return Uni.createFrom().item(new Answer(replicas, taken));
    }

    @Override
    public Uni<Void> sweep() {
        return Uni.createFrom().voidItem();
    }
}
