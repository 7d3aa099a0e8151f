package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AllowedPrincipal;
import io.muster.inventory.kind.EndpointConnection;
import io.muster.inventory.kind.VpcEndpointService;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointConnectionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServiceConfigurationsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServicePermissionsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ServiceConfiguration;
import software.amazon.awssdk.services.ec2.model.ServiceTypeDetail;
import software.amazon.awssdk.services.ec2.model.SupportedRegionDetail;
import software.amazon.awssdk.services.ec2.model.VpcEndpointConnection;

/** The account's own endpoint services, each with who may connect to it and who did. */
@ApplicationScoped
class VpcEndpointServiceCollector extends DetailCollector<ServiceConfiguration, VpcEndpointService> {

    private static final String GONE = "InvalidVpcEndpointServiceId";

    private static final Lookup<ServiceConfiguration, List<software.amazon.awssdk.services.ec2.model.AllowedPrincipal>>
            PERMISSIONS = Lookup.list(
                            AwsService.EC2,
                            "DescribeVpcEndpointServicePermissions",
                            ServiceConfiguration::serviceId,
                            (ec2, id, token) -> ec2.describeVpcEndpointServicePermissions(
                                    r -> r.serviceId(id).maxResults(1000).nextToken(token)),
                            DescribeVpcEndpointServicePermissionsResponse::nextToken,
                            DescribeVpcEndpointServicePermissionsResponse::allowedPrincipals)
                    .gone(GONE)
                    .rechecked();

    private static final Lookup<ServiceConfiguration, List<VpcEndpointConnection>> CONNECTIONS = Lookup.list(
                    AwsService.EC2,
                    "DescribeVpcEndpointConnections",
                    ServiceConfiguration::serviceId,
                    (ec2, id, token) -> ec2.describeVpcEndpointConnections(r -> r.filters(Filter.builder()
                                    .name("service-id")
                                    .values(id)
                                    .build())
                            .maxResults(1000)
                            .nextToken(token)),
                    DescribeVpcEndpointConnectionsResponse::nextToken,
                    DescribeVpcEndpointConnectionsResponse::vpcEndpointConnections)
            .gone(GONE)
            .rechecked();

    VpcEndpointServiceCollector() {
        super(
                VpcEndpointService.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeVpcEndpointServiceConfigurations",
                        (ec2, token) -> ec2.describeVpcEndpointServiceConfigurations(
                                r -> r.maxResults(1000).nextToken(token)),
                        DescribeVpcEndpointServiceConfigurationsResponse::nextToken,
                        DescribeVpcEndpointServiceConfigurationsResponse::serviceConfigurations),
                ServiceConfiguration::serviceId,
                List.of(PERMISSIONS, CONNECTIONS));
    }

    @Override
    Resource<VpcEndpointService> resource(AwsScope aws, Detail<ServiceConfiguration> detail) {
        ServiceConfiguration service = detail.item();
        Map<String, String> tags = Tags.of(service.tags());
        VpcEndpointService attributes = new VpcEndpointService(
                service.serviceName(),
                Canonical.strings(service.serviceType().stream().map(ServiceTypeDetail::serviceTypeAsString)),
                service.serviceStateAsString(),
                service.acceptanceRequired(),
                service.managesVpcEndpoints(),
                Canonical.strings(Stream.concat(
                        service.networkLoadBalancerArns().stream(), service.gatewayLoadBalancerArns().stream())),
                Canonical.strings(service.availabilityZones().stream()),
                Canonical.strings(service.supportedIpAddressTypesAsStrings().stream()),
                service.privateDnsName(),
                service.privateDnsNameConfiguration() == null
                        ? null
                        : service.privateDnsNameConfiguration().stateAsString(),
                Canonical.strings(service.supportedRegions().stream().map(SupportedRegionDetail::region)),
                service.remoteAccessEnabled(),
                principals(detail.of(PERMISSIONS)),
                connections(detail.of(CONNECTIONS)),
                null);
        return aws.resource(service.serviceId(), Tags.name(tags), tags, attributes);
    }

    private static @Nullable List<AllowedPrincipal> principals(
            @Nullable List<software.amazon.awssdk.services.ec2.model.AllowedPrincipal> principals) {
        return principals == null
                ? null
                : principals.stream()
                        .map(allowed -> new AllowedPrincipal(allowed.principal(), allowed.principalTypeAsString()))
                        .sorted(Comparator.comparing(
                                AllowedPrincipal::principal, Comparator.nullsLast(Comparator.naturalOrder())))
                        .toList();
    }

    private static @Nullable List<EndpointConnection> connections(@Nullable List<VpcEndpointConnection> connections) {
        return connections == null
                ? null
                : connections.stream()
                        .map(connection -> new EndpointConnection(
                                connection.vpcEndpointId(),
                                connection.vpcEndpointOwner(),
                                connection.vpcEndpointStateAsString(),
                                connection.vpcEndpointRegion(),
                                connection.creationTimestamp()))
                        .sorted(Comparator.comparing(
                                EndpointConnection::vpcEndpointId, Comparator.nullsLast(Comparator.naturalOrder())))
                        .toList();
    }
}
