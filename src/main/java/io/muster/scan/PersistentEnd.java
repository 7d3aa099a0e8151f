package io.muster.scan;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The end of a task, which is repeated until it is written: the database will be available again, and until then the task belongs to this
 * replica. An end that fails again and again though the database takes writes would never be written: a plain one takes its place.
 *
 * @param end   writes the end with all its consequences
 * @param plain writes the end without them
 * @param first the pause before the first repetition; each is twice as long as the one before
 * @param told  learns of each failure that is followed by a repetition
 */
record PersistentEnd<T>(
        Supplier<Uni<T>> end, Supplier<Uni<T>> plain, Duration first, Duration longest, Consumer<Throwable> told) {

    /** How often the end may fail while the database takes writes. */
    static final int MOST_FAILURES = 8;

    /** Writes it; fails with {@link LostTask} alone. */
    Uni<T> written() {
        AtomicInteger failures = new AtomicInteger();
        return Uni.createFrom()
                .deferred(() -> (failures.get() < MOST_FAILURES ? end : plain).get())
                .onFailure(PersistentEnd::isRepeated)
                .invoke(failure -> {
                    told.accept(failure);
                    if (!TaskFault.of(failure).ofAway()) {
                        failures.incrementAndGet();
                    }
                })
                .onFailure(PersistentEnd::isRepeated)
                .retry()
                .withBackOff(first, longest)
                .indefinitely();
    }

    private static boolean isRepeated(Throwable failure) {
        return !(failure instanceof LostTask);
    }
}
