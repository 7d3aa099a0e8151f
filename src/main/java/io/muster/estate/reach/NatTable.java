package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NatGateway;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import java.util.List;
import java.util.Optional;

/**
 * The route table by which a NAT gateway sends what it has translated: of its subnet, or a regional gateway's own.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html">NAT gateways</a>: also public ones lead to other
 *     VPCs and to networks of one's own
 */
record NatTable(Estate estate, String id, NatGateway gateway) {

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

    /** Whether it leads to the address by the VPC's own route or by anything else than an internet gateway, or may. */
    boolean mayLeadInside(Cidr destination) {
        return routing()
                .map(routing -> insideOf(routing).peers().covers(CidrSet.of(destination)))
                .orElse(true);
    }

    private static Traffic insideOf(Routing routing) {
        return routing.towards(route -> !Routing.leadsTo(route, "igw-")).possible();
    }

    /** Where a private gateway leads to is not followed: to other networks, and not by an internet gateway, which drops what it sends. */
    Gate inside() {
        return routing()
                .map(routing -> gate(
                        routing,
                        Admission.between(Traffic.NONE, insideOf(routing), "where private " + id + " leads to"),
                        "of the private NAT gateway: "))
                .orElseGet(() ->
                        Gate.unknown(id, ResourceKind.NAT_GATEWAY, serving().doubt()));
    }

    /** The hops of the way to the internet, around which it may lead to other networks: where these are is not followed. */
    List<Gate> besideNetworks(List<Gate> toInternet) {
        Traffic networks = routing()
                .map(routing -> routing.towards(NatTable::leadsToNetwork).possible())
                .orElse(Traffic.NONE);
        return networks.isEmpty()
                ? toInternet
                : toInternet.stream()
                        .map(gate -> gate.admitting(gate.admits()
                                .union(Admission.between(Traffic.NONE, networks, "where " + id + " leads to"))))
                        .toList();
    }

    private static boolean leadsToNetwork(Route route) {
        return NETWORKS.stream().anyMatch(sort -> Routing.leadsTo(route, sort));
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
        Admission straight = routing.get()
                .towards(route -> InternetGateways.of(estate).mayBeOf(vpc(), String.valueOf(route.target())));
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
