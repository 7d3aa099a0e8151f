package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ClientVpnAuthentication;
import io.muster.inventory.kind.ClientVpnEndpoint;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.ClientVpnEndpointStatus;
import software.amazon.awssdk.services.ec2.model.ConnectionLogResponseOptions;
import software.amazon.awssdk.services.ec2.model.DescribeClientVpnEndpointsResponse;

/** Client VPN endpoints, with look-ups of each one's authorization rules, routes and target networks. */
@ApplicationScoped
class ClientVpnEndpointCollector
        extends DetailCollector<software.amazon.awssdk.services.ec2.model.ClientVpnEndpoint, ClientVpnEndpoint> {

    private static final ConnectionLogResponseOptions NO_LOG =
            ConnectionLogResponseOptions.builder().build();

    ClientVpnEndpointCollector() {
        super(
                ClientVpnEndpoint.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeClientVpnEndpoints",
                        (ec2, token) -> ec2.describeClientVpnEndpoints(
                                r -> r.maxResults(1000).nextToken(token)),
                        DescribeClientVpnEndpointsResponse::nextToken,
                        DescribeClientVpnEndpointsResponse::clientVpnEndpoints),
                software.amazon.awssdk.services.ec2.model.ClientVpnEndpoint::clientVpnEndpointId,
                List.of(ClientVpnNetworks.RULES, ClientVpnNetworks.ROUTES, ClientVpnNetworks.TARGETS));
    }

    @Override
    public List<String> events() {
        return List.of("ec2:*ClientVpnIngress");
    }

    @Override
    Resource<ClientVpnEndpoint> resource(
            AwsScope aws, Detail<software.amazon.awssdk.services.ec2.model.ClientVpnEndpoint> detail) {
        var endpoint = detail.item();
        Map<String, String> tags = Tags.of(endpoint.tags());
        ClientVpnEndpointStatus status = endpoint.status();
        ConnectionLogResponseOptions log =
                endpoint.connectionLogOptions() == null ? NO_LOG : endpoint.connectionLogOptions();
        var gateway = endpoint.transitGatewayConfiguration();
        var handler = endpoint.clientConnectOptions();
        var enforcement = endpoint.clientRouteEnforcementOptions();
        ClientVpnEndpoint attributes = new ClientVpnEndpoint(
                status == null ? null : status.codeAsString(),
                endpoint.description(),
                endpoint.dnsName(),
                endpoint.clientCidrBlock(),
                endpoint.vpcId(),
                Canonical.strings(endpoint.securityGroupIds().stream()),
                gateway == null ? null : gateway.transitGatewayId(),
                authentications(endpoint),
                endpoint.splitTunnel(),
                log.enabled(),
                log.cloudwatchLogGroup(),
                endpoint.transportProtocolAsString(),
                endpoint.vpnPort(),
                endpoint.endpointIpAddressTypeAsString(),
                endpoint.trafficIpAddressTypeAsString(),
                endpoint.serverCertificateArn(),
                List.copyOf(endpoint.dnsServers()),
                handler == null ? null : handler.enabled(),
                endpoint.sessionTimeoutHours(),
                enforcement == null ? null : enforcement.enforced(),
                detail.of(ClientVpnNetworks.RULES),
                detail.of(ClientVpnNetworks.ROUTES),
                detail.of(ClientVpnNetworks.TARGETS),
                endpoint.creationTime(),
                null);
        return aws.resource(endpoint.clientVpnEndpointId(), Tags.name(tags), tags, attributes);
    }

    private static List<ClientVpnAuthentication> authentications(
            software.amazon.awssdk.services.ec2.model.ClientVpnEndpoint endpoint) {
        return endpoint.authenticationOptions().stream()
                .map(way -> new ClientVpnAuthentication(
                        way.typeAsString(),
                        way.mutualAuthentication() == null
                                ? null
                                : way.mutualAuthentication().clientRootCertificateChain(),
                        way.activeDirectory() == null
                                ? null
                                : way.activeDirectory().directoryId(),
                        way.federatedAuthentication() == null
                                ? null
                                : way.federatedAuthentication().samlProviderArn()))
                .sorted(Comparator.comparing(ClientVpnAuthentication::type, Canonical.TEXTS))
                .toList();
    }
}
