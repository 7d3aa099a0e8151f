package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Extent;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is left of an estate where the listings of kinds failed, broke off or left one resource out.
 *
 * @param asked those that a question is about, which stay
 */
record UnreadCells(Collection<Estates.Made<?>> parts, Predicate<Resource<?>> asked) {

    /** @param name what is missing */
    record Cut(String name, Estate estate) {}

    /** Two kinds of which nothing was ever listed. */
    Cut of(ResourceKind one, ResourceKind other) {
        Set<ResourceKind> kinds = Set.of(one, other);
        Estates.Made<?>[] left = parts.stream()
                .filter(part -> !kinds.contains(part.resource().kind()) || asked.test(part.resource()))
                .toArray(Estates.Made[]::new);
        Estates estates = Estates.estate().with(left);
        kinds.forEach(kind -> estates.reaching(kind, failed(kind, false)));
        return new Cut(one + " and " + other, estates.build());
    }

    private static Extent failed(ResourceKind kind, boolean partly) {
        return new Extent(Set.of(kind.global() ? Scope.GLOBAL : Estates.REGION.region()), partly, Set.of());
    }

    Stream<Cut> of(ResourceKind kind) {
        Extent failed = failed(kind, false);
        Extent brokenOff = failed(kind, true);
        List<Cut> cuts = new ArrayList<>();
        cuts.add(cut(kind + " failed", kind, failed, one -> false));
        cuts.add(cut(kind + " was never listed", kind, failed, one -> true));
        cuts.add(cut(kind + " broke off at once", kind, brokenOff, one -> true));
        parts.stream()
                .<Resource<?>>map(Estates.Made::resource)
                .filter(one -> one.kind() == kind && !asked.test(one))
                .forEach(one -> {
                    Extent unread = new Extent(Set.of(), false, Set.of(one.arn()));
                    String id = kind + " " + one.resourceId();
                    cuts.add(cut(id + " is stale", kind, unread, any -> false));
                    cuts.add(cut(id + " was never read", kind, unread, any -> isSame(any, one)));
                    cuts.add(cut(kind + " failed, without " + id, kind, failed, any -> isSame(any, one)));
                    cuts.add(cut(kind + " broke off before " + id, kind, brokenOff, any -> isSame(any, one)));
                });
        return cuts.stream();
    }

    private static boolean isSame(Resource<?> one, Resource<?> other) {
        return one.arn().equals(other.arn());
    }

    private Cut cut(String name, ResourceKind kind, Extent extent, Predicate<Resource<?>> lost) {
        Estates.Made<?>[] left = parts.stream()
                .filter(part ->
                        part.resource().kind() != kind || asked.test(part.resource()) || !lost.test(part.resource()))
                .toArray(Estates.Made[]::new);
        return new Cut(name, Estates.estate().with(left).reaching(kind, extent).build());
    }
}
