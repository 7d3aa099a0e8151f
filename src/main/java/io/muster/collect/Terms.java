package io.muster.collect;

import jakarta.annotation.Nullable;
import java.util.function.BiPredicate;

/**
 * When a look-up is made of an item, and how a refusal of AWS is taken.
 *
 * @param gone      the error code by which AWS says that the item is not there, or its beginning up to a dot; empty for none
 * @param optional  of which items a denial leaves the facts unknown without a gap
 * @param needed    which items can have such facts
 * @param frequency how often it is made
 * @param batched   how it is made of many items at once; null where it is not
 * @param isMapped  whether its facts have another form than the answers to its question
 */
record Terms<I>(
        String gone,
        BiPredicate<AwsScope, I> optional,
        BiPredicate<AwsScope, I> needed,
        Frequency frequency,
        @Nullable Batched<?> batched,
        boolean isMapped) {

    /** How often a look-up is made of an item. */
    enum Frequency {
        EACH_SCAN,
        /** On each scan, of a kind of which an account has few items in a region. */
        EACH_SCAN_OF_FEW,
        SELDOM
    }

    /** Of each item on each scan; each refusal is a gap. */
    static <I> Terms<I> usual() {
        return new Terms<>("", (aws, item) -> false, (aws, item) -> true, Frequency.EACH_SCAN, null, false);
    }

    Terms<I> gone(String code) {
        return new Terms<>(code, optional, needed, frequency, batched, isMapped);
    }

    Terms<I> optional(BiPredicate<AwsScope, I> of) {
        return new Terms<>(gone, of, needed, frequency, batched, isMapped);
    }

    Terms<I> onlyIf(BiPredicate<AwsScope, I> also) {
        return new Terms<>(gone, optional, needed.and(also), frequency, batched, isMapped);
    }

    Terms<I> frequency(Frequency other) {
        return new Terms<>(gone, optional, needed, other, batched, isMapped);
    }

    Terms<I> batched(Batched<?> other) {
        if (isMapped) {
            throw new IllegalStateException("Batches are to be named before the facts get another form");
        }
        return new Terms<>(gone, optional, needed, frequency, other, isMapped);
    }

    Terms<I> mapped() {
        return new Terms<>(gone, optional, needed, frequency, batched, true);
    }

    /** EC2 spells its codes in several ways. */
    boolean saysGone(String code) {
        return !gone.isEmpty()
                && (code.equalsIgnoreCase(gone) || code.regionMatches(true, 0, gone + ".", 0, gone.length() + 1));
    }
}
