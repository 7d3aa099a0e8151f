package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.Vpc;
import java.util.List;
import java.util.Optional;

/**
 * The appliances that routes lead to: an interface, or an endpoint of a Gateway Load Balancer. A gateway endpoint has the prefix list of
 * one of AWS's services as its destination; a list of a customer leads to no such endpoint.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html">Example routing options</a>
 */
record Appliances(Estate estate) {

    /** The doubt where they stand in the way of one direction alone. */
    static final String ONE_DIRECTION = "whether an appliance lets one direction of it pass";

    boolean areTargetOf(Route route) {
        return areTargetOf(route, CidrSet.ANY);
    }

    /** Whether they may send packets for some of the destinations on. */
    boolean areTargetOf(Route route, CidrSet destinations) {
        return (Routing.leadsTo(route, "eni-") && !drop(route, destinations))
                || Routing.leadsTo(route, "i-")
                || (Routing.leadsTo(route, GatewayEndpoints.ENDPOINT)
                        && route.destination() != null
                        && !Routing.isOfService(route, PrefixLists.of(estate)));
    }

    /**
     * Whether the route leads to an interface that drops all that is for the destinations: its check of sources and destinations is on, and
     * no address of its own is handed to it by the route.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html">Reachability Analyzer explanation
     *     codes</a>: ENI_SOURCE_DEST_CHECK_RESTRICTION
     */
    boolean drop(Route route, CidrSet destinations) {
        return ranges(route)
                .flatMap(ranges -> find(String.valueOf(route.target()))
                        .filter(eni -> Boolean.TRUE.equals(eni.attributes().sourceDestCheck()))
                        .filter(eni -> HostPair.ranges(eni)
                                .map(own -> destinations.intersect(CidrSet.of(own)))
                                .filter(own -> !own.isEmpty())
                                .noneMatch(own -> ranges.stream().anyMatch(range -> hands(range, eni, own)))))
                .isPresent();
    }

    /** Those of its destination, which may be a prefix list; empty where they are not known. */
    private Optional<List<Cidr>> ranges(Route route) {
        String destination = String.valueOf(route.destination());
        return Cidr.tryParse(destination)
                .map(List::of)
                .or(() -> PrefixLists.of(estate).entries(destination));
    }

    /** The hop of an interface that takes nothing but what is for an address of its own; empty for another one. */
    Optional<Gate> check(String id) {
        return find(id).filter(eni -> Boolean.TRUE.equals(eni.attributes().sourceDestCheck()))
                .map(eni -> new Gate(
                        id,
                        ResourceKind.NETWORK_INTERFACE,
                        Admission.between(
                                Traffic.NONE,
                                Traffic.of(
                                        ServiceRange.ALL,
                                        CidrSet.of(HostPair.ranges(eni).toList())),
                                "where " + id + " leads to"),
                        packet -> "it has the address",
                        packet -> "its source/destination check drops what is for another address"));
    }

    /** Whether both are of one appliance: the same, or interfaces of one instance. */
    boolean areOne(String some, String other) {
        Optional<String> instance = find(some).map(eni -> eni.attributes().instanceId());
        return some.equals(other)
                || (instance.isPresent()
                        && instance.equals(
                                find(other).map(eni -> eni.attributes().instanceId())));
    }

    Optional<Resource<NetworkInterface>> find(String id) {
        return estate.holds(ResourceKind.NETWORK_INTERFACE)
                ? estate.stored(NetworkInterface.class, id).filter(estate::current)
                : Optional.empty();
    }

    /** A more specific route of the VPC itself takes what is for it alone. */
    private boolean hands(Cidr range, Resource<NetworkInterface> eni, CidrSet own) {
        boolean isLocal = estate
                .stored(Vpc.class, String.valueOf(eni.attributes().vpcId()))
                .stream()
                .flatMap(vpc -> VpcNetworks.ranges(vpc.attributes()))
                .flatMap(text -> Cidr.tryParse(text).stream())
                .anyMatch(network -> network.prefixLength() > range.prefixLength()
                        && CidrSet.of(network).covers(own));
        return !isLocal && CidrSet.of(range).intersects(own);
    }

    /**
     * Whether the route of an internet gateway leads to an interface that takes no IPv4 traffic from there for want of a public address.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html">Reachability Analyzer explanation
     *     codes</a>: INGRESS_RTB_NO_PUBLIC_IP
     */
    boolean areUnseen(Route route) {
        return Cidr.tryParse(route.destination())
                .filter(range -> range.family() == IpFamily.IPV4)
                .flatMap(range -> find(String.valueOf(route.target())))
                .filter(eni -> PublicAddresses.ipv4(eni.attributes()).isEmpty())
                .isPresent();
    }

    /** A doubt where the table of the subnet may hand packets for some of the destinations to one. */
    Optional<Gate> between(String subnet, String vpc, CidrSet destinations, String whose) {
        return RouteTables.of(estate)
                .serving(subnet, vpc)
                .table()
                .filter(table -> mayTake(table, destinations))
                .map(table -> Gate.unknown(
                        table.resourceId(),
                        ResourceKind.ROUTE_TABLE,
                        "whether an appliance lets traffic of " + whose + " pass"));
    }

    /** Whether the table may hand packets for some of the destinations to one. */
    boolean mayTake(Resource<RouteTable> table, CidrSet destinations) {
        return RouteTables.of(estate)
                .routing(table)
                .towards(route -> areTargetOf(route, destinations))
                .possible()
                .peers()
                .intersects(destinations);
    }
}
