package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.PeeringParts.connection;
import static io.muster.estate.reach.PeeringParts.side;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.Vpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A central VPC that is peered with two of the same range, as the guide to VPC peering lays them out: its routes say to which of the two packets go,
 * and answers too, so that a host of the one is answered to a host of the other. In one account, and with each VPC in an account of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/peering/peering-configurations-partial-access.html">VPC peering configurations with
 *     specific routes</a>
 */
class OverlappingPeersTest {

    private static final String RANGE = "10.0.0.0/16";
    private static final String CENTRAL = "172.16.0.0/16";
    private static final List<String> ADDRESSES = List.of("10.0.0.66", "10.0.0.77", "10.0.1.66", "10.0.1.77");
    private static final Scope HERE = Estates.REGION;

    /** One subnet of each of the two: "One VPC that accesses specific subnets in two VPCs". */
    private static final Route[] BY_SUBNET = {route("10.0.0.0/24", "pcx-b"), route("10.0.1.0/24", "pcx-c")};

    /** One host of the one, and the rest of the other: "One VPC that accesses two VPCs using longest prefix matches". */
    private static final Route[] BY_HOST = {route("10.0.0.77/32", "pcx-b"), route(RANGE, "pcx-c")};

    static Stream<Arguments> pairs() {
        return Stream.of(
                row("a", "b 10.0.0.66", BY_SUBNET, YES),
                row("b 10.0.0.66", "a", BY_SUBNET, YES),
                row("a", "c 10.0.1.66", BY_SUBNET, YES),
                row("c 10.0.1.66", "a", BY_SUBNET, YES),
                row("a", "b 10.0.1.66", BY_SUBNET, NO),
                row("b 10.0.1.66", "a", BY_SUBNET, NO),
                row("c 10.0.0.66", "a", BY_SUBNET, NO),
                row("b 10.0.0.66", "c 10.0.1.66", BY_SUBNET, NO),
                row("a", "b 10.0.0.77", BY_HOST, YES),
                row("b 10.0.0.77", "a", BY_HOST, YES),
                row("a", "c 10.0.0.66", BY_HOST, YES),
                row("c 10.0.1.77", "a", BY_HOST, YES),
                row("a", "c 10.0.0.77", BY_HOST, NO),
                row("c 10.0.0.77", "a", BY_HOST, NO),
                row("b 10.0.0.66", "a", BY_HOST, NO),
                row("a", "b 10.0.0.66", BY_HOST, NO));
    }

    private static Arguments row(String from, String to, Route[] routes, Reachable expected) {
        return Arguments.of(from, to, List.of(routes), expected);
    }

    @ParameterizedTest(name = "{0} to {1} by {2}")
    @MethodSource("pairs")
    void inOneAccount(String from, String to, List<Route> routes, Reachable expected) {
        check(Map.of("a", HERE, "b", HERE, "c", HERE), from, to, routes, expected);
    }

    @ParameterizedTest(name = "{0} to {1} by {2}")
    @MethodSource("pairs")
    void inThreeAccounts(String from, String to, List<Route> routes, Reachable expected) {
        Map<String, Scope> places = Map.of(
                "a", HERE,
                "b", Scope.of(Estates.OTHER_ACCOUNT, HERE.region()),
                "c", Scope.of("777788889999", HERE.region()));

        check(places, from, to, routes, expected);
    }

    private static void check(
            Map<String, Scope> places, String from, String to, List<Route> routes, Reachable expected) {
        Estate here = estate(places, from.substring(0, 1), routes);
        Estate there = estate(places, to.substring(0, 1), routes);

        Outcome outcome = here.scope().equals(there.scope())
                ? Questions.of(here).ask(host(here, from), host(here, to), Hosts.SSH)
                : new FarQuestions(here, there).ask(host(here, from), host(there, to), Hosts.SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    private static Endpoint.Host host(Estate estate, String name) {
        return (Endpoint.Host) ReachCase.host(estate, id(name));
    }

    private static String id(String name) {
        return "eni-" + name.replace(' ', '-').replace('.', '-');
    }

    /** That of the VPC, to which the others tell of theirs. */
    private static Estate estate(Map<String, Scope> places, String asked, List<Route> routes) {
        Scope place = places.get(asked);
        Estates estates = Estates.estate().with(of(places, place, routes)).at(place);
        places.values().stream()
                .distinct()
                .filter(other -> !other.equals(place))
                .forEach(other -> estates.toldBy(other, Set.of(ResourceKind.INSTANCE), of(places, other, routes)));
        return estates.build();
    }

    private static Estates.Made<?>[] of(Map<String, Scope> places, Scope place, List<Route> routes) {
        List<Estates.Made<?>> parts = new ArrayList<>();
        places.forEach((name, at) -> {
            if (at.equals(place)) {
                parts.addAll(vpc(name, place.accountId(), routes));
            }
        });
        Stream.of("b", "c")
                .filter(peer -> place.equals(places.get("a")) || place.equals(places.get(peer)))
                .map(peer -> connection(
                        "pcx-" + peer,
                        "active",
                        side("vpc-a", places.get("a").accountId(), HERE.region(), CENTRAL),
                        side("vpc-" + peer, places.get(peer).accountId(), HERE.region(), RANGE)))
                .forEach(parts::add);
        return parts.toArray(Estates.Made[]::new);
    }

    private static List<Estates.Made<?>> vpc(String name, String account, List<Route> routes) {
        boolean isCentral = name.equals("a");
        String vpc = "vpc-" + name;
        List<Estates.Made<?>> parts = new ArrayList<>(List.of(
                Made.of(vpc, new Vpc(List.of(isCentral ? CENTRAL : RANGE), List.of(), false, account, null, null)),
                openAcl("acl-" + name, "subnet-" + name + "-0", "subnet-" + name + "-1"),
                group("sg-" + name).in("tcp", 22, 22, "0.0.0.0/0").out("-1", null, null, "0.0.0.0/0"),
                mainTable(
                        "rtb-" + name,
                        vpc,
                        isCentral
                                ? Stream.concat(Stream.of(route(CENTRAL, "local")), routes.stream())
                                        .toArray(Route[]::new)
                                : new Route[] {route(RANGE, "local"), route(CENTRAL, "pcx-" + name)})));
        if (isCentral) {
            parts.add(FarEstates.subnet("subnet-a-0", vpc, "172.16.0.0/24", account));
            parts.add(eni("eni-a")
                    .of("i-a")
                    .inVpc(vpc)
                    .in("subnet-a-0")
                    .privateIps("172.16.0.5")
                    .groups("sg-a"));
        } else {
            parts.add(FarEstates.subnet("subnet-" + name + "-0", vpc, "10.0.0.0/24", account));
            parts.add(FarEstates.subnet("subnet-" + name + "-1", vpc, "10.0.1.0/24", account));
            ADDRESSES.forEach(address -> parts.add(host(name, address)));
        }
        return parts;
    }

    private static MadeInterface host(String vpc, String address) {
        String name = vpc + " " + address;
        return eni(id(name))
                .of("i-" + name)
                .inVpc("vpc-" + vpc)
                .in("subnet-" + vpc + "-" + address.charAt(5))
                .privateIps(address)
                .groups("sg-" + vpc);
    }
}
