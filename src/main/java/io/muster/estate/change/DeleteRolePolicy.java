package io.muster.estate.change;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.PolicyDocument;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import java.util.List;
import java.util.Set;

/** An inline policy of a role is deleted. */
public record DeleteRolePolicy(String roleName, String policyName) implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        return Set.of(ResourceKind.ROLE);
    }

    @Override
    public void make(Edits edits) {
        Resource<Role> role = RoleCopy.changeable(edits, roleName);
        List<PolicyDocument> left = RoleCopy.without(
                role.attributes().inlinePolicies(),
                PolicyDocument::name,
                "policyName",
                policyName,
                "inline policies of " + roleName);
        edits.change(role, known -> RoleCopy.inline(known, left));
    }
}
