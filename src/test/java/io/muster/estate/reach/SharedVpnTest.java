package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.edgeTable;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.propagated;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.kind.ResourceKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Between an interface in a subnet that another account shares and an office behind the virtual private gateway of that account. */
class SharedVpnTest {

    private static final String OWNER = Estates.OTHER_ACCOUNT;
    private static final String CELL = " in eu-central-1 of account " + OWNER;
    private static final Endpoint OFFICE = new Endpoint.Range(CidrSet.parse("192.168.1.0/24"));
    private static final MadeInterface HOST =
            eni("eni-1").of("i-1").in("subnet-1").privateIps("10.0.0.10").groups("sg-1");

    static Stream<Arguments> ways() {
        return Stream.of(
                row("a static route", told(), YES, ""),
                row(
                        "of an address that the connection does not route",
                        told("vpn", VpnParts.routing("10.7.0.0/16")),
                        UNKNOWN,
                        ""),
                row("the gateway is new", told("gateway", null), UNKNOWN, ""),
                row("the gateway is of another VPC", told("gateway", VpnParts.gateway("vpc-7")), UNKNOWN, ""),
                row("the connection is new", told("vpn", null), UNKNOWN, ""),
                row(
                        "an appliance takes what comes in",
                        told("edge", edgeTable("rtb-9", "vgw-1", route("10.0.0.0/24", "eni-9"))),
                        UNKNOWN,
                        ""),
                row(
                        "its gateways are not listed",
                        told("gateway", null),
                        UNKNOWN,
                        "VPN_GATEWAY" + CELL,
                        ResourceKind.VPN_GATEWAY),
                row(
                        "its connections are not listed",
                        told("vpn", null),
                        UNKNOWN,
                        "VPN_CONNECTION" + CELL,
                        ResourceKind.VPN_CONNECTION),
                row("its tables are not listed", told(), UNKNOWN, "ROUTE_TABLE" + CELL, ResourceKind.ROUTE_TABLE),
                row("it has not listed the VPC", told("vpc", null), UNKNOWN, ""));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void thereAndBack(Estates estates, Reachable expected, String why) {
        check(estates, expected, why);
    }

    @Test
    void aPropagatedRouteTellsTheNetwork() {
        Estates.Made<?> table =
                mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), propagated("192.168.0.0/16", "vgw-1"));

        check(shared(seen("table", table), told("vpn", VpnParts.routing()), Set.of()), YES, "");
    }

    @Test
    void whereNoRouteLeadsToTheGatewayThereIsNoWay() {
        Estates.Made<?> table = mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"));

        check(shared(seen("table", table), told(), Set.of()), NO, "rtb-1");
    }

    @Test
    void anOwnerThatIsNotRegisteredTellsOfNone() {
        check(Estates.estate().with(parts(seen())), UNKNOWN, "");
    }

    private static void check(Estates estates, Reachable expected, String why) {
        Questions questions = Questions.of(estates.build());
        for (Outcome outcome : List.of(
                questions.ask(Hosts.host(HOST), OFFICE, Hosts.SSH),
                questions.ask(OFFICE, Hosts.host(HOST), Hosts.SSH))) {
            assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
            assertThat(outcome.toString()).contains(why).doesNotContain("vpn-1", "eni-9");
        }
    }

    private static Arguments row(
            String name, Map<String, Estates.Made<?>> told, Reachable expected, String why, ResourceKind... missing) {
        return argumentSet(name, shared(seen(), told, Set.of(missing)), expected, why);
    }

    private static Estates shared(
            Map<String, Estates.Made<?>> seen, Map<String, Estates.Made<?>> told, Set<ResourceKind> missing) {
        return Estates.estate().with(parts(seen)).sharedBy(OWNER, missing, parts(told));
    }

    private static Estates.Made<?>[] parts(Map<String, Estates.Made<?>> parts) {
        return parts.values().stream().filter(part -> part != null).toArray(Estates.Made[]::new);
    }

    private static Map<String, Estates.Made<?>> seen(Object... changes) {
        Map<String, Estates.Made<?>> parts = new LinkedHashMap<>();
        parts.put("vpc", Made.vpc("vpc-1", false, OWNER));
        parts.put("one", FarEstates.subnet("subnet-1", "vpc-1", "10.0.0.0/24", OWNER));
        parts.put(
                "table", mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route("192.168.0.0/16", "vgw-1")));
        parts.put("acl", openAcl("acl-1", "subnet-1"));
        parts.put("group", group("sg-1").in("tcp", 22, 22, "192.168.0.0/16").out("-1", null, null, "192.168.0.0/16"));
        return Network.changed(parts, changes);
    }

    /** What the owner tells, with changes; null takes a part away. */
    private static Map<String, Estates.Made<?>> told(Object... changes) {
        Map<String, Estates.Made<?>> parts = seen();
        parts.remove("group");
        parts.put("gateway", VpnParts.gateway("vpc-1"));
        parts.put("vpn", VpnParts.routing("192.168.0.0/16"));
        return Network.changed(parts, changes);
    }
}
