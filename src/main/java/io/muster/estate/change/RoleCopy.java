package io.muster.estate.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AttachedPolicy;
import io.muster.inventory.kind.PolicyDocument;
import io.muster.inventory.kind.Role;
import jakarta.annotation.Nullable;
import java.util.Comparator;
import java.util.List;

/** A role, with some of its parts exchanged. */
final class RoleCopy {

    private RoleCopy() {}

    /** The role, which must be one that its account may change. */
    static Resource<Role> changeable(Edits edits, String roleName) {
        Resource<Role> role = edits.one(Role.class, "roleName", roleName);
        if (role.arn().contains(":role/aws-service-role/") || role.arn().contains(":role/aws-reserved/")) {
            throw new Refused("roleName", "AWS keeps the role " + roleName + ": its account cannot change it");
        }
        return role;
    }

    static Role trusting(Role role, JsonNode trust) {
        return copy(role, trust, role.inlinePolicies(), role.attachedPolicies());
    }

    static Role inline(Role role, List<PolicyDocument> policies) {
        return copy(
                role,
                role.trustPolicy(),
                policies.stream()
                        .sorted(Comparator.comparing(PolicyDocument::name))
                        .toList(),
                role.attachedPolicies());
    }

    static Role attached(Role role, List<AttachedPolicy> policies) {
        return copy(
                role,
                role.trustPolicy(),
                role.inlinePolicies(),
                policies.stream()
                        .sorted(Comparator.comparing(AttachedPolicy::arn))
                        .toList());
    }

    static Role bounded(Role role, @Nullable String arn, @Nullable JsonNode document) {
        return new Role(
                role.path(),
                role.trustPolicy(),
                role.inlinePolicies(),
                role.attachedPolicies(),
                arn,
                document,
                role.lastUsedAt(),
                role.createTime());
    }

    private static Role copy(Role role, JsonNode trust, List<PolicyDocument> inline, List<AttachedPolicy> attached) {
        return new Role(
                role.path(),
                trust,
                inline,
                attached,
                role.permissionsBoundaryArn(),
                role.permissionsBoundaryDocument(),
                role.lastUsedAt(),
                role.createTime());
    }
}
