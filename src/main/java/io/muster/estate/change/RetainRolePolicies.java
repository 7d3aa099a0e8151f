package io.muster.estate.change;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.AttachedPolicy;
import io.muster.inventory.kind.PolicyDocument;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A role loses its policies of a sort but for the named ones.
 *
 * @param attached whether managed policies are meant, and not inline ones
 * @param kept     the names of inline policies, the ARNs of managed ones
 */
public record RetainRolePolicies(String roleName, boolean attached, Collection<String> kept) implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        return Set.of(ResourceKind.ROLE);
    }

    @Override
    public void make(Edits edits) {
        Resource<Role> role = RoleCopy.changeable(edits, roleName);
        edits.change(role, attached ? this::attached : this::inline);
    }

    private Role attached(Role role) {
        List<AttachedPolicy> left = role.attachedPolicies().stream()
                .filter(policy -> kept.contains(policy.arn()))
                .toList();
        return RoleCopy.attached(role, left);
    }

    private Role inline(Role role) {
        List<PolicyDocument> left = role.inlinePolicies().stream()
                .filter(policy -> kept.contains(policy.name()))
                .toList();
        return RoleCopy.inline(role, left);
    }
}
