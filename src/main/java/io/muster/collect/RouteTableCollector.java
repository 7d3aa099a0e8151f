package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;

@ApplicationScoped
class RouteTableCollector extends ListingCollector<software.amazon.awssdk.services.ec2.model.RouteTable, RouteTable> {

    RouteTableCollector() {
        super(
                RouteTable.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeRouteTables",
                        (ec2, token) ->
                                ec2.describeRouteTables(r -> r.maxResults(100).nextToken(token)),
                        DescribeRouteTablesResponse::nextToken,
                        DescribeRouteTablesResponse::routeTables));
    }

    @Override
    public List<String> events() {
        return List.of(
                "ec2:CreateRoute",
                "ec2:ReplaceRoute",
                "ec2:DeleteRoute",
                "ec2:*VgwRoutePropagation",
                "ec2:*VpcEndpoint",
                "ec2:DeleteVpcEndpoints",
                "ec2:CreateVpc",
                "ec2:CreateDefaultVpc",
                "ec2:DeleteVpc",
                "ec2:DeleteSubnet");
    }

    @Override
    Resource<RouteTable> resource(AwsScope aws, software.amazon.awssdk.services.ec2.model.RouteTable table) {
        Map<String, String> tags = Tags.of(table.tags());
        List<RouteTableAssociation> associations = table.associations().stream()
                .filter(RouteTableCollector::linked)
                .toList();
        RouteTable attributes = new RouteTable(
                table.vpcId(),
                associations.stream().anyMatch(association -> Canonical.isTrue(association.main())),
                Canonical.strings(associations.stream().map(RouteTableAssociation::subnetId)),
                Canonical.strings(associations.stream().map(RouteTableAssociation::gatewayId)),
                table.routes().stream()
                        .map(RouteTableCollector::route)
                        .sorted(Route.ORDER)
                        .toList(),
                table.ownerId(),
                pools(associations));
        return aws.resource(table.routeTableId(), Tags.name(tags), tags, attributes);
    }

    private static @Nullable List<String> pools(List<RouteTableAssociation> associations) {
        List<String> pools = Canonical.strings(associations.stream().map(RouteTableAssociation::publicIpv4Pool));
        return pools.isEmpty() ? null : pools;
    }

    private static boolean linked(RouteTableAssociation association) {
        return association.associationState() == null
                || Canonical.linked(association.associationState().stateAsString());
    }

    static Route route(software.amazon.awssdk.services.ec2.model.Route route) {
        String target = target(route);
        return new Route(
                destination(route),
                target,
                target == null ? null : ResourceKind.ofId(target).orElse(null),
                route.stateAsString(),
                route.origin() == RouteOrigin.ENABLE_VGW_ROUTE_PROPAGATION,
                route.originAsString(),
                route.ipAddress());
    }

    private static @Nullable String destination(software.amazon.awssdk.services.ec2.model.Route route) {
        return Stream.of(
                        route.destinationCidrBlock(), route.destinationIpv6CidrBlock(), route.destinationPrefixListId())
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElse(null);
    }

    /** A route to an instance names its interface too, to which the traffic is handed. */
    private static @Nullable String target(software.amazon.awssdk.services.ec2.model.Route route) {
        return Stream.of(
                        route.gatewayId(),
                        route.natGatewayId(),
                        route.egressOnlyInternetGatewayId(),
                        route.transitGatewayId(),
                        route.vpcPeeringConnectionId(),
                        route.networkInterfaceId(),
                        route.instanceId(),
                        route.carrierGatewayId(),
                        route.localGatewayId(),
                        route.coreNetworkArn(),
                        route.odbNetworkArn())
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElse(null);
    }
}
