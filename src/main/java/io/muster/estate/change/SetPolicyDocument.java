package io.muster.estate.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AttachedPolicy;
import io.muster.inventory.kind.Policy;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Scope;
import java.util.List;
import java.util.Set;

/**
 * A managed policy of the account gets another document in force: for all roles that it is attached to or bounds.
 *
 * @param policyArn as {@link ManagedPolicies#arn} takes it
 * @param there     whether the policy is there for certain: those that no role uses are not in the inventory
 */
public record SetPolicyDocument(String policyArn, JsonNode document, boolean there) implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        return Set.of(ResourceKind.ROLE, ResourceKind.POLICY);
    }

    @Override
    public void make(Edits edits) {
        String arn = ManagedPolicies.arn(edits, "policyArn", policyArn);
        if (Scope.ofAws(arn)) {
            throw new Refused("policyArn", "AWS keeps the policy " + policyArn + ": an account cannot change it");
        }
        if (there && edits.find(Policy.class, arn).isEmpty()) {
            String path = arn.substring(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
            new PutPolicy(path, Edits.lastName(arn), document).make(edits);
        } else {
            edits.change(edits.one(Policy.class, "policyArn", arn), this::changed);
        }
        for (Resource<Role> role : edits.all(Role.class)) {
            Role known = role.attributes();
            if (known.attachedPolicies().stream().anyMatch(one -> one.arn().equals(arn))) {
                known = RoleCopy.attached(known, attached(known, arn));
            }
            if (arn.equals(known.permissionsBoundaryArn())) {
                known = RoleCopy.bounded(known, arn, document);
            }
            if (!known.equals(role.attributes())) {
                edits.put(role.with(known));
            }
        }
    }

    private List<AttachedPolicy> attached(Role role, String arn) {
        return role.attachedPolicies().stream()
                .map(one -> one.arn().equals(arn)
                        ? new AttachedPolicy(one.arn(), one.name(), one.awsManaged(), document)
                        : one)
                .toList();
    }

    private Policy changed(Policy policy) {
        return new Policy(
                policy.policyArn(),
                policy.awsManaged(),
                policy.path(),
                policy.defaultVersionId(),
                document,
                policy.attachmentCount(),
                policy.permissionsBoundaryUsageCount(),
                policy.createTime(),
                policy.updateTime());
    }
}
