package io.muster.estate.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.TransitGatewayRoute;
import io.muster.inventory.kind.TransitGatewayRouteTable;
import io.muster.inventory.kind.TransitGatewayRouteTarget;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The choice of routes against a chooser that walks the list of AWS's priorities for one address: those of VPCs (Route priority; Route
 * tables and Site-to-Site VPN route priority) and those of transit gateways (Route evaluation order).
 */
class RoutingPropertyTest {

    private static final List<String> ADDRESSES =
            IntStream.range(0, 16).mapToObj(i -> "10.0.0." + i + "/32").toList();
    private static final Map<String, List<String>> LISTS = Map.of(
            "pl-1",
            List.of("10.0.0.0/29", "10.0.0.12/30"),
            "pl-2",
            List.of("10.0.0.0/29", "10.0.0.4/30"),
            "pl-3",
            List.of());

    /** A route of either sort of table; the type is the attachment's, of a propagated one. */
    record Entry(String destination, String list, String target, boolean active, boolean propagated, String type) {

        List<String> ranges() {
            return destination.startsWith("pl-") ? LISTS.get(destination) : List.of(destination);
        }
    }

    private record Match(Entry entry, int length) {}

    @Property(tries = 1000)
    void ofVpcsAgreesWithTheDocumentedPriorities(@ForAll("vpcRoutes") List<Entry> routes) {
        List<Entry> distinct = distinct(routes, entry -> entry.destination() + entry.propagated());
        List<Route> all = distinct.stream()
                .map(one -> new Route(
                        one.destination(),
                        one.target(),
                        null,
                        one.active() ? "active" : "blackhole",
                        one.propagated(),
                        null,
                        null))
                .toList();
        Routing routing = Routing.of(
                new RouteTable("vpc-1", true, List.of(), List.of(), all, null, null),
                PrefixLists.of(Network.estate(lists())));

        ADDRESSES.forEach(address -> agrees(routing, address, distinct, ofVpc(distinct, address)));
    }

    @Property(tries = 1000)
    void ofTransitGatewaysAgreesWithTheDocumentedOrder(@ForAll("transitRoutes") List<Entry> routes) {
        List<Entry> distinct = distinct(routes, entry -> entry.destination() + entry.list() + entry.type());
        List<TransitGatewayRoute> all = distinct.stream()
                .map(one -> new TransitGatewayRoute(
                        one.destination(),
                        one.list(),
                        one.active() ? "active" : "blackhole",
                        one.propagated() ? "propagated" : "static",
                        List.of(new TransitGatewayRouteTarget(one.target(), one.type(), one.target()))))
                .toList();
        Routing routing = TransitGateways.of(
                        Network.estate(Made.of("tgw-rtb-1", Parts.of(TransitGatewayRouteTable.class, "routes", all))))
                .routing("tgw-rtb-1")
                .orElseThrow();

        ADDRESSES.forEach(address -> agrees(routing, address, distinct, ofTransitGateway(distinct, address)));
    }

    /** Each target is certain where all that may win lead to it, and possible where one of them does. */
    private static void agrees(Routing routing, String address, List<Entry> routes, List<Entry> winners) {
        for (String target : routes.stream().map(Entry::target).collect(Collectors.toSet())) {
            Admission led = routing.towards(route -> target.equals(route.target()));
            CidrSet one = CidrSet.parse(address);

            assertThat(List.of(
                            led.certain().peers().covers(one),
                            led.possible().peers().covers(one)))
                    .as("%s to %s by %s of %s", address, target, winners, routes)
                    .isEqualTo(List.of(
                            !winners.isEmpty() && winners.stream().allMatch(entry -> leads(entry, target)),
                            winners.stream().anyMatch(entry -> leads(entry, target))));
        }
        assertThat(routing.isContested(Cidr.tryParse(address).orElseThrow()))
                .isEqualTo(winners.stream()
                                .map(entry -> entry.target() + entry.active())
                                .distinct()
                                .count()
                        > 1);
    }

    private static boolean leads(Entry entry, String target) {
        return entry.active() && entry.target().equals(target);
    }

    private static List<Entry> ofVpc(List<Entry> routes, String address) {
        List<Match> matches = matches(routes, address);
        boolean isLocal =
                matches.stream().anyMatch(match -> match.entry().target().equals("local"));
        List<Match> longest = longest(matches.stream()
                .filter(match -> !isLocal
                        || !match.entry().propagated()
                        || match.entry().target().equals("local"))
                .toList());
        return first(
                longest,
                List.of(
                        entry -> entry.target().equals("local"),
                        entry -> !entry.propagated() && !entry.destination().startsWith("pl-"),
                        entry -> !entry.propagated(),
                        Entry::propagated));
    }

    private static List<Entry> ofTransitGateway(List<Entry> routes, String address) {
        List<Match> longest = longest(matches(routes, address));
        return first(
                longest,
                List.of(
                        entry -> !entry.propagated() && entry.list() == null,
                        entry -> !entry.propagated(),
                        entry -> routes.stream().anyMatch(other -> other.type().equals("client-vpn")),
                        entry -> entry.type().equals("vpc"),
                        entry -> entry.type().equals("direct-connect-gateway"),
                        entry -> entry.type().equals("connect"),
                        entry -> entry.type().equals("vpn"),
                        entry -> entry.type().equals("peering")));
    }

    private static List<Match> matches(List<Entry> routes, String address) {
        List<Match> matches = new ArrayList<>();
        for (Entry entry : routes) {
            entry.ranges().stream()
                    .filter(range -> CidrSet.parse(range).covers(CidrSet.parse(address)))
                    .map(range -> Integer.parseInt(range.substring(range.indexOf('/') + 1)))
                    .max(Comparator.naturalOrder())
                    .ifPresent(length -> matches.add(new Match(entry, length)));
        }
        return matches;
    }

    private static List<Match> longest(List<Match> matches) {
        int length = matches.stream().mapToInt(Match::length).max().orElse(0);
        return matches.stream().filter(match -> match.length() == length).toList();
    }

    private static List<Entry> first(List<Match> matches, List<Predicate<Entry>> priorities) {
        return priorities.stream()
                .map(sort -> matches.stream().map(Match::entry).filter(sort).toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<Entry> distinct(List<Entry> entries, Function<Entry, String> key) {
        Map<String, Entry> byKey = new LinkedHashMap<>();
        entries.forEach(entry -> byKey.putIfAbsent(key.apply(entry), entry));
        return List.copyOf(byKey.values());
    }

    private static Estates.Made<?>[] lists() {
        return LISTS.entrySet().stream()
                .map(list -> Made.prefixList(
                        list.getKey(),
                        list.getKey(),
                        Estates.ACCOUNT,
                        list.getValue().toArray(String[]::new)))
                .toArray(Estates.Made[]::new);
    }

    private static Arbitrary<String> ranges() {
        return Arbitraries.of(
                "0.0.0.0/0", "10.0.0.0/28", "10.0.0.0/29", "10.0.0.8/29", "10.0.0.0/30", "10.0.0.4/30", "10.0.0.4/32");
    }

    @Provide
    Arbitrary<List<Entry>> vpcRoutes() {
        Arbitrary<Entry> fixed = Combinators.combine(
                        Arbitraries.oneOf(
                                ranges(),
                                Arbitraries.of(LISTS.keySet().stream().sorted().toList())),
                        Arbitraries.of("igw-1", "tgw-1", "eni-1", "pcx-1", "local"),
                        Arbitraries.of(true, true, false))
                .as((range, target, active) -> new Entry(range, null, target, active, false, null))
                .filter(entry ->
                        !entry.target().equals("local") || !entry.destination().startsWith("pl-"));
        Arbitrary<Entry> propagated = ranges().map(range -> new Entry(range, null, "vgw-1", true, true, null));
        return Arbitraries.oneOf(fixed, fixed, propagated).list().ofMinSize(1).ofMaxSize(7);
    }

    @Provide
    Arbitrary<List<Entry>> transitRoutes() {
        Arbitrary<Entry> fixed = Combinators.combine(
                        ranges(),
                        Arbitraries.of("pl-1", null),
                        Arbitraries.of("vpc-a", "vpc-b"),
                        Arbitraries.of(true, false))
                .as((range, list, target, active) -> new Entry(range, list, target, active, false, "vpc"));
        Arbitrary<Entry> propagated = Combinators.combine(
                        ranges(),
                        Arbitraries.of("vpc", "direct-connect-gateway", "connect", "vpn", "peering", "client-vpn"),
                        Arbitraries.of("vpc-c", "vpc-d"))
                .as((range, type, target) -> new Entry(range, null, target, true, true, type));
        return Arbitraries.oneOf(fixed, propagated).list().ofMinSize(1).ofMaxSize(7);
    }
}
