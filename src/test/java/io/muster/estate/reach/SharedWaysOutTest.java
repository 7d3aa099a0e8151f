package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.edgeTable;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.natGateway;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.serviceEndpoint;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.kind.NatGateway;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.Subnet;
import io.muster.inventory.kind.VpcEndpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The ways out of a subnet that another account shares, where that account is registered: AWS shows the ids that routes lead to, and the
 * owner's cells tell what these are.
 */
class SharedWaysOutTest {

    private static final String OWNER = Estates.OTHER_ACCOUNT;
    private static final String CELL = " in eu-central-1 of account " + OWNER;
    private static final String SHARED = " leads to in vpc-1, which another account shares";
    private static final ServiceRange HTTPS = ServiceRange.asked("tcp", 443).orElseThrow();
    private static final Endpoint INTERNET = new Endpoint.Everyone();
    private static final Endpoint BUCKETS = new Endpoint.Range(CidrSet.parse("52.216.7.7"));
    private static final Endpoint NEAR = new Endpoint.Range(CidrSet.parse("10.0.0.99"));
    private static final MadeInterface FROM =
            eni("eni-1").of("i-1").in("subnet-1").privateIps("10.0.0.10").groups("sg-1");

    static Stream<Arguments> byNatGateway() {
        return Stream.of(
                row("a public NAT gateway", told(), YES, ""),
                row("it is not listed", told(), UNKNOWN, "NAT_GATEWAY" + CELL, ResourceKind.NAT_GATEWAY),
                row("it is new", told("nat", null), UNKNOWN, "where nat-1" + SHARED),
                row("it is gone, but the route is active", told("nat", nat("deleted", "public")), UNKNOWN, SHARED),
                row("its table does not lead out", told("out", routes("rtb-2", "subnet-2")), NO, "rtb-2"),
                row("its table is not listed", told(), UNKNOWN, "ROUTE_TABLE" + CELL, ResourceKind.ROUTE_TABLE),
                row("its ACL stops it", told("acl2", acl("acl-2", List.of("subnet-2"))), NO, "acl-2"),
                row("its ACL is not listed", told(), UNKNOWN, "NETWORK_ACL" + CELL, ResourceKind.NETWORK_ACL),
                row("its subnet is blocked", told("two", subnet("subnet-2", "block-bidirectional")), NO, "nat-1"),
                row("its subnet is not listed", told(), UNKNOWN, "SUBNET" + CELL, ResourceKind.SUBNET),
                row(
                        "no block is told, nor the settings read",
                        told("one", subnet("subnet-1", null), "two", subnet("subnet-2", null)),
                        UNKNOWN,
                        "REGION_SETTINGS" + CELL,
                        ResourceKind.REGION_SETTINGS),
                row(
                        "an appliance takes its answers",
                        told("edge", edgeTable("rtb-9", "igw-1", route("10.0.2.0/24", "eni-9"))),
                        UNKNOWN,
                        "where nat-1" + SHARED),
                row("a private NAT gateway", told("nat", nat("available", "private")), NO, "rtb-2"),
                row(
                        "a private NAT gateway that leads on",
                        told(
                                "nat",
                                nat("available", "private"),
                                "out",
                                routes("rtb-2", "subnet-2", "0.0.0.0/0", "tgw-1")),
                        UNKNOWN,
                        "where nat-1" + SHARED),
                row(
                        "a private NAT gateway whose table is not listed",
                        told("nat", nat("available", "private")),
                        UNKNOWN,
                        "ROUTE_TABLE" + CELL,
                        ResourceKind.ROUTE_TABLE),
                row("it has not listed the VPC", told("vpc", null), UNKNOWN, SHARED));
    }

    @ParameterizedTest
    @MethodSource
    void byNatGateway(Estates estates, Reachable expected, String why) {
        Outcome outcome = ask(estates, INTERNET);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.toString()).contains(why).doesNotContain("subnet-2").doesNotContain("igw-1");
    }

    @Test
    void anOwnerThatIsNotRegisteredTellsOfNone() {
        // given
        Estates toNat = Estates.estate().with(parts(shown("table", routes("rtb-1", "subnet-1", "0.0.0.0/0", "nat-1"))));
        Estates toEndpoint = Estates.estate().with(parts(shown()));

        // then
        assertThat(ask(toNat, INTERNET).missing()).containsExactly("where nat-1" + SHARED);
        assertThat(ask(toEndpoint, BUCKETS).missing()).containsExactly("where vpce-1" + SHARED);
    }

    static Stream<Arguments> byEndpoint() {
        return Stream.of(
                row("a gateway endpoint", told(), YES, "vpce-1"),
                row("it is not listed", told(), UNKNOWN, "VPC_ENDPOINT" + CELL, ResourceKind.VPC_ENDPOINT),
                row("it is new", told("endpoint", null), UNKNOWN, "vpce-1" + SHARED),
                row(
                        "it is gone, but the route is active",
                        told("endpoint", serviceEndpoint("Gateway", "deleted")),
                        UNKNOWN,
                        "vpce-1" + SHARED),
                row(
                        "an endpoint of an appliance",
                        told("endpoint", serviceEndpoint("GatewayLoadBalancer", "available")),
                        UNKNOWN,
                        "vpce-1" + SHARED));
    }

    @ParameterizedTest
    @MethodSource
    void byEndpoint(Estates estates, Reachable expected, String why) {
        Outcome outcome = ask(estates, BUCKETS);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.toString()).contains(why).doesNotContain("com.amazonaws");
    }

    @Test
    void aGatewayEndpointOfTheOwnerIsNoWayToTheInternet() {
        // given
        Estates.Made<?> toBuckets = routes("rtb-1", "subnet-1", "pl-1", "vpce-1");

        // then
        assertThat(ask(shared(shown("table", toBuckets), told("table", toBuckets)), INTERNET)
                        .reachable())
                .isEqualTo(NO);
        assertThat(ask(
                                shared(
                                        shown("table", toBuckets),
                                        told("table", toBuckets, "endpoint", serviceEndpoint("Resource", "available"))),
                                INTERNET)
                        .reachable())
                .isEqualTo(UNKNOWN);
    }

    /** An active route to an egress-only internet gateway shows that it is there; the owner's block counts. */
    @Test
    void anEgressOnlyGatewayIsShownByItsRoute() {
        // given
        Estates.Made<?> table = routes("rtb-1", "subnet-1", "::/0", "eigw-1");
        Estates.Made<?> untold = subnet("subnet-1", null);
        Estates.Made<?> blocked = subnet("subnet-1", "block-bidirectional");
        MadeInterface six = eni("eni-1")
                .of("i-1")
                .in("subnet-1")
                .privateIps("10.0.0.10")
                .groups("sg-1")
                .ipv6("2600:1f18::10");

        // then
        assertThat(ask(shared(shown("table", table), told()), six, INTERNET).reachable())
                .isEqualTo(YES);
        assertThat(ask(shared(shown("table", table, "one", untold), told("one", blocked)), six, INTERNET)
                        .reachable())
                .isEqualTo(NO);
    }

    @Test
    void betweenHostsTheNatGatewayOfTheOwnerLeadsOnOrNot() {
        // given
        Estates.Made<?> detour = routes("rtb-1", "subnet-1", "10.0.0.0/16", "local", "10.0.2.0/24", "nat-1");
        Estates.Made<?> onwards = routes("rtb-2", "subnet-2", "10.0.0.0/16", "local", "0.0.0.0/0", "igw-1");
        Estates.Made<?> outwards = routes("rtb-2", "subnet-2", "10.0.0.0/16", "igw-1", "0.0.0.0/0", "igw-1");

        // then
        assertThat(between(shared(shown("table", detour), told("out", onwards))))
                .isEqualTo(UNKNOWN);
        assertThat(between(shared(shown("table", detour), told("out", outwards))))
                .isEqualTo(NO);
        assertThat(between(shared(shown("table", detour), told("out", outwards), ResourceKind.NAT_GATEWAY)))
                .isEqualTo(UNKNOWN);
        assertThat(between(Estates.estate().with(parts(shown("table", detour)))))
                .isEqualTo(UNKNOWN);
    }

    private static Reachable between(Estates estates) {
        Endpoint to = Hosts.host(
                eni("eni-2").of("i-2").in("subnet-2").privateIps("10.0.2.10").groups("sg-1"));
        return Questions.of(estates.build()).ask(Hosts.host(FROM), to, HTTPS).reachable();
    }

    @Test
    void theWaysOutNameTheOwnersTargets() {
        // given
        Estate estate = shared(shown(), told()).build();

        // when
        List<Egress.Way> ways = Egress.of(estate).ways(FROM.resource());

        // then
        assertThat(ways)
                .extracting(Egress.Way::target, way -> way.exposed().reachable())
                .contains(tuple("nat-1", YES))
                .contains(tuple("vpce-1", YES));
        assertThat(estate.all(NatGateway.class)).isEmpty();
        assertThat(estate.all(VpcEndpoint.class)).isEmpty();
    }

    @Test
    void theVpcItselfNeedsNoWayOut() {
        assertThat(ask(shared(shown(), told("nat", null, "endpoint", null)), NEAR)
                        .reachable())
                .isEqualTo(YES);
    }

    private static Outcome ask(Estates estates, Endpoint to) {
        return ask(estates, FROM, to);
    }

    private static Outcome ask(Estates estates, MadeInterface from, Endpoint to) {
        return Questions.of(estates.build()).ask(Hosts.host(from), to, HTTPS);
    }

    private static Arguments row(
            String name, Map<String, Estates.Made<?>> told, Reachable expected, String why, ResourceKind... missing) {
        return argumentSet(name, shared(shown(), told, missing), expected, why);
    }

    private static Estates shared(
            Map<String, Estates.Made<?>> shown, Map<String, Estates.Made<?>> told, ResourceKind... missing) {
        return Estates.estate().with(parts(shown)).sharedBy(OWNER, Set.of(missing), parts(told));
    }

    /** Without those that are taken away. */
    private static Estates.Made<?>[] parts(Map<String, Estates.Made<?>> parts) {
        return parts.values().stream().filter(part -> part != null).toArray(Estates.Made[]::new);
    }

    /** What the participant sees, with changes; null takes a part away. */
    private static Map<String, Estates.Made<?>> shown(Object... changes) {
        return Network.changed(seen(), changes);
    }

    private static Map<String, Estates.Made<?>> seen() {
        Map<String, Estates.Made<?>> parts = new LinkedHashMap<>();
        parts.put("vpc", Made.vpc("vpc-1", false, OWNER));
        parts.put("one", subnet("subnet-1", "off"));
        parts.put("table", routes("rtb-1", "subnet-1", "10.0.0.0/16", "local", "0.0.0.0/0", "nat-1", "pl-1", "vpce-1"));
        parts.put("acl", openAcl("acl-1", "subnet-1"));
        parts.put("group", group("sg-1").out("-1", null, null, "0.0.0.0/0").out("-1", null, null, "::/0"));
        parts.put("list", Made.prefixList("pl-1", "com.amazonaws.eu-central-1.s3", "AWS", "52.216.0.0/15"));
        return parts;
    }

    /** What the owner tells, with changes. */
    private static Map<String, Estates.Made<?>> told(Object... changes) {
        Map<String, Estates.Made<?>> parts = new LinkedHashMap<>(seen());
        parts.remove("group");
        parts.put("gateway", gateway("igw-1", "vpc-1"));
        parts.put("two", subnet("subnet-2", "off"));
        parts.put("out", routes("rtb-2", "subnet-2", "10.0.0.0/16", "local", "0.0.0.0/0", "igw-1"));
        parts.put("acl2", openAcl("acl-2", "subnet-2"));
        parts.put("nat", nat("available", "public"));
        parts.put("endpoint", serviceEndpoint("Gateway", "available"));
        return Network.changed(parts, changes);
    }

    /** Routes as a destination and a target by turns. */
    private static Estates.Made<?> routes(String id, String subnet, String... routes) {
        return table(
                id,
                "vpc-1",
                false,
                List.of(subnet),
                Stream.iterate(0, i -> i < routes.length, i -> i + 2)
                        .map(i -> route(routes[i], routes[i + 1]))
                        .toArray(Route[]::new));
    }

    private static Estates.Made<Subnet> subnet(String id, String mode) {
        String range = id.equals("subnet-1") ? "10.0.0.0/24" : "10.0.2.0/24";
        return Made.of(id, new Subnet("vpc-1", range, List.of(), "eu-central-1a", false, false, mode, OWNER, null));
    }

    private static Estates.Made<NatGateway> nat(String state, String connectivity) {
        return natGateway("state", state, "connectivityType", connectivity, "subnetId", "subnet-2");
    }
}
