package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The hops from an interface to one of another VPC over a peering connection or transit gateway, in one direction: the answer takes a leg of its
 * own, which may lead over another one. Each estate tells of its own end, and either of a connection between the two.
 *
 * @param destination the address of the interface that the packets are for
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html">How transit gateways work</a>: packets are routed one by one
 */
record FarLeg(
        Estate here, Resource<NetworkInterface> from, Estate there, Resource<NetworkInterface> to, Cidr destination) {

    /**
     * How its gates are told in terms of the side that asks.
     *
     * @param towards of those that look at the destination
     * @param out     the outbound entries of a network ACL, which look at the destination
     * @param in      the inbound ones
     * @param prefix  of words about routes
     */
    record Terms(
            UnaryOperator<Gate> towards,
            BiFunction<NetworkAcls, String, Gate> out,
            BiFunction<NetworkAcls, String, Gate> in,
            String prefix) {}

    /** The table of the interface's subnet. */
    RouteTables.Serving table() {
        return RouteTables.of(here).serving(subnet(from), vpc(from));
    }

    /** The connection or gateway that the table leads the packets to. */
    Optional<String> target(Resource<RouteTable> table) {
        Routing routing = RouteTables.of(here).routing(table);
        return routing.towards(destination)
                .filter(route -> leadsOn(route) && !routing.isContested(destination))
                .map(Route::target);
    }

    private static boolean leadsOn(Route route) {
        return Routing.leadsTo(route, HostPair.PEERING) || Routing.leadsTo(route, HostPair.TRANSIT);
    }

    /** By the table to the other interface's subnet. */
    List<Gate> gates(Terms terms) {
        RouteTables.Serving serving = table();
        if (serving.table().isEmpty()) {
            return List.of(terms.towards().apply(Gate.unknown(subnet(from), ResourceKind.SUBNET, serving.doubt())));
        }
        Resource<RouteTable> table = serving.table().get();
        return target(table)
                .map(target -> Stream.concat(
                                Stream.of(terms.towards().apply(route(table, target, terms.prefix()))),
                                over(target, terms).stream())
                        .toList())
                .orElseGet(() -> List.of(terms.towards().apply(notLed(table, terms.prefix()))));
    }

    private Gate route(Resource<RouteTable> table, String target, String prefix) {
        Routing routing = RouteTables.of(here).routing(table);
        return new Gate(
                table.resourceId(),
                ResourceKind.ROUTE_TABLE,
                routing.mayTake(route -> target.equals(route.target())),
                packet -> prefix + routing.about(packet.peer()),
                packet -> prefix + routing.about(packet.peer()));
    }

    /** A route to something that is not followed, or whose destinations were not read, may lead there. */
    Gate notLed(Resource<RouteTable> table, String prefix) {
        Routing routing = RouteTables.of(here).routing(table);
        String why = prefix + routing.about(destination);
        boolean isUnclear = routing.isContested(destination)
                || !routing.towards(route -> UnmodelledRoutes.isUnmodelled(here, route) || mayLeadOn(route))
                        .possible()
                        .among(CidrSet.of(destination))
                        .isEmpty();
        return isUnclear
                ? Gate.unknown(table.resourceId(), ResourceKind.ROUTE_TABLE, "where " + why + " leads to")
                : Gate.closed(table.resourceId(), ResourceKind.ROUTE_TABLE, why);
    }

    /** Within a VPC, no connection leads from one subnet to another. */
    private boolean mayLeadOn(Route route) {
        return isOfOneVpc() ? Routing.leadsTo(route, HostPair.TRANSIT) : leadsOn(route);
    }

    private List<Gate> over(String target, Terms terms) {
        return target.startsWith(HostPair.TRANSIT)
                ? new TransitCrossing(here, there, target)
                        .guarded(from, to, destination, terms.towards(), terms.out(), terms.in())
                : List.of(
                        terms.out().apply(NetworkAcls.of(here), subnet(from)),
                        terms.towards().apply(connected(target)),
                        terms.in().apply(NetworkAcls.of(there), subnet(to)));
    }

    /** A connection is one thing, of which either account tells, perhaps as it was at different times. */
    private Gate connected(String target) {
        List<Gate> told = Stream.of(
                        new FarVpcs(here, from, target).connected(vpc(to)),
                        new FarVpcs(there, to, target).connected(vpc(from)))
                .flatMap(Optional::stream)
                .toList();
        if (told.stream().anyMatch(FarLeg::isOpen) && !told.stream().allMatch(FarLeg::isOpen)) {
            return later(target, told);
        }
        Optional<String> unread = laterUnread(target);
        if (unread.isPresent()) {
            return unknown(target, unread.get());
        }
        return told.stream()
                .filter(gate -> gate.admits().possible().isEmpty())
                .findFirst()
                .or(() -> told.stream().findFirst())
                .orElseGet(() -> unknown(target, new PeeredVpcs(here).unseen(target, vpc(from))));
    }

    /** The cell that may show the connection as active, where another listing shows it as it was before. */
    private Optional<String> laterUnread(String target) {
        List<PeeredVpcs> listings = List.of(new PeeredVpcs(here), new PeeredVpcs(there));
        boolean isBeginning = listings.stream().anyMatch(listing -> listing.isBeginning(target))
                && listings.stream().noneMatch(listing -> listing.hasEnded(target));
        return Stream.of(here, there)
                .filter(listing -> isBeginning && !listing.knows(ResourceKind.VPC_PEERING_CONNECTION))
                .filter(listing -> !new PeeredVpcs(listing).isBeginning(target))
                .map(listing -> listing.missing(ResourceKind.VPC_PEERING_CONNECTION))
                .findFirst();
    }

    /** Of an open and another gate, the one of the later listing, as the lifecycle of connections has it: they end for good. */
    private Gate later(String target, List<Gate> told) {
        List<PeeredVpcs> listings = List.of(new PeeredVpcs(here), new PeeredVpcs(there));
        boolean ended = listings.stream().anyMatch(listing -> listing.hasEnded(target));
        boolean begun = listings.stream().anyMatch(listing -> listing.isBeginning(target));
        return told.stream()
                .filter(gate -> isOpen(gate) ? begun : ended)
                .findFirst()
                .orElseGet(() -> unknown(
                        target, "whether " + target + " is active, of which two accounts or regions tell otherwise"));
    }

    private static boolean isOpen(Gate gate) {
        return gate.admits().certain().equals(Traffic.ALL);
    }

    private static Gate unknown(String connection, String doubt) {
        return Gate.unknown(connection, ResourceKind.VPC_PEERING_CONNECTION, doubt);
    }

    private boolean isOfOneVpc() {
        return vpc(from).equals(vpc(to))
                && here.scope().region().equals(there.scope().region());
    }

    private static String subnet(Resource<NetworkInterface> eni) {
        return String.valueOf(eni.attributes().subnetId());
    }

    private static String vpc(Resource<NetworkInterface> eni) {
        return String.valueOf(eni.attributes().vpcId());
    }
}
