package io.muster.collect;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A reading of an organization for all its accounts at once, which is not repeated for {@link #KEPT}: else each of 500 accounts would ask
 * for the same. A reading that is not complete is not kept. One that lacks the account that it is asked for is read once more,
 * unless it is younger than {@link #TRUSTED}: the account may be new.
 */
final class KeptReading<T> {

    static final Duration KEPT = Duration.ofMinutes(10);
    static final Duration TRUSTED = Duration.ofMinutes(1);

    private final AtomicReference<Kept<T>> kept = new AtomicReference<>();
    private final LongSupplier nanoClock;

    KeptReading() {
        this(System::nanoTime);
    }

    KeptReading(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    private record Kept<T>(String managementAccount, long since, Uni<T> read) {

        boolean fits(String account, long now) {
            return managementAccount.equals(account) && now - since < KEPT.toNanos();
        }
    }

    Uni<T> of(String managementAccount, Supplier<Uni<T>> read, Predicate<T> complete) {
        return of(managementAccount, read, complete, reading -> true);
    }

    /** @param holds whether a reading has what it is asked for */
    Uni<T> of(String managementAccount, Supplier<Uni<T>> read, Predicate<T> complete, Predicate<T> holds) {
        Kept<T> current =
                kept.updateAndGet(before -> before != null && before.fits(managementAccount, nanoClock.getAsLong())
                        ? before
                        : begun(managementAccount, read));
        return known(current, complete)
                .chain(reading -> holds.test(reading) || nanoClock.getAsLong() - current.since < TRUSTED.toNanos()
                        ? Uni.createFrom().item(reading)
                        : again(current, read, complete));
    }

    /** Reads again; concurrent callers share one reading. */
    @SuppressWarnings("ReferenceEquality") // the very reading, not one that is alike
    private Uni<T> again(Kept<T> old, Supplier<Uni<T>> read, Predicate<T> complete) {
        Kept<T> newer = kept.updateAndGet(now -> now == null || now == old ? begun(old.managementAccount, read) : now);
        return known(newer, complete);
    }

    private Kept<T> begun(String managementAccount, Supplier<Uni<T>> read) {
        return new Kept<>(
                managementAccount,
                nanoClock.getAsLong(),
                Uni.createFrom().deferred(read::get).memoize().indefinitely());
    }

    private Uni<T> known(Kept<T> reading, Predicate<T> complete) {
        return reading.read()
                .invoke(known -> {
                    if (!complete.test(known)) {
                        kept.compareAndSet(reading, null);
                    }
                })
                .onFailure()
                .invoke(failure -> kept.compareAndSet(reading, null));
    }
}
