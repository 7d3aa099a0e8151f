package io.muster.collect;

import io.muster.inventory.kind.RouteServerEndpoint;
import io.muster.inventory.kind.RouteServerPeer;
import jakarta.annotation.Nullable;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.RouteServerBgpOptions;

/** The parts of one route server from the listings of a region; null where such a listing was not read. */
final class RouteServerParts {

    private RouteServerParts() {}

    /** Autonomous system numbers go to 2^32 - 1, beyond the integers of GraphQL. */
    static @Nullable String number(@Nullable Long number) {
        return number == null ? null : number.toString();
    }

    static @Nullable List<String> vpcIds(
            String server, @Nullable List<software.amazon.awssdk.services.ec2.model.RouteServerEndpoint> all) {
        return all == null
                ? null
                : Canonical.strings(all.stream()
                        .filter(endpoint -> server.equals(endpoint.routeServerId()))
                        .map(software.amazon.awssdk.services.ec2.model.RouteServerEndpoint::vpcId));
    }

    static @Nullable List<RouteServerEndpoint> endpoints(
            String server, @Nullable List<software.amazon.awssdk.services.ec2.model.RouteServerEndpoint> all) {
        return all == null
                ? null
                : all.stream()
                        .filter(endpoint -> server.equals(endpoint.routeServerId()))
                        .map(endpoint -> new RouteServerEndpoint(
                                endpoint.routeServerEndpointId(),
                                endpoint.stateAsString(),
                                endpoint.subnetId(),
                                endpoint.eniId(),
                                endpoint.eniAddress(),
                                endpoint.failureReason()))
                        .sorted(Comparator.comparing(
                                RouteServerEndpoint::routeServerEndpointId,
                                Comparator.nullsLast(Comparator.naturalOrder())))
                        .toList();
    }

    static @Nullable List<RouteServerPeer> peers(
            String server, @Nullable List<software.amazon.awssdk.services.ec2.model.RouteServerPeer> all) {
        return all == null
                ? null
                : all.stream()
                        .filter(peer -> server.equals(peer.routeServerId()))
                        .map(RouteServerParts::peer)
                        .sorted(Comparator.comparing(
                                RouteServerPeer::routeServerPeerId, Comparator.nullsLast(Comparator.naturalOrder())))
                        .toList();
    }

    private static RouteServerPeer peer(software.amazon.awssdk.services.ec2.model.RouteServerPeer peer) {
        RouteServerBgpOptions bgp = peer.bgpOptions();
        return new RouteServerPeer(
                peer.routeServerPeerId(),
                peer.routeServerEndpointId(),
                peer.stateAsString(),
                peer.peerAddress(),
                bgp == null ? null : number(bgp.peerAsn()),
                bgp == null ? null : bgp.peerLivenessDetectionAsString(),
                peer.bgpStatus() == null ? null : peer.bgpStatus().statusAsString(),
                peer.failureReason());
    }
}
