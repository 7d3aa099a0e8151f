package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * See the EC2 API's {@code DescribeTransitGatewayAttachments}, and {@code DescribeTransitGatewayVpcAttachments},
 * {@code DescribeTransitGatewayPeeringAttachments} and {@code DescribeTransitGatewayConnects} for its options.
 */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.TRANSIT_GATEWAY_ATTACHMENT,
        plural = "transitGatewayAttachments",
        description = "An attachment of a transit gateway. The gateway's owner sees those of other accounts, too.")
@Related(field = "vpc", to = ResourceKind.VPC, path = @Related.Step(Relation.ASSOCIATED_WITH), many = false)
@Related(
        field = "vpnConnection",
        to = ResourceKind.VPN_CONNECTION,
        path = @Related.Step(Relation.ASSOCIATED_WITH),
        many = false)
public record TransitGatewayAttachment(
        @Described("For example available, pendingAcceptance, rejected, failed or deleted.")
        @Nullable
        @Filterable("states")
        @Dimension
        String state,

        @Described("The transit gateway's id.")
        @Nullable
        @Filterable("transitGatewayIds")
        @Link(value = Relation.ATTACHED_TO, field = "transitGateway", to = ResourceKind.TRANSIT_GATEWAY)
        String transitGatewayId,

        @Described("The account that owns the transit gateway.") @Nullable @Filterable("transitGatewayOwnerIds")
        String transitGatewayOwnerId,

        @Described(
                "vpc, vpn, vpn-concentrator, direct-connect-gateway, connect, peering, tgw-peering, network-function or"
                        + " client-vpn.")
        @Nullable
        @Filterable("attachedTypes")
        @Dimension
        String attachedType,

        @Described("The id of the resource that is attached.") @Nullable @Filterable("attachedIds")
        String attachedId,

        @Described("The account that owns the resource.") @Nullable @Filterable("attachedOwnerIds") @Dimension
        String attachedOwnerId,

        @Described("The resource's ARN in its owner's account; absent where it does not follow from AWS's answer.")
        @Nullable
        @Link(Relation.ASSOCIATED_WITH)
        String attachedArn,

        @Described(
                "The route table by which traffic from the resource is routed. Accounts other than the gateway's owner may"
                        + " not be told.")
        @Nullable
        @Filterable("routeTableIds")
        @Link(value = Relation.ASSOCIATED_WITH, field = "routeTable", to = ResourceKind.TRANSIT_GATEWAY_ROUTE_TABLE)
        String routeTableId,

        @Described("The policy table by which traffic from the resource is routed, in place of a route table.")
        @Nullable
        @Link(value = Relation.ASSOCIATED_WITH, field = "policyTable", to = ResourceKind.TRANSIT_GATEWAY_POLICY_TABLE)
        String policyTableId,

        @Described("associating, associated, disassociating or disassociated.") @Nullable
        String associationState,

        @Described("Whether a NAT gateway serves the attachment, as AWS spells it.") @Nullable
        String natGatewaySupport,

        @Described("The options of the attachment of a VPC; absent for others, and where they could not be read.")
        @Nullable
        TransitGatewayVpcOptions vpcOptions,

        @Described(
                "The two ends of a peering of transit gateways; absent for others, and where they could not be read.")
        @Nullable
        TransitGatewayPeering peering,

        @Described(
                "The attachment that carries a Connect attachment; absent for others, and where it could not be read.")
        @Nullable
        @Link(Relation.ASSOCIATED_WITH)
        String transportAttachmentId,

        @Described("When it was made.") @Nullable Instant creationTime) {}
