package io.muster.estate.reach;

import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which route of a table each destination takes: the one with the longest prefix, and among equals the local one, then a
 * static one, then one of a prefix list, then a propagated one. A blackhole takes its destinations like any other route.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html">Route priority</a>
 */
final class Routing {

    static final String LOCAL = "local";
    private static final String ACTIVE = "active";
    private static final String FILTERED = "filtered";

    /** By a route server, which propagates like a gateway. */
    private static final String ADVERTISED = "Advertisement";

    private static final String LIST = "pl-";

    /** The destinations that take the route; of several prefix lists alike, AWS does not say which. */
    record Taken(Route route, CidrSet destinations) {}

    private record Candidate(Route route, Cidr range) {

        /** Lower is better. */
        private int rank() {
            int origin = LOCAL.equals(route.target())
                    ? 0
                    : route.propagated() || ADVERTISED.equals(route.origin()) ? 3 : fromList(route) ? 2 : 1;
            return (range.family().bits() - range.prefixLength()) * 4 + origin;
        }
    }

    private final List<Taken> taken;
    private final List<Route> unreadable;

    /** Those to endpoints, for prefix lists that were not read. */
    private final List<Route> endpoints;

    private Routing(List<Taken> taken, List<Route> unreadable) {
        this.taken = taken;
        Map<Boolean, List<Route>> byEndpoint =
                unreadable.stream().collect(Collectors.partitioningBy(Routing::leadsListToEndpoint));
        this.unreadable = byEndpoint.get(false);
        this.endpoints = byEndpoint.get(true);
    }

    static Routing of(RouteTable table, PrefixLists lists) {
        return of(table.routes(), lists);
    }

    static Routing of(List<Route> routes, PrefixLists lists) {
        TreeMap<Integer, List<Candidate>> byRank = new TreeMap<>();
        List<Route> unreadable = new ArrayList<>();
        for (Route route : routes) {
            if (FILTERED.equals(route.state())) {
                continue;
            }
            Optional<List<Cidr>> ranges = ranges(route, lists);
            ranges.ifPresentOrElse(
                    known -> known.stream()
                            .map(range -> new Candidate(route, range))
                            .forEach(one -> byRank.computeIfAbsent(one.rank(), k -> new ArrayList<>())
                                    .add(one)),
                    () -> unreadable.add(route));
        }
        return new Routing(distribute(byRank.values()), unreadable);
    }

    private static Optional<List<Cidr>> ranges(Route route, PrefixLists lists) {
        String destination = route.destination();
        return fromList(route)
                ? lists.entries(destination)
                : Cidr.tryParse(destination).map(List::of);
    }

    private static boolean leadsListToEndpoint(Route route) {
        return leadsTo(route, GatewayEndpoints.ENDPOINT) && fromList(route);
    }

    private static boolean fromList(Route route) {
        return route.destination() != null && route.destination().startsWith(LIST);
    }

    private static List<Taken> distribute(Iterable<List<Candidate>> best) {
        List<Taken> taken = new ArrayList<>();
        CidrSet gone = CidrSet.EMPTY;
        for (List<Candidate> equals : best) {
            Map<Route, List<Cidr>> byRoute = new LinkedHashMap<>();
            equals.forEach(one ->
                    byRoute.computeIfAbsent(one.route(), k -> new ArrayList<>()).add(one.range()));
            for (Map.Entry<Route, List<Cidr>> one : byRoute.entrySet()) {
                CidrSet left = CidrSet.of(one.getValue()).minus(gone);
                if (!left.isEmpty()) {
                    taken.add(new Taken(one.getKey(), left));
                }
            }
            gone = gone.union(CidrSet.of(equals.stream().map(Candidate::range).toList()));
        }
        return List.copyOf(taken);
    }

    /** Whether the route hands traffic to its target. */
    static boolean isActive(Route route) {
        return route.state() == null || ACTIVE.equals(route.state());
    }

    /** Whether the target's id begins like this. */
    static boolean leadsTo(Route route, String prefix) {
        return route.target() != null && route.target().startsWith(prefix);
    }

    List<Taken> taken() {
        return taken;
    }

    /** The routes that some destination takes, and those whose destinations were not read. */
    Stream<Route> routes() {
        return Stream.concat(taken.stream().map(Taken::route), unread());
    }

    /** The routes whose destinations were not read. */
    Stream<Route> unread() {
        return Stream.concat(unreadable.stream(), endpoints.stream());
    }

    /** As {@link #towards}, where any destination may take a route to an endpoint for a prefix list that was not read. */
    Admission mayTake(Predicate<Route> wanted) {
        Admission led = towards(wanted);
        return endpoints.stream()
                .filter(route -> isActive(route) && wanted.test(route))
                .findFirst()
                .map(route -> led.union(Admission.unknown(unreadDestinations(route))))
                .orElse(led);
    }

    private static String unreadDestinations(Route route) {
        return "the destinations of a route to " + route.target() + " (" + route.destination() + ")";
    }

    /**
     * The destinations that take an active route of this sort for certain, and those that may. Routes to endpoints for prefix lists that
     * were not read do not count: mostly they lead to the addresses of one service, a few among all others.
     */
    Admission towards(Predicate<Route> wanted) {
        Predicate<Route> leads = route -> isActive(route) && wanted.test(route);
        CidrSet reached = destinations(leads);
        if (unreadable.isEmpty()) {
            CidrSet contested = destinations(leads.negate());
            return between(reached.minus(contested), reached, "which of several prefix lists of a route table wins");
        }
        boolean allLead = unreadable.stream().allMatch(leads);
        boolean oneLeads = unreadable.stream().anyMatch(leads);
        return between(
                allLead ? reached : CidrSet.EMPTY,
                oneLeads ? CidrSet.ANY : reached,
                unreadDestinations(unreadable.get(0)));
    }

    private static Admission between(CidrSet certain, CidrSet possible, String doubt) {
        Traffic all = Traffic.of(ServiceRange.ALL, possible);
        return certain.equals(possible)
                ? Admission.exactly(all)
                : Admission.between(Traffic.of(ServiceRange.ALL, certain), all, doubt);
    }

    private CidrSet destinations(Predicate<Route> wanted) {
        return taken.stream()
                .filter(one -> wanted.test(one.route()))
                .map(Taken::destinations)
                .reduce(CidrSet.EMPTY, CidrSet::union);
    }

    /** The route that the address takes. */
    Optional<Route> towards(Cidr address) {
        CidrSet wanted = CidrSet.of(address);
        return taken.stream()
                .filter(one -> one.destinations().covers(wanted))
                .map(Taken::route)
                .findFirst();
    }

    /** The route that the address takes, in words. */
    String about(Cidr address) {
        return towards(address).map(Routing::describe).orElse("no route leads to it");
    }

    static String describe(Route route) {
        return "route "
                + Stream.of(route.destination(), route.target())
                        .map(part -> part == null ? "?" : part)
                        .reduce((from, to) -> from + " to " + to)
                        .orElseThrow()
                + (isActive(route) ? "" : " is a " + route.state());
    }
}
