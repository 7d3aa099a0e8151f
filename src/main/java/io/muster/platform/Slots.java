package io.muster.platform;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts the open slots in total and per holder, so that no holder takes all of them.
 *
 * @param <K> the holders' keys
 */
public final class Slots<K> {

    /** How a claim ended. */
    public enum Claim {
        GRANTED,
        /** The holder has as many as one may have. */
        HOLDER_FULL,
        /** There are as many as there may be. */
        FULL
    }

    private final Map<K, Integer> held = new HashMap<>();
    private int open;

    /** Takes one, unless the holder or all holders together have as many as they may. */
    public synchronized Claim take(K holder, int mostOfOne, int mostOfAll) {
        if (open >= mostOfAll) {
            return Claim.FULL;
        }
        int own = held.getOrDefault(holder, 0);
        if (own >= mostOfOne) {
            return Claim.HOLDER_FULL;
        }
        held.put(holder, own + 1);
        open++;
        return Claim.GRANTED;
    }

    /** Releases a slot that was granted. */
    public synchronized void giveBack(K holder) {
        held.computeIfPresent(holder, (key, own) -> own == 1 ? null : own - 1);
        open--;
    }
}
