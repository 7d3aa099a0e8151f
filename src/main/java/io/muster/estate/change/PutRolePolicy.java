package io.muster.estate.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.PolicyDocument;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An inline policy of a role is made, or takes the place of that of its name. */
public record PutRolePolicy(String roleName, String policyName, JsonNode document) implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        return Set.of(ResourceKind.ROLE);
    }

    @Override
    public void make(Edits edits) {
        Resource<Role> role = RoleCopy.changeable(edits, roleName);
        List<PolicyDocument> policies = new ArrayList<>(role.attributes().inlinePolicies().stream()
                .filter(known -> !known.name().equals(policyName))
                .toList());
        policies.add(new PolicyDocument(policyName, document));
        edits.change(role, known -> RoleCopy.inline(known, policies));
    }
}
