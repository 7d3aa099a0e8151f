package io.muster.estate.change;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.AttachedPolicy;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import java.util.List;
import java.util.Set;

/**
 * A managed policy is detached from a role.
 *
 * @param policyArn its ARN or name
 */
public record DetachRolePolicy(String roleName, String policyArn) implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        return Set.of(ResourceKind.ROLE);
    }

    @Override
    public void make(Edits edits) {
        Resource<Role> role = RoleCopy.changeable(edits, roleName);
        List<AttachedPolicy> left = RoleCopy.without(
                role.attributes().attachedPolicies(),
                policyArn.startsWith("arn:") ? AttachedPolicy::arn : DetachRolePolicy::nameInAccount,
                "policyArn",
                policyArn,
                "policies that are attached to " + roleName);
        edits.change(role, known -> RoleCopy.attached(known, left));
    }

    /** A policy of AWS is named by its ARN alone. */
    private static String nameInAccount(AttachedPolicy policy) {
        return policy.awsManaged() ? policy.arn() : policy.name();
    }
}
