package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.PeeringSide;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.Scope;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * What is not known of VPCs at the other ends of an interface's peering connections and transit gateways, which may have any IPv6 addresses.
 *
 * @param isTold whether an account and region tell of the VPC
 */
record UntoldSources(Estate estate, Resource<NetworkInterface> to, BiPredicate<Scope, String> isTold) {

    /** Of the ends of peering connections that are known, by the ranges that the connections tell of them. */
    Stream<String> atKnownEnds(List<PeeringSide> ends, CidrSet sources) {
        return ends.stream()
                .filter(end -> PeeredVpcs.networks(end).isEmpty()
                        || PeeredVpcs.networks(end).intersects(sources))
                .filter(end -> !isTold.test(place(end), String.valueOf(end.vpcId())))
                .map(end -> cell(place(end)));
    }

    private Scope place(PeeringSide end) {
        return Scope.of(String.valueOf(end.ownerId()), String.valueOf(end.region()))
                .in(estate.scope().partition());
    }

    /** Of others, that the table of the interface's subnet leads to. */
    Stream<String> atOtherEnds() {
        RouteTables tables = RouteTables.of(estate);
        RouteTables.Serving serving =
                tables.serving(String.valueOf(to.attributes().subnetId()), vpc());
        return serving.table()
                .map(table -> tables.routing(table)
                        .routes()
                        .filter(Routing::isActive)
                        .map(Route::target)
                        .filter(target -> target != null && VpcsBeyond.mayBeAt(target))
                        .distinct()
                        .flatMap(this::doubts))
                .orElseGet(() -> Stream.of(serving.doubt()));
    }

    private Stream<String> doubts(String target) {
        return target.startsWith(HostPair.PEERING) ? ofPeering(target) : ofTransit(target);
    }

    private Stream<String> ofPeering(String connection) {
        PeeredVpcs peered = new PeeredVpcs(estate);
        return Stream.of(peered.unseen(connection, vpc()))
                .filter(doubt -> !peered.isDead(connection)
                        && peered.otherEnd(connection, vpc()).isEmpty()
                        && peered.beyond(connection, vpc()).isEmpty());
    }

    private Stream<String> ofTransit(String gateway) {
        AttachedVpc attached = AttachedVpc.of(estate, gateway, vpc());
        return attached.hub()
                .map(hub -> Stream.concat(ofHub(hub, gateway), ofVpcs(gateway)))
                .orElseGet(() -> Stream.of(attached.unreadHub()));
    }

    private Stream<String> ofHub(Estate hub, String gateway) {
        if (!hub.knows(ResourceKind.TRANSIT_GATEWAY_ATTACHMENT)) {
            return Stream.of(hub.missing(ResourceKind.TRANSIT_GATEWAY_ATTACHMENT));
        }
        TransitPeers peers = new TransitPeers(estate, hub, gateway);
        boolean areAllTold = TransitGateways.of(hub).isAttached(gateway, vpc())
                && peers.isTold()
                && peers.all().stream().allMatch(peers::areTold);
        return areAllTold ? Stream.of() : Stream.of("what is attached to " + gateway);
    }

    private Stream<String> ofVpcs(String gateway) {
        return new FarVpcs(estate, to, gateway)
                .places()
                .filter(place -> !isTold.test(place.scope(), place.vpc()))
                .map(place -> cell(place.scope()));
    }

    private static String cell(Scope place) {
        return SharedVpcs.cell(ResourceKind.ROUTE_TABLE, place.region(), place.accountId());
    }

    private String vpc() {
        return String.valueOf(to.attributes().vpcId());
    }
}
