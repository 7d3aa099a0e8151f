package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.Subnet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The NAT gateways that the route tables of an estate lead to: other hosts see packets come from addresses of theirs. */
record NatSources(Estate estate) {

    /** The private addresses of those that packets of the interface may be handed to, as far as they are followed. */
    Stream<Cidr> addresses(Resource<NetworkInterface> source) {
        RouteTables tables = RouteTables.of(estate);
        return tables
                .serving(
                        String.valueOf(source.attributes().subnetId()),
                        String.valueOf(source.attributes().vpcId()))
                .table()
                .stream()
                .flatMap(this::gateways)
                .flatMap(gateway -> NatNode.of(estate, gateway).stream())
                .flatMap(NatNode::addresses);
    }

    /** The addresses of all subnets. */
    static CidrSet subnets(Estate estate) {
        return CidrSet.union(estate.stored(Subnet.class).stream()
                .map(subnet -> Subnets.of(estate).addresses(subnet.resourceId()))
                .toList());
    }

    private Stream<String> gateways(Resource<RouteTable> table) {
        return RouteTables.of(estate)
                .routing(table)
                .routes()
                .filter(route -> Routing.isActive(route) && Routing.leadsTo(route, NatGateways.NAT))
                .map(Route::target)
                .distinct();
    }

    /** What is not known of those that are not followed: where each leads to that may hand packets on to one of these subnets. */
    Set<String> unfollowed(CidrSet subnets) {
        return estate.stored(RouteTable.class).stream()
                .flatMap(table -> gateways(table).flatMap(gateway -> unfollowed(table, gateway, subnets)))
                .map(gateway -> "where " + gateway + " leads to")
                .collect(Collectors.toUnmodifiableSet());
    }

    private Stream<String> unfollowed(Resource<RouteTable> table, String gateway, CidrSet subnets) {
        CidrSet handed = led(table, gateway, subnets);
        return NatNode.of(estate, gateway)
                .filter(node -> node.addresses().findAny().isPresent())
                .map(node -> further(node, handed))
                .orElseGet(() -> Stream.of(gateway).filter(one -> mayLeadTo(one, table, handed)));
    }

    private boolean mayLeadTo(String gateway, Resource<RouteTable> table, CidrSet destinations) {
        return new NatGateways(estate)
                .inside(gateway, String.valueOf(table.attributes().vpcId()))
                .intersects(destinations);
    }

    /** The gateways behind it, which {@link HostPair} does not follow. */
    private Stream<String> further(NatNode node, CidrSet handed) {
        return new NatTable(estate, node.id(), node.gateway(), true)
                .table().stream()
                        .flatMap(table -> gateways(table)
                                .filter(gateway -> mayLeadTo(gateway, table, led(table, gateway, handed))));
    }

    private CidrSet led(Resource<RouteTable> table, String gateway, CidrSet destinations) {
        return RouteTables.of(estate)
                .routing(table)
                .towards(route -> gateway.equals(route.target()))
                .possible()
                .peers()
                .intersect(destinations);
    }
}
