package io.muster.scan;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The resources that an event of AWS concerns.
 *
 * @param resourceIds ids and ARNs; AWS is asked for all facts of these, however old the stored ones are
 * @param whole       kinds of which all resources are read, beside those that the ids name
 */
public record Concerned(Set<String> resourceIds, Set<ResourceKind> whole) {

    public Concerned {
        resourceIds = Set.copyOf(resourceIds);
        whole = Set.copyOf(whole);
    }

    /** The ids of the kind's resources; none where all of them are read. */
    Set<String> ids(ResourceKind kind) {
        return whole.contains(kind)
                ? Set.of()
                : resourceIds.stream()
                        .filter(id -> ResourceKind.ofId(id).filter(kind::equals).isPresent())
                        .collect(Collectors.toUnmodifiableSet());
    }

    boolean names(Resource<?> resource) {
        return resourceIds.contains(resource.resourceId()) || resourceIds.contains(resource.arn());
    }
}
