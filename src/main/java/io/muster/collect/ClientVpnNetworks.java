package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.kind.ClientVpnAuthorizationRule;
import io.muster.inventory.kind.ClientVpnRoute;
import io.muster.inventory.kind.ClientVpnTargetNetwork;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.AuthorizationRule;
import software.amazon.awssdk.services.ec2.model.ClientVpnEndpoint;
import software.amazon.awssdk.services.ec2.model.DescribeClientVpnAuthorizationRulesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeClientVpnRoutesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeClientVpnTargetNetworksResponse;
import software.amazon.awssdk.services.ec2.model.TargetNetwork;

/** The look-ups that tell which networks a Client VPN endpoint opens to its clients. */
final class ClientVpnNetworks {

    private static final String GONE = "InvalidClientVpnEndpointId";

    static final Lookup<ClientVpnEndpoint, List<ClientVpnAuthorizationRule>> RULES = existing(Lookup.list(
            AwsService.EC2,
            "DescribeClientVpnAuthorizationRules",
            ClientVpnEndpoint::clientVpnEndpointId,
            (ec2, id, token) -> ec2.describeClientVpnAuthorizationRules(
                    r -> r.clientVpnEndpointId(id).maxResults(1000).nextToken(token)),
            DescribeClientVpnAuthorizationRulesResponse::nextToken,
            page -> page.authorizationRules().stream()
                    .map(ClientVpnNetworks::rule)
                    .toList(),
            Comparator.comparing(ClientVpnAuthorizationRule::destination, Canonical.TEXTS)
                    .thenComparing(ClientVpnAuthorizationRule::groupId, Canonical.TEXTS)));

    static final Lookup<ClientVpnEndpoint, List<ClientVpnRoute>> ROUTES = existing(Lookup.list(
            AwsService.EC2,
            "DescribeClientVpnRoutes",
            ClientVpnEndpoint::clientVpnEndpointId,
            (ec2, id, token) -> ec2.describeClientVpnRoutes(
                    r -> r.clientVpnEndpointId(id).maxResults(1000).nextToken(token)),
            DescribeClientVpnRoutesResponse::nextToken,
            page -> page.routes().stream().map(ClientVpnNetworks::route).toList(),
            Comparator.comparing(ClientVpnRoute::destination, Canonical.TEXTS)
                    .thenComparing(ClientVpnRoute::target, Canonical.TEXTS)));

    static final Lookup<ClientVpnEndpoint, List<ClientVpnTargetNetwork>> TARGETS = existing(Lookup.list(
            AwsService.EC2,
            "DescribeClientVpnTargetNetworks",
            ClientVpnEndpoint::clientVpnEndpointId,
            (ec2, id, token) -> ec2.describeClientVpnTargetNetworks(
                    r -> r.clientVpnEndpointId(id).maxResults(1000).nextToken(token)),
            DescribeClientVpnTargetNetworksResponse::nextToken,
            page -> page.clientVpnTargetNetworks().stream()
                    .map(ClientVpnNetworks::target)
                    .toList(),
            Comparator.comparing(ClientVpnTargetNetwork::subnetId, Canonical.TEXTS)));

    private ClientVpnNetworks() {}

    private static <J> Lookup<ClientVpnEndpoint, List<J>> existing(Lookup<ClientVpnEndpoint, List<J>> lookup) {
        return lookup.gone(GONE).rechecked().onlyIf(ClientVpnNetworks::exists, List.of());
    }

    /** Whether the endpoint can have networks: AWS lists a deleted one, which has none, for an hour. */
    private static boolean exists(ClientVpnEndpoint endpoint) {
        return endpoint.status() == null || !"deleted".equals(endpoint.status().codeAsString());
    }

    private static ClientVpnAuthorizationRule rule(AuthorizationRule rule) {
        return new ClientVpnAuthorizationRule(
                rule.destinationCidr(),
                rule.accessAll(),
                rule.groupId(),
                rule.status() == null ? null : rule.status().codeAsString(),
                rule.description());
    }

    private static ClientVpnRoute route(software.amazon.awssdk.services.ec2.model.ClientVpnRoute route) {
        return new ClientVpnRoute(
                route.destinationCidr(),
                route.targetSubnet() == null ? route.transitGatewayAttachmentId() : route.targetSubnet(),
                route.origin(),
                route.status() == null ? null : route.status().codeAsString());
    }

    private static ClientVpnTargetNetwork target(TargetNetwork target) {
        return new ClientVpnTargetNetwork(
                target.targetNetworkId(),
                target.vpcId(),
                target.status() == null ? null : target.status().codeAsString(),
                Canonical.strings(target.securityGroups().stream()));
    }
}
