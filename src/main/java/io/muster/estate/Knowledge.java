package io.muster.estate;

import io.muster.inventory.kind.ResourceKind;
import java.util.Map;
import java.util.Set;

/**
 * How far the listings behind an estate reach.
 *
 * @param listed the kinds of which everything was listed, but for the unread
 * @param partly the kinds of which some was read just now, and nothing is known of what may exist beside it
 * @param unread of these kinds, the ARNs of resources that were not read; the estate may hold them as they were stored
 */
public record Knowledge(Set<ResourceKind> listed, Set<ResourceKind> partly, Map<ResourceKind, Set<String>> unread) {

    /** Everything of the kinds, and nothing of the others. */
    public static Knowledge of(Set<ResourceKind> listed) {
        return new Knowledge(Set.copyOf(listed), Set.of(), Map.of());
    }

    /** Whether the kind was listed, but perhaps for some resources that are known by name. */
    boolean lists(ResourceKind kind) {
        return listed.contains(kind);
    }

    /** Whether some of the kind was read, so that what was read may be judged. */
    boolean reads(ResourceKind kind) {
        return listed.contains(kind) || partly.contains(kind);
    }

    /** Whether some of the kind was read, but not all. */
    boolean lacks(ResourceKind kind) {
        return partly.contains(kind) || !unread(kind).isEmpty();
    }

    Set<String> unread(ResourceKind kind) {
        return unread.getOrDefault(kind, Set.of());
    }
}
