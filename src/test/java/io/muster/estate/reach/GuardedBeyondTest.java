package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.GuardedWaysTest.OUT;
import static io.muster.estate.reach.GuardedWaysTest.OUT_OF_VPN;
import static io.muster.estate.reach.GuardedWaysTest.OWN;
import static io.muster.estate.reach.GuardedWaysTest.endpoint;
import static io.muster.estate.reach.GuardedWaysTest.vpn;
import static io.muster.estate.reach.Hosts.B;
import static io.muster.estate.reach.Hosts.FAR;
import static io.muster.estate.reach.Hosts.SSH;
import static io.muster.estate.reach.Hosts.network;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.TransitPathsTest.transit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.MadeInterface;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The guarded ways of a VPC that lead on into another one, and those that routes lead to an appliance. */
class GuardedBeyondTest {

    private static final String PRIVATE = "the network interface of cvpn-endpoint-1 in subnet-1";

    private static Arguments row(
            String trap, MadeInterface to, Reachable expected, String why, Object[] way, Object... changes) {
        return argumentSet(trap, to, expected, why, network(with(way, changes)));
    }

    static Stream<Arguments> ways() {
        Object[] hiding = connect(false);
        Object[] clientVpn = {"outOfVpn", OUT_OF_VPN, "vpn", vpn("10.0.0.0/8", "10.0.0.0/8", "associated")};
        return Stream.of(
                row("a tunnel without a route", FAR, null, "", hiding),
                row("a tunnel over a peering connection", FAR, YES, "10.9.0.0/16 to pcx-1", hiding, peered()),
                row("a tunnel over a transit gateway", FAR, YES, "route 10.9.0.0/16 to vpc-2", hiding, transit()),
                row(
                        "a tunnel without a way back",
                        FAR,
                        NO,
                        "no route leads to it",
                        hiding,
                        with(peered(), "far", mainTable("rtb-9", "vpc-2", route("10.9.0.0/16", "local")))),
                row(
                        "a tunnel to a host that does not admit the endpoint",
                        FAR,
                        NO,
                        "no rule of sg-b",
                        hiding,
                        with(peered(), "groupB", group("sg-b").in("tcp", 22, 22, "10.9.0.0/16"))),
                row("a tunnel that keeps the address of the client", FAR, null, "", connect(true), peered()),
                row("a tunnel that may keep the address of the client", FAR, UNKNOWN, "keeps", connect(null), peered()),
                row("a Client VPN without a route of its subnet", FAR, null, "", clientVpn),
                row("a Client VPN over a peering connection", FAR, UNKNOWN, PRIVATE, clientVpn, peered()),
                row("a Client VPN over a transit gateway", FAR, UNKNOWN, PRIVATE, clientVpn, transit()),
                row(
                        "a Client VPN that the host does not admit",
                        FAR,
                        NO,
                        "no rule of sg-b",
                        clientVpn,
                        with(peered(), "groupB", group("sg-b").in("tcp", 22, 22, "10.9.0.0/16"))),
                row(
                        "a Client VPN that authorizes for another network",
                        FAR,
                        NO,
                        "no authorization rule",
                        new Object[] {"outOfVpn", OUT_OF_VPN, "vpn", vpn("10.0.0.0/16", "10.0.0.0/8", "associated")},
                        peered()),
                row("a Client VPN by an appliance", B, UNKNOWN, "appliance", clientVpn, inspected("subnet-1", 2)),
                row(
                        "a Client VPN whose answers pass one",
                        B,
                        UNKNOWN,
                        "appliance",
                        clientVpn,
                        inspected("subnet-2", 1)),
                row("a Client VPN by none", B, YES, "sg-b", clientVpn, inspected("subnet-1", 3)),
                row(
                        "a tunnel that keeps the address of the client, by an appliance",
                        B,
                        UNKNOWN,
                        "appliance",
                        connect(true),
                        with(inspected("subnet-1", 2), "groupB", group("sg-b").in("tcp", 22, 22, "0.0.0.0/0"))));
    }

    private static Object[] connect(Boolean preserves) {
        return new Object[] {"eice", endpoint("vpc-1", "create-complete", preserves, null), "own", OWN, "out", OUT};
    }

    private static Object[] peered() {
        return new Object[] {
            "table",
            mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route("10.9.0.0/16", "pcx-1")),
            "far",
            mainTable("rtb-9", "vpc-2", route("10.9.0.0/16", "local"), route("10.0.0.0/16", "pcx-1"))
        };
    }

    /** The table of the subnet leads to an appliance for another one, by its number. */
    private static Object[] inspected(String subnet, int other) {
        return new Object[] {
            "inspected",
            table(
                    "rtb-8",
                    "vpc-1",
                    false,
                    List.of(subnet),
                    route("10.0.0.0/16", "local"),
                    route("10.0." + other + ".0/24", "vpce-9"))
        };
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aGuardedWayIsOpenBehindItsGuardAlone(
            MadeInterface to, Reachable expected, String why, Map<String, Estates.Made<?>> parts) {
        List<GuardedWay> ways = GuardedWays.of(Hosts.estate(parts)).to(to.resource(), SSH);

        assertThat(ways).as("%s", ways).hasSize(expected == null ? 0 : 1);
        assertThat(ways.toString()).contains(why);
        ways.forEach(way -> assertThat(way.outcome().reachable()).as("%s", way).isEqualTo(expected));
    }
}
