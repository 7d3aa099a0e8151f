package io.muster.collect;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A reading of an organization for all its accounts at once, which is not repeated for {@link #KEPT}: else each of 500 accounts would ask
 * for the same. One that is not complete is kept for ten times as long as it took, and for {@link #TRUSTED} at least: a right that is lacking
 * lacks for the next account, too. A complete one without the account that it is asked for is read once more, unless it is younger than
 * {@link #TRUSTED}: the account may be new.
 */
final class KeptReading<T> {

    static final Duration KEPT = Duration.ofMinutes(10);
    static final Duration TRUSTED = Duration.ofMinutes(1);

    private static final int PATIENCE = 10;

    private final AtomicReference<Kept<T>> kept = new AtomicReference<>();
    private final LongSupplier nanoClock;

    KeptReading() {
        this(System::nanoTime);
    }

    KeptReading(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** @param until when it is read again */
    private record Kept<T>(String managementAccount, long since, AtomicLong until, Uni<T> read) {

        boolean fits(String account, long now) {
            return managementAccount.equals(account) && now - until.get() < 0;
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
                        : begun(managementAccount, read, complete));
        return known(current)
                .chain(reading -> holds.test(reading) || isTrusted(current) || !complete.test(reading)
                        ? Uni.createFrom().item(reading)
                        : again(current, read, complete));
    }

    private boolean isTrusted(Kept<T> reading) {
        return nanoClock.getAsLong() - reading.since < TRUSTED.toNanos();
    }

    /** Reads again; concurrent callers share one reading. */
    @SuppressWarnings("ReferenceEquality") // the very reading, not one that is alike
    private Uni<T> again(Kept<T> old, Supplier<Uni<T>> read, Predicate<T> complete) {
        Kept<T> newer = kept.updateAndGet(
                now -> now == null || now == old ? begun(old.managementAccount, read, complete) : now);
        return known(newer);
    }

    private Kept<T> begun(String managementAccount, Supplier<Uni<T>> read, Predicate<T> complete) {
        long since = nanoClock.getAsLong();
        AtomicLong until = new AtomicLong(since + KEPT.toNanos());
        Uni<T> reading = Uni.createFrom()
                .deferred(read::get)
                .invoke(known -> {
                    if (!complete.test(known)) {
                        until.set(untilRepeated(since));
                    }
                })
                .memoize()
                .indefinitely();
        return new Kept<>(managementAccount, since, until, reading);
    }

    private long untilRepeated(long since) {
        long now = nanoClock.getAsLong();
        return now + Math.min(Math.max((now - since) * PATIENCE, TRUSTED.toNanos()), KEPT.toNanos());
    }

    private Uni<T> known(Kept<T> reading) {
        return reading.read().onFailure().invoke(failure -> kept.compareAndSet(reading, null));
    }
}
