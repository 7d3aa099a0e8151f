package io.muster.inventory;

import jakarta.annotation.Nullable;

/**
 * The values that were used last, in a table of fixed size: an equal value is found again while few others were added since. The
 * table is used without a lock, for the values are immutable, and a lost one is added again.
 */
final class RecentValues {

    /** A table that took this part of its slots in additions holds much. */
    private static final int PART_OF_SLOTS = 4;

    private final int slots;

    @Nullable
    private volatile Object[] table;

    /** Roughly, as several threads count. */
    private int added;

    /** @param slots a power of two; each value has two of them to be in */
    RecentValues(int slots) {
        this.slots = slots;
    }

    /** An equal value that was used before, or else this one, which takes the place of the older one of two. */
    @SuppressWarnings("unchecked") // of the same class
    <V> V same(V value) {
        Object[] all = known();
        int slot = slot(value);
        Object newer = all[slot];
        if (isSame(newer, value)) {
            return (V) newer;
        }
        Object older = all[slot + 1];
        if (isSame(older, value)) {
            return (V) older;
        }
        all[slot + 1] = newer;
        all[slot] = value;
        added++;
        return value;
    }

    private static boolean isSame(@Nullable Object known, Object value) {
        return known != null && known.getClass() == value.getClass() && known.equals(value);
    }

    /** The first of two, an even one. */
    private int slot(Object value) {
        int hash = value.hashCode() * 0x9E3779B9;
        return (hash ^ (hash >>> 16)) & (slots - 2);
    }

    private Object[] known() {
        Object[] known = table;
        if (known == null) {
            known = new Object[slots];
            table = known;
        }
        return known;
    }

    /** Releases all values. */
    void forget() {
        table = null;
        added = 0;
    }

    /** Releases all values if they may be many. */
    void forgetMany() {
        if (added > slots / PART_OF_SLOTS) {
            forget();
        }
    }
}
