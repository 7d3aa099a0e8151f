package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.RouteServer;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.DescribeRouteServerEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteServerPeersResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteServersResponse;
import software.amazon.awssdk.services.ec2.model.RouteServerEndpoint;
import software.amazon.awssdk.services.ec2.model.RouteServerPeer;

/**
 * Route servers with their endpoints and peers, which are listings of their own: each is walked once, and only where there is
 * a route server. Where one of them is not read to its end, its facts are unknown.
 */
@ApplicationScoped
class RouteServerCollector implements Collector<RouteServer> {

    private static final Listing<?, software.amazon.awssdk.services.ec2.model.RouteServer> SERVERS = Listing.of(
            AwsService.EC2,
            "DescribeRouteServers",
            (ec2, token) -> ec2.describeRouteServers(r -> r.maxResults(1000).nextToken(token)),
            DescribeRouteServersResponse::nextToken,
            DescribeRouteServersResponse::routeServers);

    private static final Listing<?, RouteServerEndpoint> ENDPOINTS = Listing.of(
            AwsService.EC2,
            "DescribeRouteServerEndpoints",
            (ec2, token) ->
                    ec2.describeRouteServerEndpoints(r -> r.maxResults(1000).nextToken(token)),
            DescribeRouteServerEndpointsResponse::nextToken,
            DescribeRouteServerEndpointsResponse::routeServerEndpoints);

    private static final Listing<?, RouteServerPeer> PEERS = Listing.of(
            AwsService.EC2,
            "DescribeRouteServerPeers",
            (ec2, token) -> ec2.describeRouteServerPeers(r -> r.maxResults(1000).nextToken(token)),
            DescribeRouteServerPeersResponse::nextToken,
            DescribeRouteServerPeersResponse::routeServerPeers);

    /** The endpoints and peers of a region's servers; null where they are unknown. */
    private record Parts(
            @Nullable List<RouteServerEndpoint> endpoints,
            @Nullable List<RouteServerPeer> peers) {}

    @Override
    public Class<RouteServer> type() {
        return RouteServer.class;
    }

    @Override
    public Set<AwsOperation> operations() {
        return Set.of(SERVERS.operation(), ENDPOINTS.operation(), PEERS.operation());
    }

    @Override
    public Uni<Collection<RouteServer>> collect(AwsScope aws) {
        return SERVERS.read(aws, RouteServerCollector::identified)
                .chain(servers -> servers.items().isEmpty()
                        ? Uni.createFrom()
                                .item(Reading.outcome(new Reading<>(List.of(), servers.unread(), servers.gaps())))
                        : withParts(aws, servers));
    }

    private static software.amazon.awssdk.services.ec2.model.RouteServer identified(
            software.amazon.awssdk.services.ec2.model.RouteServer server) {
        UnreadableItem.require("the id", server.routeServerId());
        return server;
    }

    private static Uni<Collection<RouteServer>> withParts(
            AwsScope aws, Reading<software.amazon.awssdk.services.ec2.model.RouteServer> servers) {
        return Uni.combine()
                .all()
                .unis(ENDPOINTS.read(aws, item -> item), PEERS.read(aws, item -> item))
                .asTuple()
                .map(parts -> joined(aws, servers, parts.getItem1(), parts.getItem2()));
    }

    private static Collection<RouteServer> joined(
            AwsScope aws,
            Reading<software.amazon.awssdk.services.ec2.model.RouteServer> servers,
            Reading<RouteServerEndpoint> endpoints,
            Reading<RouteServerPeer> peers) {
        Harvest<Resource<RouteServer>> harvest = new Harvest<>();
        harvest.leaveOpen(servers);
        harvest.withoutFacts(endpoints.gaps());
        harvest.withoutFacts(peers.gaps());
        Parts parts = new Parts(whole(endpoints), whole(peers));
        servers.items()
                .forEach(server ->
                        harvest.add(SERVERS.operation(), server.routeServerId(), () -> resource(aws, server, parts)));
        return Reading.outcome(harvest.reading());
    }

    private static <I> @Nullable List<I> whole(Reading<I> reading) {
        return reading.gaps().isEmpty() ? reading.items() : null;
    }

    private static Resource<RouteServer> resource(
            AwsScope aws, software.amazon.awssdk.services.ec2.model.RouteServer server, Parts parts) {
        Map<String, String> tags = Tags.of(server.tags());
        String id = server.routeServerId();
        RouteServer attributes = new RouteServer(
                server.stateAsString(),
                RouteServerParts.number(server.amazonSideAsn()),
                server.persistRoutesStateAsString(),
                server.persistRoutesDuration(),
                server.snsTopicArn(),
                RouteServerParts.vpcIds(id, parts.endpoints()),
                RouteServerParts.endpoints(id, parts.endpoints()),
                RouteServerParts.peers(id, parts.peers()));
        return aws.resource(id, Tags.name(tags), tags, attributes);
    }
}
