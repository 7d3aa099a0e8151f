package io.muster.scan;

import io.muster.inventory.CellState;
import io.muster.inventory.StoredResources.StoredResource;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The stored account-wide resources of an account, for the estates of all its regions.
 *
 * @param states    the cells as they were when the resources were read
 * @param resources those of every account-wide kind that some rule reads and whose cell is not abandoned
 */
record AccountWide(Map<ResourceKind, CellState> states, List<StoredResource> resources) {

    /** The unread part of a cell; everything for a cell that was never attempted. */
    static Unread unread(@Nullable CellState cell) {
        return cell == null ? Unread.everythingElse() : cell.unread();
    }

    static Unread unread(ResourceKind kind, Map<ResourceKind, CellState> states) {
        return unread(states.get(kind));
    }

    /** The kinds whose stored resources count. */
    static Set<ResourceKind> counting(Set<ResourceKind> kinds, Map<ResourceKind, CellState> states) {
        return kinds.stream()
                .filter(kind -> !states.containsKey(kind) || !states.get(kind).abandoned())
                .collect(Collectors.toUnmodifiableSet());
    }

    Unread unread(ResourceKind kind) {
        return unread(kind, states);
    }
}
