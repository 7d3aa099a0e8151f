package io.muster.collect;

import io.muster.collect.Collection.Gap;
import io.muster.inventory.Resource;
import io.muster.inventory.Unread;
import java.util.List;
import java.util.stream.Stream;

/**
 * The part of a listing that was read.
 *
 * @param items  the items that could be read, in AWS's order
 * @param unread the resources that may exist beside them
 * @param gaps   why parts were not read; empty where all were
 */
record Reading<R>(List<R> items, Unread unread, List<Gap> gaps) {

    /** This reading with further items. */
    Reading<R> and(List<R> more) {
        return new Reading<>(Stream.concat(items.stream(), more.stream()).toList(), unread, gaps);
    }

    /** The outcome for the cell, where the items are its resources. */
    static <T extends Record> Collection<T> outcome(Reading<Resource<T>> reading) {
        if (reading.gaps.isEmpty()) {
            return new Collection.Complete<>(reading.items);
        }
        return reading.items.isEmpty() && reading.unread.rest()
                ? new Collection.Failed<>(reading.gaps)
                : new Collection.Partial<>(reading.items, reading.unread, reading.gaps);
    }
}
