package io.muster.graphql.endpoint;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Tells questions that were asked before from new ones, in memory of a constant size. Only their hashes are known: a question is forgotten
 * once another one takes its place, and a new one with the same hash counts as asked before.
 */
final class Repeats {

    private static final int PLACES = 1 << 14;

    private final AtomicIntegerArray hashes = new AtomicIntegerArray(PLACES);

    /** Whether the question was asked before; from now on, it was. */
    boolean note(Object question) {
        int hash = question.hashCode();
        return hashes.getAndSet(hash & (PLACES - 1), hash) == hash;
    }
}
