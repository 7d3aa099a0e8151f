package io.muster.estate;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ARNs of an estate's resources by AWS's short ids. In the account-wide estate an id does not show its region, so that the
 * ARN is looked up: EC2's ids are the same in no two regions.
 */
final class ArnsById {

    private final Scope scope;
    private final Knowledge knowledge;
    private final ResourcesByKind resources;
    private final Map<ResourceKind, Map<String, String>> byKind = new ConcurrentHashMap<>();

    ArnsById(Scope scope, Knowledge knowledge, ResourcesByKind resources) {
        this.scope = scope;
        this.knowledge = knowledge;
        this.resources = resources;
    }

    /**
     * The ARN, also of an id that the estate does not hold.
     *
     * @throws IllegalArgumentException if this is the account-wide estate and several regions use the kind's ids
     */
    String arn(ResourceKind kind, String resourceId) {
        return kind.global() || !scope.isGlobal()
                ? scope.arn(kind, resourceId)
                : byKind.computeIfAbsent(kind, this::known).getOrDefault(resourceId, scope.arn(kind, resourceId));
    }

    private Map<String, String> known(ResourceKind kind) {
        Map<String, String> arns = new HashMap<>();
        knowledge.of(kind).unread().forEach(arn -> arns.put(arn.substring(arn.lastIndexOf('/') + 1), arn));
        for (Resource<?> resource : resources.all(kind)) {
            String other = arns.put(resource.resourceId(), resource.arn());
            if (other != null && !other.equals(resource.arn())) {
                throw new IllegalArgumentException(
                        kind + " has one id in several regions: it is found by its ARN alone");
            }
        }
        return arns;
    }
}
