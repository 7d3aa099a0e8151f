package io.muster.inventory.query;

import java.util.List;
import java.util.function.Function;

/** One page of a list. */
public record Page<T>(List<Entry<T>> entries, boolean hasPreviousPage, boolean hasNextPage) {

    /** One entry, with the cursor that leads on from it. */
    public record Entry<T>(String cursor, T node) {}

    public Page {
        entries = List.copyOf(entries);
    }

    /** The same page with each node as the function makes it. */
    public <R> Page<R> map(Function<T, R> function) {
        return new Page<>(
                entries.stream()
                        .map(entry -> new Entry<>(entry.cursor(), function.apply(entry.node())))
                        .toList(),
                hasPreviousPage,
                hasNextPage);
    }

    public List<T> nodes() {
        return entries.stream().map(Entry::node).toList();
    }
}
