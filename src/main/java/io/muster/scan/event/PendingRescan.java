package io.muster.scan.event;

import io.muster.inventory.kind.ResourceKind;
import io.muster.scan.ConcernedResources;
import io.muster.scan.event.EventReading.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rescan that events of one scope ask for, which gathers them until it is requested.
 *
 * @param kinds       all kinds that are to be read
 * @param whole       those of them of which all resources are
 * @param unnamed     those of these of which any resource may have changed, as some event named none
 * @param resourceIds ids and ARNs of the resources that the events named, {@link ConcernedResources#MOST_NAMED} at most
 * @param names       of some of the events, {@link #MOST_NAMES} at most
 * @param events      how many
 */
record PendingRescan(
        String accountId,
        String region,
        Set<ResourceKind> kinds,
        Set<ResourceKind> whole,
        Set<ResourceKind> unnamed,
        Set<String> resourceIds,
        List<String> names,
        int events) {

    static final int MOST_NAMES = 5;

    static PendingRescan of(Change change) {
        return new PendingRescan(
                        change.accountId(),
                        change.region(),
                        change.kinds(),
                        change.whole(),
                        change.unnamed(),
                        change.resourceIds(),
                        List.of(change.name()),
                        1)
                .limited();
    }

    /** Both rescans of a scope as one. */
    PendingRescan and(PendingRescan other) {
        List<String> both = new ArrayList<>(names);
        other.names.stream()
                .filter(name -> !both.contains(name) && both.size() < MOST_NAMES)
                .forEach(both::add);
        return new PendingRescan(
                        accountId,
                        region,
                        union(kinds, other.kinds),
                        union(whole, other.whole),
                        union(unnamed, other.unnamed),
                        union(resourceIds, other.resourceIds),
                        both,
                        events + other.events)
                .limited();
    }

    private PendingRescan limited() {
        return resourceIds.size() <= ConcernedResources.MOST_NAMED
                ? this
                : new PendingRescan(
                        accountId,
                        region,
                        kinds,
                        kinds,
                        kinds,
                        new HashSet<>(resourceIds.stream()
                                .limit(ConcernedResources.MOST_NAMED)
                                .toList()),
                        names,
                        events);
    }

    private static <T> Set<T> union(Set<T> one, Set<T> other) {
        Set<T> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }

    String scope() {
        return accountId + "/" + region;
    }
}
