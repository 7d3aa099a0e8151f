package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.VpnConnection;
import io.muster.inventory.kind.VpnStaticRoute;
import io.muster.inventory.kind.VpnTunnelStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.DescribeVpnConnectionsResponse;
import software.amazon.awssdk.services.ec2.model.VpnConnectionOptions;

/**
 * VPN connections, without the secrets that are in AWS's answer: the configuration of the customer's device and the tunnels'
 * pre-shared keys. They come all at once: {@code DescribeVpnConnections} has no pages.
 */
@ApplicationScoped
class VpnConnectionCollector
        extends ListingCollector<software.amazon.awssdk.services.ec2.model.VpnConnection, VpnConnection> {

    private static final VpnConnectionOptions NONE =
            VpnConnectionOptions.builder().build();

    VpnConnectionCollector() {
        super(
                VpnConnection.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeVpnConnections",
                        (Ec2AsyncClient ec2, String token) -> ec2.describeVpnConnections(),
                        page -> null,
                        DescribeVpnConnectionsResponse::vpnConnections));
    }

    @Override
    public List<String> events() {
        return List.of("ec2:ModifyVpnTunnelOptions");
    }

    @Override
    Resource<VpnConnection> resource(AwsScope aws, software.amazon.awssdk.services.ec2.model.VpnConnection connection) {
        Map<String, String> tags = Tags.of(connection.tags());
        VpnConnectionOptions options = connection.options() == null ? NONE : connection.options();
        VpnConnection attributes = new VpnConnection(
                connection.stateAsString(),
                connection.typeAsString(),
                connection.category(),
                connection.gatewayAssociationStateAsString(),
                connection.customerGatewayId(),
                connection.vpnGatewayId(),
                connection.transitGatewayId(),
                connection.coreNetworkArn(),
                connection.vpnConcentratorId(),
                options.transportTransitGatewayAttachmentId(),
                options.staticRoutesOnly(),
                options.enableAcceleration(),
                options.outsideIpAddressType(),
                options.tunnelInsideIpVersionAsString(),
                options.tunnelBandwidthAsString(),
                options.localIpv4NetworkCidr(),
                options.remoteIpv4NetworkCidr(),
                options.localIpv6NetworkCidr(),
                options.remoteIpv6NetworkCidr(),
                connection.preSharedKeyArn(),
                staticRoutes(connection),
                VpnTunnels.of(options),
                statuses(connection));
        return aws.resource(connection.vpnConnectionId(), Tags.name(tags), tags, attributes);
    }

    private static List<VpnStaticRoute> staticRoutes(
            software.amazon.awssdk.services.ec2.model.VpnConnection connection) {
        return connection.routes().stream()
                .map(route -> new VpnStaticRoute(route.destinationCidrBlock(), route.stateAsString()))
                .sorted(Comparator.comparing(VpnStaticRoute::destination, Canonical.TEXTS))
                .toList();
    }

    private static List<VpnTunnelStatus> statuses(software.amazon.awssdk.services.ec2.model.VpnConnection connection) {
        return connection.vgwTelemetry().stream()
                .map(tunnel -> new VpnTunnelStatus(
                        tunnel.outsideIpAddress(),
                        tunnel.statusAsString(),
                        tunnel.statusMessage(),
                        tunnel.lastStatusChange(),
                        tunnel.acceptedRouteCount(),
                        tunnel.certificateArn()))
                .sorted(Comparator.comparing(VpnTunnelStatus::outsideIp, Canonical.TEXTS))
                .toList();
    }
}
