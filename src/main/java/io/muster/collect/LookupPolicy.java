package io.muster.collect;

import jakarta.annotation.Nullable;
import java.util.function.BiPredicate;

/**
 * When a look-up is made for an item, and how AWS's refusals are treated.
 *
 * @param gone      the error code by which AWS says that the item is not there, or its beginning up to a dot; empty for none
 * @param optional  the items for which a denial leaves the facts unknown without a gap
 * @param needed    the items that can have such facts
 * @param frequency how often it is made
 * @param batched   how it is made for many items at once; null where it is not
 * @param isMapped  whether its facts have another form than the answers to its question
 */
record LookupPolicy<I>(
        String gone,
        BiPredicate<AwsScope, I> optional,
        BiPredicate<AwsScope, I> needed,
        Frequency frequency,
        @Nullable Batched<?> batched,
        boolean isMapped) {

    /** How often a look-up is made for an item. */
    enum Frequency {
        EACH_SCAN,
        /** The look-up is made on each scan, for a kind of which an account has few items in a region. */
        EACH_SCAN_OF_FEW,
        SELDOM
    }

    /** The look-up is made for each item on each scan; each refusal is a gap. */
    static <I> LookupPolicy<I> usual() {
        return new LookupPolicy<>("", (aws, item) -> false, (aws, item) -> true, Frequency.EACH_SCAN, null, false);
    }

    LookupPolicy<I> gone(String code) {
        return new LookupPolicy<>(code, optional, needed, frequency, batched, isMapped);
    }

    LookupPolicy<I> optional(BiPredicate<AwsScope, I> of) {
        return new LookupPolicy<>(gone, of, needed, frequency, batched, isMapped);
    }

    LookupPolicy<I> onlyIf(BiPredicate<AwsScope, I> also) {
        return new LookupPolicy<>(gone, optional, needed.and(also), frequency, batched, isMapped);
    }

    LookupPolicy<I> frequency(Frequency other) {
        return new LookupPolicy<>(gone, optional, needed, other, batched, isMapped);
    }

    LookupPolicy<I> batched(Batched<?> other) {
        if (isMapped) {
            throw new IllegalStateException("Batches are to be named before the facts get another form");
        }
        return new LookupPolicy<>(gone, optional, needed, frequency, other, isMapped);
    }

    LookupPolicy<I> mapped() {
        return new LookupPolicy<>(gone, optional, needed, frequency, batched, true);
    }

    /** EC2 spells its codes in several ways. */
    boolean saysGone(String code) {
        return !gone.isEmpty()
                && (code.equalsIgnoreCase(gone) || code.regionMatches(true, 0, gone + ".", 0, gone.length() + 1));
    }
}
