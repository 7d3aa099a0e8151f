package io.muster.inventory.kind;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** See the IAM API's {@code GetAccountAuthorizationDetails}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(value = ResourceKind.ROLE, plural = "roles", description = "An IAM role and its policies.")
@Related(
        field = "instances",
        to = ResourceKind.INSTANCE,
        path = {
            @Related.Step(value = Relation.HAS_ROLE, incoming = true),
            @Related.Step(value = Relation.HAS_PROFILE, incoming = true)
        },
        filter = "usedByInstances")
@Related(field = "managedPolicies", to = ResourceKind.POLICY, path = @Related.Step(Relation.HAS_POLICY))
public record Role(
        @Described("The path of the role in IAM, for example /service-role/.") @Nullable @Dimension
        String path,

        @Described(
                "The role's trust policy, which names who may assume it; the text of the policy where that is not a JSON object.")
        JsonNode trustPolicy,

        @Described("The policies written into it.") List<PolicyDocument> inlinePolicies,
        @Described("The managed policies attached to it.") List<AttachedPolicy> attachedPolicies,

        @Described("The managed policy that bounds its rights.")
        @Nullable
        @Link(value = Relation.BOUNDED_BY, field = "permissionsBoundary", to = ResourceKind.POLICY)
        @Dimension
        String permissionsBoundaryArn,

        @Described("That policy's document; its text, where that is no JSON object; absent where AWS gave none.")
        @Nullable
        JsonNode permissionsBoundaryDocument,

        @Described("When it was last used, as AWS tracks it over 400 days.") @Nullable @Unhashed(Flicker.USE)
        Instant lastUsedAt,

        @Described("When it was made.") @Nullable Instant createTime,

        @Described(
                "The services that its policies allow and that were called with it in the last 400 days, or since AWS tracks them; absent where the role is in no instance profile, and where that could not be read.")
        @Nullable
        List<ServiceUse> usedServices,

        @Described(
                "The services that its policies allow and that were not called with it in that time, by the prefixes of their IAM actions, for example s3; absent like those that were.")
        @Nullable
        List<String> unusedServices,

        @Described("When AWS was asked last which services were called; absent where it could not be.")
        @Nullable
        @Unhashed(Flicker.CHECK)
        @CheckedAt(
                value = {"usedServices", "unusedServices"},
                intervals = 7)
        Instant servicesCheckedAt) {

    /** A role of which only the trust policy is known. */
    public static Role trusting(@Nullable JsonNode trustPolicy) {
        return new Role(null, trustPolicy, List.of(), List.of(), null, null, null, null, null, null, null);
    }

    /** The same role without its boundary. */
    public Role withoutBoundary() {
        return with(inlinePolicies, attachedPolicies, null, null);
    }

    /** The same role with the boundary of another one. */
    public Role boundedAs(Role other) {
        return with(inlinePolicies, attachedPolicies, other.permissionsBoundaryArn, other.permissionsBoundaryDocument);
    }

    /** The same role without the given policies: inline policies by their names, attached ones by their ARNs. */
    public Role withoutPolicies(Set<String> names) {
        return with(
                inlinePolicies.stream()
                        .filter(policy -> policy.name() == null || !names.contains(policy.name()))
                        .toList(),
                attachedPolicies.stream()
                        .filter(policy -> policy.arn() == null || !names.contains(policy.arn()))
                        .toList(),
                permissionsBoundaryArn,
                permissionsBoundaryDocument);
    }

    private Role with(
            List<PolicyDocument> inline,
            List<AttachedPolicy> attached,
            @Nullable String boundaryArn,
            @Nullable JsonNode boundary) {
        return new Role(
                path,
                trustPolicy,
                inline,
                attached,
                boundaryArn,
                boundary,
                lastUsedAt,
                createTime,
                usedServices,
                unusedServices,
                servicesCheckedAt);
    }
}
