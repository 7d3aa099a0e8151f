package io.muster.collect;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What is read of an organization for all its accounts at once, and not again for {@link #KEPT}: else each of 500 accounts would ask
 * for the same. A reading that is not complete is not kept.
 */
final class KeptReading<T> {

    static final Duration KEPT = Duration.ofMinutes(10);

    private final AtomicReference<Kept<T>> kept = new AtomicReference<>();

    /** @param since by {@link System#nanoTime()} */
    private record Kept<T>(String managementAccount, long since, Uni<T> read) {

        boolean fits(String account) {
            return managementAccount.equals(account) && System.nanoTime() - since < KEPT.toNanos();
        }
    }

    Uni<T> of(String managementAccount, Supplier<Uni<T>> read, Predicate<T> complete) {
        Kept<T> current = kept.updateAndGet(before -> before != null && before.fits(managementAccount)
                ? before
                : new Kept<>(
                        managementAccount,
                        System.nanoTime(),
                        Uni.createFrom().deferred(read::get).memoize().indefinitely()));
        return current.read()
                .invoke(known -> {
                    if (!complete.test(known)) {
                        kept.compareAndSet(current, null);
                    }
                })
                .onFailure()
                .invoke(failure -> kept.compareAndSet(current, null));
    }
}
