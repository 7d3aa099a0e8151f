package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.blackhole;
import static io.muster.estate.reach.Network.edgeTable;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.Subnet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An interface in a subnet that another account shares, where that account is registered: its cells tell what AWS does not show. */
class SharedByRegisteredAccountTest {

    private static final String OWNER = Estates.OTHER_ACCOUNT;
    private static final String CELL = " in eu-central-1 of account " + OWNER;
    private static final String SHARED = "which another account shares";
    private static final Object[] NO_TABLE = {"table", null};
    private static final Object[] NO_ACL = {"acl", null};
    private static final Object[] NO_MODE = {"subnet", subnet(null)};

    static List<Arguments> cases() {
        return List.of(
                row("the owner tells all", shown(), told(), YES, ""),
                row(
                        "the gateway's table drops",
                        shown(),
                        told("edge", edgeTable("rtb-9", "igw-1", blackhole("10.0.0.0/24", "eni-9"))),
                        NO,
                        "the route of the internet gateway to the address is a blackhole"),
                row(
                        "the gateway's table inspects",
                        shown(),
                        told("edge", edgeTable("rtb-9", "igw-1", route("10.0.0.0/24", "eni-9"))),
                        UNKNOWN,
                        "an appliance"),
                row(
                        "its tables are not listed",
                        shown(),
                        told(),
                        UNKNOWN,
                        "ROUTE_TABLE" + CELL,
                        ResourceKind.ROUTE_TABLE),
                row("a route shows the gateway", shown(), told(), YES, "", ResourceKind.INTERNET_GATEWAY),
                row("it has another gateway", shown(), told("gateway", gateway("igw-2", "vpc-1")), UNKNOWN, SHARED),
                row("it has not listed the VPC", shown(), told("vpc", null), UNKNOWN, SHARED),
                row("the table is told", shown(NO_TABLE), told(), YES, ""),
                row(
                        "the table leads elsewhere",
                        shown(NO_TABLE),
                        told("table", routes(route("0.0.0.0/0", "nat-1"))),
                        NO,
                        "route 0.0.0.0/0 to nat-1"),
                row("no gateway is attached", shown(NO_TABLE), told("gateway", null), NO, "no internet gateway"),
                row(
                        "its gateways are not listed",
                        shown(NO_TABLE),
                        told(),
                        UNKNOWN,
                        "INTERNET_GATEWAY" + CELL,
                        ResourceKind.INTERNET_GATEWAY),
                row("the subnet is new", shown(NO_TABLE), told("subnet", null), UNKNOWN, "which route table serves"),
                row(
                        "its subnets are not listed",
                        shown(NO_TABLE),
                        told(),
                        UNKNOWN,
                        "SUBNET" + CELL,
                        ResourceKind.SUBNET),
                row("the ACL is told", shown(NO_ACL), told(), YES, ""),
                row("the ACL denies", shown(NO_ACL), told("acl", acl("acl-1", List.of("subnet-1"))), NO, "NETWORK_ACL"),
                row(
                        "its ACLs are not listed",
                        shown(NO_ACL),
                        told(),
                        UNKNOWN,
                        "NETWORK_ACL" + CELL,
                        ResourceKind.NETWORK_ACL),
                row("the block mode is told", shown(NO_MODE), told(), YES, ""),
                row("the subnet is blocked", shown(NO_MODE), told("subnet", subnet("block-ingress")), NO, "is block-"),
                row(
                        "the owner's region is blocked",
                        shown(NO_MODE),
                        told("subnet", subnet(null), "settings", Made.publicAccess("block-ingress", "allowed")),
                        NO,
                        "is block-ingress"),
                row(
                        "its settings are not read",
                        shown(NO_MODE),
                        told("subnet", subnet(null)),
                        UNKNOWN,
                        "REGION_SETTINGS" + CELL,
                        ResourceKind.REGION_SETTINGS),
                row(
                        "its exclusions are not listed",
                        shown(NO_MODE),
                        told("subnet", subnet(null), "settings", Made.publicAccess("block-ingress", "allowed")),
                        UNKNOWN,
                        "the block mode of subnet-1",
                        ResourceKind.BLOCK_PUBLIC_ACCESS_EXCLUSION),
                row(
                        "a route names a list of the owner",
                        shown("table", routes(route("pl-1", "igw-1"))),
                        told("list", Made.prefixList("pl-1", "ours", OWNER, "8.8.8.0/24")),
                        YES,
                        ""),
                row(
                        "a route names a list that the owner has not listed",
                        shown("table", routes(route("pl-1", "igw-1"))),
                        told(),
                        UNKNOWN,
                        "the destinations of a route",
                        ResourceKind.PREFIX_LIST));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theOwnersCellsDecide(Estates estates, Reachable expected, String why) {
        Outcome outcome = ReachWays.ask(estates.build(), ReachWays.reached(), ReachWays.SOURCE);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.toString()).contains(why);
    }

    @Test
    void namesNeitherTheOwnersGatewayNorTheTargetsOfItsTable() {
        // given
        Route unclear = new Route("10.0.0.0/24", "new-9", null, "active", false, null, null);
        Estates all = estates(shown(NO_TABLE), told("table", routes(route("0.0.0.0/0", "nat-1"))), Set.of());
        Estates edge = estates(shown(), told("edge", edgeTable("rtb-9", "igw-1", unclear)), Set.of());

        // when
        Outcome no = ReachWays.ask(all.build(), ReachWays.reached(), ReachWays.SOURCE);
        Outcome unknown = ReachWays.ask(edge.build(), ReachWays.reached(), ReachWays.SOURCE);

        // then
        assertThat(no.reachable()).isEqualTo(NO);
        assertThat(no.toString()).doesNotContain("igw-1");
        assertThat(unknown.reachable()).isEqualTo(UNKNOWN);
        assertThat(unknown.toString()).contains(SHARED).doesNotContain("new-9");
    }

    @Test
    void whatTheOwnerTellsIsNoResourceOfTheEstate() {
        // given
        Estate estate = estates(shown(NO_TABLE), told(), Set.of()).build();

        // then
        assertThat(estate.all(RouteTable.class)).isEmpty();
        assertThat(estate.all(Subnet.class))
                .extracting(subnet -> subnet.scope().accountId())
                .containsExactly(Estates.ACCOUNT);
    }

    private static Arguments row(
            String name,
            Map<String, Estates.Made<?>> shown,
            Map<String, Estates.Made<?>> told,
            Reachable expected,
            String why,
            ResourceKind... incomplete) {
        return argumentSet(name, estates(shown, told, Set.of(incomplete)), expected, why);
    }

    private static Estates estates(
            Map<String, Estates.Made<?>> shown, Map<String, Estates.Made<?>> told, Set<ResourceKind> incomplete) {
        return Estates.estate().with(parts(shown)).sharedBy(OWNER, incomplete, parts(told));
    }

    private static Estates.Made<?>[] parts(Map<String, Estates.Made<?>> parts) {
        return parts.values().stream().filter(part -> part != null).toArray(Estates.Made[]::new);
    }

    /** What the participant sees; null takes a part away. */
    private static Map<String, Estates.Made<?>> shown(Object... changes) {
        return Network.changed(
                network(), Network.with(new Object[] {"group", group("sg-1").in("tcp", 22, 22, "0.0.0.0/0")}, changes));
    }

    private static Map<String, Estates.Made<?>> told(Object... changes) {
        return Network.changed(network(), Network.with(new Object[] {"gateway", gateway("igw-1", "vpc-1")}, changes));
    }

    private static Map<String, Estates.Made<?>> network() {
        Map<String, Estates.Made<?>> parts = new LinkedHashMap<>();
        parts.put("vpc", Made.vpc("vpc-1", false, OWNER));
        parts.put("subnet", subnet("off"));
        parts.put("table", routes(ReachWays.DEFAULT));
        parts.put("acl", openAcl("acl-1", "subnet-1"));
        return parts;
    }

    private static Estates.Made<RouteTable> routes(Route... routes) {
        return table("rtb-1", "vpc-1", false, List.of("subnet-1"), routes);
    }

    private static Estates.Made<Subnet> subnet(String mode) {
        return Made.of(
                "subnet-1",
                new Subnet("vpc-1", "10.0.0.0/24", List.of(), "eu-central-1a", false, false, mode, OWNER, null));
    }
}
