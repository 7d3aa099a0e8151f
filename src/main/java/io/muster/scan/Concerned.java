package io.muster.scan;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The resources that an event of AWS concerns, or several events together.
 *
 * @param resourceIds ids and ARNs; AWS is asked for all facts of these, however old the stored ones are
 * @param whole       kinds of which all resources are read, beside those that the ids name
 * @param unnamed     those of them of which an event named no resource, so that any may have changed
 */
public record Concerned(Set<String> resourceIds, Set<ResourceKind> whole, Set<ResourceKind> unnamed) {

    /** The most ids: where events named more, all resources of their kinds are read, for any of them may be concerned. */
    public static final int MOST_NAMED = 1_000;

    public Concerned {
        resourceIds = Set.copyOf(resourceIds);
        whole = Set.copyOf(whole);
        unnamed = Set.copyOf(unnamed);
    }

    /** The ids of the kind's resources; none where all of them are read. */
    Set<String> ids(ResourceKind kind) {
        return whole.contains(kind)
                ? Set.of()
                : resourceIds.stream()
                        .filter(id -> ResourceKind.ofId(id).filter(kind::equals).isPresent())
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** The resources that may have changed. */
    Predicate<Resource<?>> meaning() {
        return resource -> resourceIds.contains(resource.resourceId())
                || resourceIds.contains(resource.arn())
                || unnamed.contains(resource.kind());
    }
}
