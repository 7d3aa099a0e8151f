package io.muster.estate.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AttachedPolicy;
import io.muster.inventory.kind.PolicyDocument;
import io.muster.inventory.kind.Role;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.function.Function;

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

    /**
     * The policies but the named one.
     *
     * @param field the member of the change that names it
     * @param among which policies these are, as a refusal says it where none has the name
     */
    static <T> List<T> without(List<T> policies, Function<T, String> naming, String field, String name, String among) {
        List<T> left = policies.stream()
                .filter(known -> !naming.apply(known).equals(name))
                .toList();
        if (left.size() == policies.size()) {
            throw Refused.noneOf(
                    field,
                    name,
                    policies.size() + " " + among,
                    policies.stream().map(naming).toList());
        }
        return left;
    }

    static Role trusting(Role role, JsonNode trust) {
        return new Role(
                role.path(),
                trust,
                role.inlinePolicies(),
                role.attachedPolicies(),
                role.permissionsBoundaryArn(),
                role.permissionsBoundaryDocument(),
                role.lastUsedAt(),
                role.createTime(),
                role.usedServices(),
                role.unusedServices(),
                role.servicesCheckedAt());
    }

    static Role inline(Role role, List<PolicyDocument> policies) {
        return allowing(role, policies.stream().sorted(PolicyDocument.ORDER).toList(), role.attachedPolicies());
    }

    static Role attached(Role role, List<AttachedPolicy> policies) {
        return allowing(
                role,
                role.inlinePolicies(),
                policies.stream().sorted(AttachedPolicy.ORDER).toList());
    }

    /** IAM lists the services that its policies allow without regard to the boundary: they stay as they are. */
    static Role bounded(Role role, @Nullable String arn, @Nullable JsonNode document) {
        return new Role(
                role.path(),
                role.trustPolicy(),
                role.inlinePolicies(),
                role.attachedPolicies(),
                arn,
                document,
                role.lastUsedAt(),
                role.createTime(),
                role.usedServices(),
                role.unusedServices(),
                role.servicesCheckedAt());
    }

    /** The role with other policies. Which of the services that they allow were called is then unknown. */
    private static Role allowing(Role role, List<PolicyDocument> inline, List<AttachedPolicy> attached) {
        return new Role(
                role.path(),
                role.trustPolicy(),
                inline,
                attached,
                role.permissionsBoundaryArn(),
                role.permissionsBoundaryDocument(),
                role.lastUsedAt(),
                role.createTime(),
                null,
                null,
                null);
    }
}
