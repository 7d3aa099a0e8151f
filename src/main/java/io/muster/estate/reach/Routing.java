package io.muster.estate.reach;

import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which route of a table each destination takes: the one with the longest prefix, and among equals the local one, then a
 * static one, then one of a prefix list, then a propagated one. What a virtual private gateway propagates takes nothing from a local
 * route, however long its prefix. A blackhole takes its destinations like any other route.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html">Route priority</a>
 * @see <a href="https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-route-priority.html">Route tables and AWS Site-to-Site VPN route
 *     priority</a>
 */
final class Routing {

    static final String LOCAL = "local";
    private static final String ACTIVE = "active";
    private static final String FILTERED = "filtered";
    private static final String BLACKHOLE = "blackhole";

    /** All targets that AWS documents, of VPCs and of transit gateways; EC2 itself adds routes to VPC Lattice. */
    private static final Pattern TARGETS =
            Pattern.compile("(igw|nat|eigw|tgw|pcx|vgw|lgw|cagw|vpce|eni|i|vpc)-.*|arn:.*|local|VpcLattice");

    /** By a route server, which propagates like a gateway. */
    private static final String ADVERTISED = "Advertisement";

    private static final String LIST = "pl-";

    /** The destinations that take the route; of several prefix lists alike, AWS does not say which. */
    record Taken(Route route, CidrSet destinations) {}

    /**
     * A route with its place among those of the same prefix length.
     *
     * @param origin lower is better, below {@link #ORIGINS}
     */
    record Ranked(Route route, int origin) {

        static final int LOCAL_ROUTE = 0;
        static final int STATIC = 1;
        static final int PREFIX_LIST = 2;
        static final int PROPAGATED = 3;

        private static final int ORIGINS = 16;

        private static Ranked ofVpc(Route route) {
            return new Ranked(
                    route,
                    isLocal(route)
                            ? LOCAL_ROUTE
                            : route.propagated() || ADVERTISED.equals(route.origin())
                                    ? PROPAGATED
                                    : fromList(route) ? PREFIX_LIST : STATIC);
        }
    }

    private record Candidate(Ranked ranked, Cidr range) {

        /** Lower is better. */
        private int rank() {
            return (range.family().bits() - range.prefixLength()) * Ranked.ORIGINS + ranked.origin();
        }
    }

    private final List<Taken> taken;

    /** The routes whose destinations were not read, with all that they may take. */
    private final List<Taken> unreadable;

    /** The routes to gateway endpoints whose prefix lists were not read. */
    private final List<Route> endpoints;

    private Routing(List<Taken> taken, List<Route> unreadable, PrefixLists lists) {
        this.taken = taken;
        Map<Boolean, List<Route>> byEndpoint = unreadable.stream()
                .collect(Collectors.partitioningBy(
                        route -> leadsTo(route, GatewayEndpoints.ENDPOINT) && isOfService(route, lists)));
        this.unreadable = byEndpoint.get(false).stream()
                .map(route -> new Taken(route, lists.mayHold(route.destination())))
                .toList();
        this.endpoints = byEndpoint.get(true);
    }

    static Routing of(RouteTable table, PrefixLists lists) {
        return of(table.routes().stream().map(Ranked::ofVpc).toList(), lists);
    }

    static Routing of(List<Ranked> routes, PrefixLists lists) {
        TreeMap<Integer, List<Candidate>> byRank = new TreeMap<>();
        List<Route> unreadable = new ArrayList<>();
        for (Ranked ranked : routes) {
            if (FILTERED.equals(ranked.route().state())) {
                continue;
            }
            Optional<List<Cidr>> ranges = ranges(ranked.route(), lists);
            ranges.ifPresentOrElse(
                    known -> known.stream()
                            .map(range -> new Candidate(ranked, range))
                            .forEach(one -> byRank.computeIfAbsent(one.rank(), k -> new ArrayList<>())
                                    .add(one)),
                    () -> unreadable.add(ranked.route()));
        }
        return new Routing(distribute(byRank.values()), unreadable, lists);
    }

    static boolean isLocal(Route route) {
        return LOCAL.equals(route.target());
    }

    /** By a virtual private gateway: what a route server advertises may be a part of the VPC, for an appliance. */
    private static boolean yieldsToLocal(Route route) {
        return route.propagated() && !isLocal(route) && !ADVERTISED.equals(route.origin());
    }

    private static Optional<List<Cidr>> ranges(Route route, PrefixLists lists) {
        String destination = route.destination();
        return fromList(route)
                ? lists.entries(destination)
                : Cidr.tryParse(destination).map(List::of);
    }

    /** Whether the destinations are of a prefix list, which may be that of a service of AWS. */
    static boolean isOfService(Route route, PrefixLists lists) {
        return fromList(route) && !lists.isOfCustomer(route.destination());
    }

    static boolean fromList(Route route) {
        return route.destination() != null && route.destination().startsWith(LIST);
    }

    private static List<Taken> distribute(Collection<List<Candidate>> best) {
        CidrSet local = CidrSet.of(best.stream()
                .flatMap(List::stream)
                .filter(one -> isLocal(one.ranked().route()))
                .map(Candidate::range)
                .toList());
        List<Taken> taken = new ArrayList<>();
        CidrSet gone = CidrSet.EMPTY;
        for (List<Candidate> equals : best) {
            Map<Route, List<Cidr>> byRoute = new LinkedHashMap<>();
            equals.forEach(one -> byRoute.computeIfAbsent(one.ranked().route(), k -> new ArrayList<>())
                    .add(one.range()));
            for (Map.Entry<Route, List<Cidr>> one : byRoute.entrySet()) {
                CidrSet all = CidrSet.of(one.getValue()).minus(gone);
                CidrSet left = yieldsToLocal(one.getKey()) ? all.minus(local) : all;
                if (!left.isEmpty()) {
                    taken.add(new Taken(one.getKey(), left));
                }
            }
            gone = gone.union(ranges(equals, false)).union(ranges(equals, true).minus(local));
        }
        return List.copyOf(taken);
    }

    private static CidrSet ranges(List<Candidate> some, boolean yielding) {
        return CidrSet.of(some.stream()
                .filter(one -> yieldsToLocal(one.ranked().route()) == yielding)
                .map(Candidate::range)
                .toList());
    }

    /** Whether it is not known which of several equal routes the address takes. */
    boolean isContested(Cidr address) {
        CidrSet wanted = CidrSet.of(address);
        return taken.stream()
                        .filter(one -> one.destinations().covers(wanted))
                        .map(one -> Map.entry(String.valueOf(one.route().target()), isActive(one.route())))
                        .distinct()
                        .count()
                > 1;
    }

    /** Whether the route hands traffic to its target. */
    static boolean isActive(Route route) {
        return ACTIVE.equals(route.state());
    }

    /** Whether it is not known what becomes of the traffic: its state or its target is not told, or of a new sort. */
    static boolean isUnclear(Route route) {
        return !BLACKHOLE.equals(route.state())
                && (!isActive(route)
                        || !TARGETS.matcher(String.valueOf(route.target())).matches());
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
        return Stream.concat(unreadable.stream().map(Taken::route), endpoints.stream());
    }

    /** As {@link #towards}, where any destination may take a route to an endpoint for a prefix list that was not read. */
    Admission mayTake(Predicate<Route> wanted) {
        Admission led = towards(wanted);
        return endpoints.stream()
                .filter(route -> isUnclear(route) || (isActive(route) && wanted.test(route)))
                .findFirst()
                .map(route -> led.union(Admission.unknown(unreadDestinations(route))))
                .orElse(led);
    }

    private String doubt(boolean isUnclear) {
        if (isUnclear) {
            return taken.stream()
                    .map(Taken::route)
                    .filter(Routing::isUnclear)
                    .findFirst()
                    .map(Routing::unclear)
                    .orElseThrow();
        }
        return unreadable.isEmpty()
                ? "which of several prefix lists of a route table wins"
                : unreadDestinations(unreadable.get(0).route());
    }

    /** What is not known of a route that {@link #isUnclear}, or whose destinations were not read. */
    static String unclear(Route route) {
        return "the route from " + route.destination() + " to " + route.target() + ", which is " + route.state();
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
        CidrSet reached = destinations(taken, leads);
        CidrSet unclear = destinations(taken, Routing::isUnclear);
        CidrSet astray = destinations(taken, leads.negate()).union(destinations(unreadable, leads.negate()));
        CidrSet possible = reached.union(unclear).union(destinations(unreadable, leads.or(Routing::isUnclear)));
        return between(reached.minus(astray), possible, doubt(!unclear.isEmpty()));
    }

    private static Admission between(CidrSet certain, CidrSet possible, String doubt) {
        Traffic all = Traffic.of(ServiceRange.ALL, possible);
        return certain.equals(possible)
                ? Admission.exactly(all)
                : Admission.between(Traffic.of(ServiceRange.ALL, certain), all, doubt);
    }

    private static CidrSet destinations(List<Taken> some, Predicate<Route> wanted) {
        return some.stream()
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
