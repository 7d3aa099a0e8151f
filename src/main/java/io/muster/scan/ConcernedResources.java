package io.muster.scan;

import io.muster.inventory.CellState;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import jakarta.annotation.Nullable;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The resources that one or several AWS events concern.
 *
 * @param resourceIds ids and ARNs; AWS is asked for all facts of these, however old the stored ones are
 * @param whole       the kinds of which all resources are read, in addition to the resources of the ids
 * @param unnamed     the kinds among {@code whole} of which an event named no resource, so that any may have changed
 */
public record ConcernedResources(Set<String> resourceIds, Set<ResourceKind> whole, Set<ResourceKind> unnamed) {

    /** The most ids. Where events name more, all resources of their kinds are read. */
    public static final int MOST_NAMED = 1_000;

    public ConcernedResources {
        resourceIds = Set.copyOf(resourceIds);
        whole = Set.copyOf(whole);
        unnamed = Set.copyOf(unnamed);
    }

    /**
     * The ids of the kind's resources; none where all of them are read. All are read where the last listing left one of these unread, or
     * there was none: a resource that is read alone does not complete its cell, so that it would not be judged.
     *
     * @param cell the kind's cell of the scope; null where the kind was never listed
     */
    Set<String> ids(ResourceKind kind, Scope scope, @Nullable CellState cell) {
        Set<String> ids = whole.contains(kind) ? Set.of() : ids(kind);
        return cell == null || ids.stream().anyMatch(id -> cell.unread().mayHold(scope.arn(kind, id))) ? Set.of() : ids;
    }

    private Set<String> ids(ResourceKind kind) {
        return resourceIds.stream()
                .filter(id -> ResourceKind.ofId(id).filter(kind::equals).isPresent())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Tests whether a resource may have changed. */
    Predicate<Resource<?>> meaning() {
        return resource -> resourceIds.contains(resource.resourceId())
                || resourceIds.contains(resource.arn())
                || unnamed.contains(resource.kind());
    }
}
