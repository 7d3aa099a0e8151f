package io.muster.inventory.signal;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which resource a short id in a signal refers to: the instance, volume or snapshot itself, and not a resource of the same id
 * that holds what another AWS service knows about it.
 */
final class ShortIds {

    private static final Set<ResourceKind> ABOUT_OTHERS = EnumSet.of(
            ResourceKind.GUARD_DUTY_COVERAGE,
            ResourceKind.INSPECTOR_COVERAGE,
            ResourceKind.MANAGED_INSTANCE,
            ResourceKind.PROTECTED_RESOURCE,
            ResourceKind.SNAPSHOT_LOCK);

    private static final List<String> PREFIXES =
            List.of(ResourceKind.INSTANCE.idPrefix(), ResourceKind.VOLUME.idPrefix(), ResourceKind.SNAPSHOT.idPrefix());

    /** A condition of SQL, which holds where the id of the resource {@code r} is its own. */
    static final String OWN = "not (r.kind in ("
            + ABOUT_OTHERS.stream().map(kind -> "'" + kind + "'").collect(Collectors.joining(", "))
            + ") and r.resource_id ~ '^(" + String.join("|", PREFIXES) + ")')";

    private ShortIds() {}

    /** Whether the resource's id is its own. */
    static boolean isOwn(Resource<?> resource) {
        return !ABOUT_OTHERS.contains(resource.kind())
                || PREFIXES.stream().noneMatch(resource.resourceId()::startsWith);
    }
}
