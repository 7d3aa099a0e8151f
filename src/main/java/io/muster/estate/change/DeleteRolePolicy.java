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
        List<PolicyDocument> policies = role.attributes().inlinePolicies();
        List<PolicyDocument> left = policies.stream()
                .filter(known -> !known.name().equals(policyName))
                .toList();
        if (left.size() == policies.size()) {
            throw Refused.noneOf(
                    "policyName",
                    policyName,
                    policies.size() + " inline policies of " + roleName,
                    policies.stream().map(PolicyDocument::name).toList());
        }
        edits.change(role, known -> RoleCopy.inline(known, left));
    }
}
