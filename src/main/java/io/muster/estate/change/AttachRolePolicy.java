package io.muster.estate.change;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.AttachedPolicy;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A managed policy is attached to a role. One whose document was not read leaves the rights of the role unknown.
 *
 * @param policyArn as {@link ManagedPolicies#arn} takes it
 */
public record AttachRolePolicy(String roleName, String policyArn) implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        return Set.of(ResourceKind.ROLE, ResourceKind.POLICY);
    }

    @Override
    public void make(Edits edits) {
        Resource<Role> role = RoleCopy.changeable(edits, roleName);
        String arn = ManagedPolicies.arn(edits, "policyArn", policyArn);
        var document = ManagedPolicies.document(edits, "policyArn", arn);
        List<AttachedPolicy> policies = new ArrayList<>(role.attributes().attachedPolicies());
        // as with AWS, attaching an attached policy is no fault
        if (policies.stream().noneMatch(known -> known.arn().equals(arn))) {
            policies.add(new AttachedPolicy(arn, Edits.lastName(arn), Scope.ofAws(arn), document));
            edits.change(role, known -> RoleCopy.attached(known, policies));
        }
    }
}
