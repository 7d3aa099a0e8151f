package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * See the EC2 API's {@code DescribeTransitGatewayPolicyTables}, {@code GetTransitGatewayPolicyTableAssociations} and
 * {@code GetTransitGatewayPolicyTableEntries}.
 */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.TRANSIT_GATEWAY_POLICY_TABLE,
        plural = "transitGatewayPolicyTables",
        description = "A policy table of a transit gateway: it picks the route table by more than the destination.")
@Related(
        field = "attachments",
        to = ResourceKind.TRANSIT_GATEWAY_ATTACHMENT,
        path = @Related.Step(value = Relation.ASSOCIATED_WITH, incoming = true))
public record TransitGatewayPolicyTable(
        @Described("pending, available, deleting or deleted.") @Nullable @Filterable("states") @Dimension
        String state,

        @Described("The transit gateway's id.")
        @Nullable
        @Filterable("transitGatewayIds")
        @Link(value = Relation.ASSOCIATED_WITH, field = "transitGateway", to = ResourceKind.TRANSIT_GATEWAY)
        String transitGatewayId,

        @Described("The attachments whose traffic is routed by it; absent where they could not be looked up.") @Nullable
        List<TransitGatewayAssociation> associations,

        @Described("The policy table's rules in the order of their numbers; absent where they could not be looked up.")
        @Nullable
        List<TransitGatewayPolicyRule> rules,

        @Described("When it was made.") @Nullable Instant creationTime,

        @Described(
                "When AWS was asked last for its associations and rules; absent where one of them could not be read.")
        @Nullable
        @Unhashed(Flicker.CHECK)
        @CheckedAt({"associations", "rules"})
        Instant rulesCheckedAt) {}
