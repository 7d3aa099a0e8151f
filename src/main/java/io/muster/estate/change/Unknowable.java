package io.muster.estate.change;

import io.muster.inventory.KindModel;
import io.muster.inventory.kind.Policy;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import java.util.EnumSet;
import java.util.Set;

/**
 * A resource gets content that is known only after the change is made in AWS, so that results that depend on it are unknown.
 *
 * @param field the part of the change that names it
 * @param id    its short id, ARN or name
 */
public record Unknowable(ResourceKind kind, String field, String id) implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        Set<ResourceKind> kinds = EnumSet.of(kind);
        if (kind == ResourceKind.INSTANCE) {
            kinds.add(ResourceKind.NETWORK_INTERFACE);
        }
        if (kind == ResourceKind.POLICY) {
            kinds.add(ResourceKind.ROLE);
        }
        return kinds;
    }

    @Override
    public void make(Edits edits) {
        var resource = edits.one(KindModel.of(kind).type(), field, id);
        edits.forget(resource);
        if (kind == ResourceKind.INSTANCE) {
            Attachments.of(edits, resource.resourceId()).forEach(edits::forget);
        }
        if (resource.attributes() instanceof Policy policy) {
            edits.all(Role.class).stream()
                    .filter(role -> ManagedPolicies.has(role.attributes(), policy.policyArn()))
                    .forEach(edits::forget);
        }
    }
}
