package io.muster.inventory.query;

import jakarta.annotation.Nullable;

/** A row's values by their places. */
@FunctionalInterface
public interface Columns {

    /** The value, as the reactive client has it: an array where the column is one. */
    @Nullable
    Object at(int column);
}
