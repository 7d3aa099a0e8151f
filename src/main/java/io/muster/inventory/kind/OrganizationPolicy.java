package io.muster.inventory.kind;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.util.List;

/** See the Organizations API's {@code ListPolicies}, {@code DescribePolicy} and {@code ListTargetsForPolicy}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.ORGANIZATION_POLICY,
        plural = "organizationPolicies",
        description =
                "A service or resource control policy of the organization, as it applies to one account: attached to the account, or to the root or a unit above it. None applies to the management account.")
public record OrganizationPolicy(
        @Described("The policy's own ARN, the same for all accounts to which it applies.") @Nullable
        String policyArn,

        @Described("SERVICE_CONTROL_POLICY or RESOURCE_CONTROL_POLICY.") @Filterable("policyTypes") @Dimension
        String policyType,

        @Described("Whether AWS keeps it, as FullAWSAccess.")
        @Filterable(value = "awsManaged", match = Filterable.Match.EQUALS)
        boolean awsManaged,

        @Described("The policy's description.") @Nullable String description,

        @Described("The policy document; its text, where that is no JSON object; absent where it could not be read.")
        @Nullable
        JsonNode document,

        @Described("Where on the way from the root to the account it is attached, the root first.")
        List<PolicyTarget> attachments) {}
