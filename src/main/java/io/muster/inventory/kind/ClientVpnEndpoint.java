package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * See the EC2 API's {@code DescribeClientVpnEndpoints}, {@code DescribeClientVpnAuthorizationRules},
 * {@code DescribeClientVpnRoutes} and {@code DescribeClientVpnTargetNetworks}.
 */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.CLIENT_VPN_ENDPOINT,
        plural = "clientVpnEndpoints",
        description =
                "A Client VPN endpoint: where people's devices enter the network, and the networks they may reach.")
public record ClientVpnEndpoint(
        @Described("pending-associate, available, deleting or deleted.") @Nullable @Filterable("states") @Dimension
        String state,

        @Described("The Client VPN endpoint's description.") @Nullable
        String description,

        @Described("The Client VPN endpoint's DNS name.") @Nullable
        String dnsName,

        @Described("The range from which clients get their IPv4 addresses.") @Nullable
        String clientCidr,

        @Described("The VPC's id.")
        @Nullable
        @Filterable("vpcIds")
        @Link(value = Relation.IN_VPC, field = "vpc", to = ResourceKind.VPC)
        String vpcId,

        @Described("The security groups of its interfaces in the VPC.")
        @Filterable("securityGroupIds")
        @Link(value = Relation.USES_SECURITY_GROUP, field = "securityGroups", to = ResourceKind.SECURITY_GROUP)
        List<String> securityGroupIds,

        @Described("The transit gateway that it is attached to, in place of a VPC.")
        @Nullable
        @Link(value = Relation.ATTACHED_TO, field = "transitGateway", to = ResourceKind.TRANSIT_GATEWAY)
        String transitGatewayId,

        @Described("The ways in which clients prove who they are: all of them are asked for.")
        List<ClientVpnAuthentication> authentications,

        @Described("Whether traffic to the endpoint's routes alone takes the tunnel.") @Nullable
        Boolean splitTunnel,

        @Described("Whether connections are logged.") @Nullable
        Boolean connectionLogEnabled,

        @Described("The log group of its connections.") @Nullable
        String connectionLogGroup,

        @Described("udp or tcp.") @Nullable String transportProtocol,

        @Described("The port that clients connect to.") @Nullable
        Integer port,

        @Described("ipv4, ipv6 or dual-stack: how clients reach it.") @Nullable
        String endpointIpAddressType,

        @Described("The traffic of its tunnels: ipv4, ipv6 or dual-stack.") @Nullable
        String trafficIpAddressType,

        @Described("The ARN of its server certificate.") @Nullable
        String serverCertificateArn,

        @Described("The DNS servers that clients are given.")
        List<String> dnsServers,

        @Described("Whether a function of the account decides on new connections.") @Nullable
        Boolean clientConnectHandler,

        @Described("The hours after which a session ends.") @Nullable
        Integer sessionTimeoutHours,

        @Described("Whether clients are kept from changing the routes that they are given.") @Nullable
        Boolean clientRouteEnforcement,

        @Described("Which networks clients may reach; absent where that could not be looked up.") @Nullable
        List<ClientVpnAuthorizationRule> authorizationRules,

        @Described("The Client VPN endpoint's routes; absent where they could not be looked up.") @Nullable
        List<ClientVpnRoute> routes,

        @Described("The subnets that it has an interface in; absent where they could not be looked up.") @Nullable
        List<ClientVpnTargetNetwork> targetNetworks,

        @Described("When it was made.") @Nullable String creationTime,

        @Described(
                "When AWS was asked last for its authorization rules, routes and target networks; absent where one of them could not be read.")
        @Nullable
        @Unhashed(Flicker.CHECK)
        @CheckedAt({"authorizationRules", "routes", "targetNetworks"})
        Instant networksCheckedAt) {}
