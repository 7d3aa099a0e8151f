package io.muster.inventory.kind;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.util.List;

/** See the Organizations API's {@code ListPolicies}, {@code DescribePolicy} and {@code DescribeEffectivePolicy}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.DECLARATIVE_POLICY,
        plural = "declarativePolicies",
        description =
                "A declarative policy for EC2 of the organization, as it applies to one account, the management account too: attached to the account, or to the root or a unit above it. It fixes settings of the account's regions, which name declarative-policy in managedBy then.")
public record DeclarativePolicy(
        @Described("The policy's own ARN, the same for all accounts to which it applies.") @Nullable
        String policyArn,

        @Described("The author's description of the policy.") @Nullable
        String description,

        @Described(
                "The policy document, with the operators by which it is merged with others; its text, where that is no JSON object; absent where it could not be read.")
        @Nullable
        JsonNode document,

        @Described("Where on the way from the root to the account it is attached, the root first.")
        List<PolicyTarget> attachments,

        @Described(
                "The effective policy for EC2 of the account, which all its declarative policies make, the same for each of them; absent where it could not be read.")
        @Nullable
        JsonNode effectiveDocument) {}
