package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NatGateway;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The route table by which a NAT gateway sends what it has translated: of its subnet, or a regional gateway's own.
 *
 * @param toServices whether to doubt what it sends to services of AWS that gateway endpoints of the table lead to: whether it uses these is not
 *     documented, an earlier AWS guide said that NAT gateways cannot use endpoints, the present one does not
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html">NAT gateways</a>: also public ones lead to other
 *     VPCs and to networks of one's own
 */
record NatTable(Estate estate, String id, NatGateway gateway, boolean toServices) {

    private static final List<String> NETWORKS =
            List.of(HostPair.TRANSIT, HostPair.PEERING, VpnNetworks.GATEWAY, "lgw-", "arn:");

    Optional<Resource<RouteTable>> table() {
        return serving().table();
    }

    private Optional<Routing> routing() {
        return table().map(RouteTables.of(estate)::routing);
    }

    private RouteTables.Serving serving() {
        return gateway.subnetId() == null
                ? new RouteTables.Serving(
                        Optional.ofNullable(gateway.routeTableId())
                                .flatMap(table -> estate.stored(RouteTable.class, table))
                                .filter(estate::current),
                        "the route table of " + id)
                : RouteTables.of(estate).serving(gateway.subnetId(), String.valueOf(gateway.vpcId()));
    }

    /**
     * The addresses to which it leads by the VPC's own route or by anything else than an internet gateway, or may; empty where the table is not
     * known.
     */
    Optional<CidrSet> inside() {
        return routing()
                .map(routing -> routing.towards(route -> !Routing.leadsTo(route, "igw-"))
                        .possible()
                        .peers());
    }

    /**
     * Where a private gateway leads to, as far as it is not followed: not by an internet gateway, which drops what it sends.
     *
     * @param followed the targets that are followed
     */
    Gate inside(Set<String> followed) {
        return routing()
                .map(routing -> gate(
                        routing,
                        Admission.between(
                                Traffic.NONE,
                                routing.towards(route -> !Routing.leadsTo(route, "igw-")
                                                && !followed.contains(String.valueOf(route.target())))
                                        .possible(),
                                "where private " + id + " leads to"),
                        "of the private NAT gateway: "))
                .orElseGet(() ->
                        Gate.unknown(id, ResourceKind.NAT_GATEWAY, serving().doubt()));
    }

    /** A hop of the way to the internet, around which it may lead to other networks: where these are is not followed. */
    Gate besideNetworks(Gate toInternet) {
        Traffic beside = routing().map(this::beside).orElse(Traffic.NONE);
        return beside.isEmpty()
                ? toInternet
                : toInternet.admitting(toInternet
                        .admits()
                        .union(Admission.between(Traffic.NONE, beside, "where " + id + " leads to")));
    }

    private Traffic beside(Routing routing) {
        Traffic led = routing.towards(route -> leadsToNetwork(route) || leadsToService(route))
                .possible();
        return led.union(Traffic.of(ServiceRange.ALL, unreadServices(routing)));
    }

    /** The addresses that endpoints for prefix lists may lead to which were not read. */
    private CidrSet unreadServices(Routing routing) {
        return routing.unread()
                .filter(route -> Routing.isActive(route) && leadsToService(route))
                .map(route -> PrefixLists.of(estate).mayHold(route.destination()))
                .reduce(CidrSet.EMPTY, CidrSet::union);
    }

    private static boolean leadsToNetwork(Route route) {
        return NETWORKS.stream().anyMatch(sort -> Routing.leadsTo(route, sort));
    }

    private boolean leadsToService(Route route) {
        return toServices
                && Routing.leadsTo(route, GatewayEndpoints.ENDPOINT)
                && Routing.isOfService(route, PrefixLists.of(estate));
    }

    Gate toInternetGateway() {
        Optional<Routing> routing = routing();
        if (routing.isEmpty()) {
            return gateway.subnetId() == null
                    ? Gate.unknown(id, ResourceKind.NAT_GATEWAY, serving().doubt())
                    : Gate.unknown(
                            gateway.subnetId(), ResourceKind.SUBNET, serving().doubt());
        }
        Traffic around =
                routing.get().towards(new Appliances(estate)::areTargetOf).possible();
        Admission led = routing.get()
                .towards(route -> InternetGateways.of(estate).mayBeOf(vpc(), String.valueOf(route.target())));
        CidrSet unread = unreadServices(routing.get());
        Admission straight = unread.isEmpty() ? led : led.among(CidrSet.ANY.minus(unread));
        return gate(
                routing.get(),
                around.isEmpty()
                        ? straight
                        : straight.union(Admission.between(Traffic.NONE, around, "whether an appliance lets it pass")),
                "of the NAT gateway: ");
    }

    private String vpc() {
        return String.valueOf(table().orElseThrow().attributes().vpcId());
    }

    private Gate gate(Routing routing, Admission admits, String whose) {
        return new Gate(
                table().orElseThrow().resourceId(),
                ResourceKind.ROUTE_TABLE,
                admits,
                packet -> whose + routing.about(packet.peer()),
                packet -> whose + routing.about(packet.peer()));
    }
}
