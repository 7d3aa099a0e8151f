package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.PeeringSide;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.TransitGatewayAttachment;
import io.muster.inventory.kind.VpcPeeringConnection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a region does not tell of the peering connections and transit gateways that its tables lead to, so that it is not known which accounts and
 * regions have hosts behind them.
 */
public final class UnseenEnds {

    private record Led(String vpcId, String target) {}

    private final Estate estate;
    private final Set<Led> led;
    private final boolean isUnread;

    /** Of the ways from the VPCs of the hosts. */
    public UnseenEnds(Estate estate, Stream<Resource<Instance>> hosts) {
        this.estate = estate;
        Set<String> vpcs = hosts.flatMap(host -> Interfaces.of(estate).ofInstance(host.resourceId()).stream())
                .map(eni -> String.valueOf(eni.attributes().vpcId()))
                .collect(Collectors.toSet());
        isUnread = !vpcs.isEmpty() && !estate.knows(ResourceKind.ROUTE_TABLE);
        led = estate.stored(RouteTable.class).stream()
                .map(Resource::attributes)
                .filter(table -> vpcs.contains(String.valueOf(table.vpcId())))
                .flatMap(table -> table.routes().stream()
                        .filter(UnseenEnds::leadsOn)
                        .map(route -> new Led(String.valueOf(table.vpcId()), route.target())))
                .collect(Collectors.toSet());
    }

    private static boolean leadsOn(Route route) {
        return Routing.isActive(route)
                && (Routing.leadsTo(route, HostPair.PEERING) || Routing.leadsTo(route, HostPair.TRANSIT));
    }

    /** Whether there are ways to other VPCs, or may be some. */
    public boolean leadOn() {
        return isUnread || !led.isEmpty();
    }

    /** Whether there are ways to transit gateways, or may be some. */
    public boolean leadToTransitGateways() {
        return isUnread || led.stream().anyMatch(UnseenEnds::isTransit);
    }

    /** The cells that were not read, and how many of the other ends are not told by those that were. */
    public Set<String> missing() {
        Set<String> missing = new TreeSet<>();
        if (leadOn()) {
            addUnread(missing, ResourceKind.ROUTE_TABLE);
            addUnread(missing, ResourceKind.VPC);
        }
        if (leadToTransitGateways()) {
            addUnread(missing, ResourceKind.TRANSIT_GATEWAY_ATTACHMENT);
        }
        if (isUnread || !led.stream().allMatch(UnseenEnds::isTransit)) {
            addUnread(missing, ResourceKind.VPC_PEERING_CONNECTION);
        }
        long untold = led.stream().filter(Predicate.not(this::isTold)).count();
        if (missing.isEmpty() && untold > 0) {
            missing.add("the other ends of peering connections and attachments: " + untold);
        }
        return missing;
    }

    private void addUnread(Set<String> missing, ResourceKind kind) {
        if (!estate.knows(kind)) {
            missing.add(estate.missing(kind));
        }
    }

    private static boolean isTransit(Led one) {
        return one.target().startsWith(HostPair.TRANSIT);
    }

    private boolean isTold(Led one) {
        return SharedVpcs.of(estate).isForeign(one.vpcId())
                || (isTransit(one) ? isAttached(one) : isToldByBoth(one.target()));
    }

    private boolean isAttached(Led one) {
        return estate.stored(TransitGatewayAttachment.class).stream()
                .map(Resource::attributes)
                .anyMatch(attachment -> one.target().equals(attachment.transitGatewayId())
                        && one.vpcId().equals(attachment.attachedId()));
    }

    private boolean isToldByBoth(String connection) {
        return estate.stored(VpcPeeringConnection.class, connection)
                .map(Resource::attributes)
                .filter(peering ->
                        Stream.of(peering.requester(), peering.accepter()).allMatch(UnseenEnds::isTold))
                .isPresent();
    }

    private static boolean isTold(PeeringSide side) {
        return Optional.ofNullable(side)
                .filter(one -> one.ownerId() != null && one.region() != null && one.vpcId() != null)
                .isPresent();
    }
}
