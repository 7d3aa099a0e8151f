package io.muster.inventory;

import io.muster.inventory.kind.Filterable;
import java.util.List;

/**
 * A filter on the contents of a kind's documents.
 *
 * @param name the filter field's name
 * @param path the components that lead to the value, from the outermost
 */
public record KindFilter(String name, Filterable.Match match, List<Property> path) {

    /** The component whose value is asked for. */
    public Property target() {
        return path.get(path.size() - 1);
    }

    /** Whether the path leads over a list, so that there are any number of values. */
    boolean many() {
        return path.stream().anyMatch(Property::list);
    }
}
