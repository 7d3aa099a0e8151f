package io.muster.inventory.kind;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;

/** See the IAM API's {@code GetAccountAuthorizationDetails}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.POLICY,
        plural = "policies",
        description =
                "A managed policy, of the account or of AWS, that is attached to a role or bounds one, in its default version. Of a policy that AWS keeps, each account that uses it has an entry.")
@Related(field = "roles", to = ResourceKind.ROLE, path = @Related.Step(value = Relation.HAS_POLICY, incoming = true))
@Related(
        field = "boundedRoles",
        to = ResourceKind.ROLE,
        path = @Related.Step(value = Relation.BOUNDED_BY, incoming = true))
public record Policy(
        @Described("The policy's own ARN; that of a policy which AWS keeps is the same for all accounts.")
        @Filterable("policyArns")
        String policyArn,

        @Described("Whether AWS keeps it.")
        @Filterable(value = "awsManaged", match = Filterable.Match.EQUALS)
        @Dimension
        boolean awsManaged,

        @Described("The path of the policy in IAM.") @Nullable @Dimension
        String path,

        @Described("The version that is in force.") @Nullable
        String defaultVersionId,

        @Described("The document of that version; its text, where that is no JSON object; absent where AWS gave none.")
        @Nullable
        JsonNode document,

        @Described("To how many users, groups and roles it is attached.") @Nullable @Unhashed(Flicker.ELSEWHERE)
        Integer attachmentCount,

        @Described("How many users and roles it bounds.") @Nullable @Unhashed(Flicker.ELSEWHERE)
        Integer permissionsBoundaryUsageCount,

        @Described("When it was made.") @Nullable Instant createTime,

        @Described("When its version in force, or another, was made last.") @Nullable
        Instant updateTime) {}
