package io.muster.inventory.query;

import java.util.List;

/** One page of a list. */
public record Page<T>(List<Entry<T>> entries, boolean hasPreviousPage, boolean hasNextPage) {

    /** One entry, with the cursor that leads on from it. */
    public record Entry<T>(String cursor, T node) {}

    public Page {
        entries = List.copyOf(entries);
    }

    public List<T> nodes() {
        return entries.stream().map(Entry::node).toList();
    }
}
