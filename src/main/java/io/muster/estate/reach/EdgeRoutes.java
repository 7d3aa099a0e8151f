package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.IpFamily;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the route table of the internet gateway does with traffic for some addresses of the VPC.
 *
 * @param tableId of the table; empty where there is none, or it is not known
 * @param dropped all addresses of the families in which it drops all of it
 * @param through by the families in which it hands some of it to an appliance first, the targets of these routes
 * @param doubt   why the table was not read, or it is not certain that there is none; empty where it is known
 */
record EdgeRoutes(String tableId, CidrSet dropped, Map<IpFamily, Set<String>> through, String doubt) {

    static final EdgeRoutes NONE = unread("");

    private static EdgeRoutes unread(String doubt) {
        return new EdgeRoutes("", CidrSet.EMPTY, Map.of(), doubt);
    }

    static EdgeRoutes of(Estate estate, String vpcId, CidrSet addresses) {
        return of(estate, vpcId, InternetGateways.of(estate).of(vpcId), addresses);
    }

    private static EdgeRoutes of(Estate estate, String vpcId, Optional<String> gateway, CidrSet addresses) {
        Optional<Resource<RouteTable>> table = gateway.flatMap(RouteTables.of(estate)::ofGateway);
        if (table.isEmpty()) {
            return SharedVpcs.of(estate)
                    .ownersOf(vpcId)
                    .map(owners -> ofOwner(owners, vpcId, gateway, addresses))
                    .orElseGet(() -> unreadTable(estate, vpcId, gateway)
                            .map(EdgeRoutes::unread)
                            .orElse(NONE));
        }
        Routing routing = RouteTables.of(estate).routing(table.get());
        List<Routing.Taken> routes = routing.taken();
        Optional<Route> unclear = Stream.concat(
                        routing.unread(),
                        routes.stream()
                                .filter(taken ->
                                        taken.destinations().intersects(addresses) && Routing.isUnclear(taken.route()))
                                .map(Routing.Taken::route))
                .findFirst();
        if (unclear.isPresent()) {
            return unread(Routing.unclear(unclear.get()));
        }
        Appliances appliances = new Appliances(estate);
        CidrSet gone = destinations(
                routes,
                route -> !Routing.isActive(route) || appliances.drop(route, addresses) || appliances.areUnseen(route));
        return new EdgeRoutes(
                table.get().resourceId(),
                families(addresses, gone::covers),
                through(routes, route -> appliances.areTargetOf(route, addresses), addresses),
                "");
    }

    /** As the owner of a shared VPC tells it, unless it knows of another gateway than the participant does. */
    private static EdgeRoutes ofOwner(Estate owners, String vpcId, Optional<String> gateway, CidrSet addresses) {
        if (gateway.isEmpty()) {
            return NONE;
        }
        boolean isOther = owners.knows(ResourceKind.INTERNET_GATEWAY)
                && !InternetGateways.of(owners).of(vpcId).equals(gateway);
        EdgeRoutes edge = isOther ? NONE : of(owners, vpcId, gateway, addresses);
        boolean isUnclear =
                owners.knows(ResourceKind.ROUTE_TABLE) && !edge.doubt().isEmpty();
        return isOther || isUnclear
                ? unread("what the route table of the internet gateway of " + vpcId
                        + " does, which another account shares")
                : edge;
    }

    /** Why the gateway may have a table that was not read: the owner of a shared VPC alone sees it. */
    private static Optional<String> unreadTable(Estate estate, String vpcId, Optional<String> gateway) {
        SharedVpcs shared = SharedVpcs.of(estate);
        if (gateway.isEmpty() || shared.isForeign(vpcId)) {
            return shared.hides("the route table of the internet gateway", vpcId);
        }
        return estate.knows(ResourceKind.ROUTE_TABLE)
                ? Optional.empty()
                : Optional.of(estate.missing(ResourceKind.ROUTE_TABLE));
    }

    private static CidrSet destinations(List<Routing.Taken> routes, Predicate<Route> which) {
        return routes.stream()
                .filter(taken -> which.test(taken.route()))
                .map(Routing.Taken::destinations)
                .reduce(CidrSet.EMPTY, CidrSet::union);
    }

    /** All addresses of the families that the addresses are of, where the test holds for those of the family. */
    private static CidrSet families(CidrSet addresses, Predicate<CidrSet> test) {
        return Stream.of(IpFamily.values())
                .filter(family -> !addresses.of(family).isEmpty() && test.test(addresses.only(family)))
                .map(CidrSet.ANY::only)
                .reduce(CidrSet.EMPTY, CidrSet::union);
    }

    /** The targets, by the families that the routes hand some of the addresses of to them. */
    private static Map<IpFamily, Set<String>> through(
            List<Routing.Taken> routes, Predicate<Route> which, CidrSet addresses) {
        Map<IpFamily, Set<String>> through = new EnumMap<>(IpFamily.class);
        for (IpFamily family : IpFamily.values()) {
            routes.stream()
                    .filter(taken ->
                            which.test(taken.route()) && taken.destinations().intersects(addresses.only(family)))
                    .forEach(taken -> through.computeIfAbsent(family, k -> new TreeSet<>())
                            .add(taken.route().target()));
        }
        return Map.copyOf(through);
    }

    /** All addresses of the families in which it hands some to an appliance. */
    CidrSet inspected() {
        return CidrSet.union(through.keySet().stream().map(CidrSet.ANY::only).toList());
    }

    /** Whether a route of a subnet hands answers back to the one appliance that packets of the family come through. */
    boolean comesBack(IpFamily family, Route route, Estate estate) {
        Appliances appliances = new Appliances(estate);
        Set<String> targets = through.getOrDefault(family, Set.of());
        return targets.size() == 1
                && appliances.areTargetOf(route)
                && appliances.areOne(targets.iterator().next(), String.valueOf(route.target()));
    }
}
