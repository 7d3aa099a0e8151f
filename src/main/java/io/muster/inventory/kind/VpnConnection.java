package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * See the EC2 API's {@code DescribeVpnConnections}. Its answer holds the pre-shared keys, in each tunnel's options and in the
 * configuration for the customer's device: neither is ever kept.
 */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.VPN_CONNECTION,
        plural = "vpnConnections",
        description =
                "A Site-to-Site VPN connection with its tunnels, without its keys. AWS lists a deleted one for a while.")
public record VpnConnection(
        @Described("pending, available, deleting or deleted.") @Nullable @Filterable("states") @Dimension
        String state,

        @Described("ipsec.1.") @Nullable String type,

        @Described("VPN, or VPN-Classic.") @Nullable String category,

        @Described("associated, associating, disassociating or not-associated.") @Nullable
        String gatewayAssociationState,

        @Described("The customer gateway's id.")
        @Nullable
        @Filterable("customerGatewayIds")
        @Link(value = Relation.ASSOCIATED_WITH, field = "customerGateway", to = ResourceKind.CUSTOMER_GATEWAY)
        String customerGatewayId,

        @Described("The virtual private gateway at Amazon's end, where it is one.")
        @Nullable
        @Filterable("vpnGatewayIds")
        @Link(value = Relation.ATTACHED_TO, field = "vpnGateway", to = ResourceKind.VPN_GATEWAY)
        String vpnGatewayId,

        @Described("The transit gateway at Amazon's end, where it is one.")
        @Nullable
        @Filterable("transitGatewayIds")
        @Link(value = Relation.ATTACHED_TO, field = "transitGateway", to = ResourceKind.TRANSIT_GATEWAY)
        String transitGatewayId,

        @Described("The ARN of the core network at Amazon's end, where it is one.") @Nullable
        String coreNetworkArn,

        @Described("The VPN concentrator that it uses.") @Nullable
        String vpnConcentratorId,

        @Described("The transit gateway attachment that carries a private VPN over Direct Connect.") @Nullable
        String transportAttachmentId,

        @Described("Whether its routes are static alone, without BGP.") @Nullable
        Boolean staticRoutesOnly,

        @Described("Whether its tunnels enter AWS Global Accelerator's network.") @Nullable
        Boolean acceleration,

        @Described("PublicIpv4, PrivateIpv4 or Ipv6: the addresses of the tunnels' outside.") @Nullable
        String outsideIpAddressType,

        @Described("ipv4 or ipv6: the addresses that the tunnels carry.") @Nullable
        String tunnelInsideIpVersion,

        @Described("standard or large.") @Nullable String tunnelBandwidth,

        @Described("The IPv4 range on the customer's side that may use the tunnels.") @Nullable
        String localIpv4Cidr,

        @Described("The IPv4 range on Amazon's side that may use the tunnels.") @Nullable
        String remoteIpv4Cidr,

        @Described("The IPv6 range on the customer's side that may use the tunnels.") @Nullable
        String localIpv6Cidr,

        @Described("The IPv6 range on Amazon's side that may use the tunnels.") @Nullable
        String remoteIpv6Cidr,

        @Described("The ARN of the secret in Secrets Manager that holds the pre-shared keys.") @Nullable
        String preSharedKeyArn,

        @Described("The VPN connection's static routes.") List<VpnStaticRoute> staticRoutes,

        @Described("The options of its tunnels; empty where AWS tells none.")
        List<VpnTunnel> tunnels,

        @Described("How its tunnels are doing.") List<VpnTunnelStatus> tunnelStatuses) {}
