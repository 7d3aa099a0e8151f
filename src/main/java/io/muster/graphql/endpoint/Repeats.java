package io.muster.graphql.endpoint;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Tells questions that were asked before from new ones, in memory of a constant size. Only their hashes are known, each in one of two places: a question
 * is forgotten once others have taken both, and a new one with the same hash counts as asked before.
 */
final class Repeats {

    private static final int BITS = 13;

    private static final int PLACES = 1 << BITS;

    private final AtomicIntegerArray newer = new AtomicIntegerArray(PLACES);
    private final AtomicIntegerArray older = new AtomicIntegerArray(PLACES);

    /** Whether the question was asked before; from now on, it was. */
    boolean note(Object question) {
        int hash = question.hashCode();
        if (newer.get(low(hash)) == hash || older.get(mixed(hash)) == hash) {
            return true;
        }
        int before = newer.getAndSet(low(hash), hash);
        older.set(mixed(before), before);
        return false;
    }

    private static int low(int hash) {
        return hash & (PLACES - 1);
    }

    /** Another place than the low bits tell: hashes that share the one rarely share the other. */
    private static int mixed(int hash) {
        return (hash * 0x9E3779B9) >>> (Integer.SIZE - BITS);
    }
}
