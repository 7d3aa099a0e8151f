package io.muster.inventory.kind;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

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
                "Its trust policy, which names who may assume it; the text of the policy where that is not a JSON object.")
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

        @Described("When it was made.") @Nullable Instant createTime) {}
