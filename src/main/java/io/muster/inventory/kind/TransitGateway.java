package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** See the EC2 API's {@code DescribeTransitGateways}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.TRANSIT_GATEWAY,
        plural = "transitGateways",
        description = "A transit gateway, the account's own or one that is shared with it.")
@Related(
        field = "attachments",
        to = ResourceKind.TRANSIT_GATEWAY_ATTACHMENT,
        path = @Related.Step(value = Relation.ATTACHED_TO, incoming = true))
@Related(
        field = "routeTables",
        to = ResourceKind.TRANSIT_GATEWAY_ROUTE_TABLE,
        path = @Related.Step(value = Relation.ASSOCIATED_WITH, incoming = true))
@Related(
        field = "policyTables",
        to = ResourceKind.TRANSIT_GATEWAY_POLICY_TABLE,
        path = @Related.Step(value = Relation.ASSOCIATED_WITH, incoming = true))
public record TransitGateway(
        @Described("pending, available, modifying, deleting or deleted.") @Nullable @Filterable("states") @Dimension
        String state,

        @Described("The account that owns it.") @Nullable @Filterable("ownerIds") @Dimension
        String ownerId,

        @Described("The transit gateway's description.") @Nullable
        String description,

        @Described("The BGP autonomous system number of Amazon's side.") @Nullable
        String amazonSideAsn,

        @Described("The transit gateway's own ranges of addresses.")
        List<String> cidrBlocks,

        @Described("enable or disable: whether attachments of other accounts need no acceptance.")
        @Nullable
        @Filterable("autoAcceptSharedAttachments")
        @Dimension
        String autoAcceptSharedAttachments,

        @Described("enable or disable: whether new attachments are associated with the default table.") @Nullable
        String defaultRouteTableAssociation,

        @Described("The route table that new attachments are associated with.") @Nullable
        String associationDefaultRouteTableId,

        @Described("enable or disable: whether new attachments propagate their routes to the default table.") @Nullable
        String defaultRouteTablePropagation,

        @Described("The route table that new attachments propagate their routes to.") @Nullable
        String propagationDefaultRouteTableId,

        @Described("enable or disable: whether security groups may be referenced across VPCs.") @Nullable
        String securityGroupReferencingSupport,

        @Described("enabling, enabled, disabling or disabled: whether traffic between its VPCs is encrypted.") @Nullable
        String encryptionSupport,

        @Described("enable or disable: resolution of public DNS names to private addresses across VPCs.") @Nullable
        String dnsSupport,

        @Described("enable or disable: equal-cost multipath over VPN tunnels.") @Nullable
        String vpnEcmpSupport,

        @Described("enable or disable: multicast.") @Nullable
        String multicastSupport,

        @Described("When it was made.") @Nullable Instant creationTime) {}
