package io.muster.estate;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far the listings behind an estate reach.
 *
 * @param extents by kind, for the kinds that the estate was loaded with; of another kind it can tell nothing
 */
public record Knowledge(Map<ResourceKind, Extent> extents) {

    private static final int ARNS_SHOWN = 3;

    public Knowledge {
        extents = Map.copyOf(extents);
    }

    /** Knows everything of the listed kinds, and nothing of the other loaded kinds. */
    public static Knowledge of(Scope scope, Set<ResourceKind> loaded, Set<ResourceKind> listed) {
        Map<ResourceKind, Extent> extents = new EnumMap<>(ResourceKind.class);
        for (ResourceKind kind : loaded) {
            extents.put(kind, listed.contains(kind) ? Extent.whole() : Extent.unlisted(region(scope, kind)));
        }
        return new Knowledge(extents);
    }

    /** The knowledge of a region of another account, which messages about missing kinds name. */
    public static Knowledge ofOther(Scope other, Set<ResourceKind> loaded, Set<ResourceKind> listed) {
        Map<ResourceKind, Extent> extents = new EnumMap<>(ResourceKind.class);
        String cell = other.region() + " of account " + other.accountId();
        loaded.forEach(kind -> extents.put(kind, listed.contains(kind) ? Extent.whole() : Extent.unlisted(cell)));
        return new Knowledge(extents);
    }

    /** This knowledge without the content of resources of which only the ARN is known. */
    Knowledge without(Map<ResourceKind, Set<String>> unread) {
        Map<ResourceKind, Extent> less = new EnumMap<>(ResourceKind.class);
        extents.forEach((kind, extent) -> less.put(kind, extent.without(unread.getOrDefault(kind, Set.of()))));
        return new Knowledge(less);
    }

    private static String region(Scope scope, ResourceKind kind) {
        return kind.global() ? Scope.GLOBAL : scope.region();
    }

    /** @throws IllegalArgumentException if the estate was not loaded with the kind: no rule declares it */
    void check(ResourceKind kind) {
        if (!extents.containsKey(kind)) {
            throw new IllegalArgumentException(kind + " is not loaded: a rule that reads it must declare it");
        }
    }

    /** As {@link #check}, and tells how far the kind's listings reach. */
    Extent of(ResourceKind kind) {
        check(kind);
        return extents.get(kind);
    }

    /** The missing part of the kind: its unlisted cells as {@code INSTANCE in eu-west-1, us-east-1}, or its unread resources. */
    public String missing(ResourceKind kind) {
        Extent extent = of(kind);
        return extent.lists()
                ? kind.name() + " " + first(extent.unread())
                : kind.name() + " in " + String.join(", ", new TreeSet<>(extent.unlisted()));
    }

    private static String first(Set<String> arns) {
        String shown =
                String.join(", ", new TreeSet<>(arns).stream().limit(ARNS_SHOWN).toList());
        return arns.size() > ARNS_SHOWN ? shown + " and " + (arns.size() - ARNS_SHOWN) + " more" : shown;
    }
}
