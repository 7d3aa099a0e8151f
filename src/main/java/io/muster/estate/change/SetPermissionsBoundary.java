package io.muster.estate.change;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import jakarta.annotation.Nullable;
import java.util.Set;

/**
 * The permissions boundary of a role is set.
 *
 * @param policyArn as {@link ManagedPolicies#arn} takes it; null for none
 */
public record SetPermissionsBoundary(
        String roleName, @Nullable String policyArn) implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        return Set.of(ResourceKind.ROLE, ResourceKind.POLICY);
    }

    @Override
    public void make(Edits edits) {
        Resource<Role> role = RoleCopy.changeable(edits, roleName);
        String arn = policyArn == null ? null : ManagedPolicies.arn(edits, "policyArn", policyArn);
        var document = arn == null ? null : ManagedPolicies.document(edits, "policyArn", arn);
        edits.change(role, known -> RoleCopy.bounded(known, arn, document));
    }
}
