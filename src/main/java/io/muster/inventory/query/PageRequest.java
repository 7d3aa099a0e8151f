package io.muster.inventory.query;

import io.muster.platform.MusterException;
import jakarta.annotation.Nullable;

/**
 * The part of a list that is asked for.
 *
 * @param first how many entries at most
 * @param after the cursor of the entry before; null for the beginning
 */
public record PageRequest(int first, @Nullable String after) {

    public static final int LARGEST = 500;
    public static final int USUAL = 50;

    public PageRequest {
        if (first < 1 || first > LARGEST) {
            throw MusterException.badField("first", "must be from 1 to " + LARGEST);
        }
    }

    /** A request as it came in; the usual size where none is given. */
    public static PageRequest of(@Nullable Integer first, @Nullable String after) {
        return new PageRequest(first == null ? USUAL : first, after);
    }
}
