package io.muster.estate.reach;

import static io.muster.estate.reach.Hosts.A;
import static io.muster.estate.reach.Hosts.B;
import static io.muster.estate.reach.Hosts.FAR;
import static io.muster.estate.reach.Hosts.SSH;
import static io.muster.estate.reach.Hosts.host;
import static io.muster.estate.reach.Network.blackhole;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.propagated;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** Routes between hosts of which several match: within a VPC, and to a peered one. */
class EqualRoutesTest extends LateralWays {

    private static final Route LOCAL = route("10.0.0.0/16", "local");
    private static final String TIE = "which of several equal routes of a route table wins";

    static Stream<Arguments> traps() {
        return Stream.of(
                row("propagated, for a part of the VPC", B, YES, "to local", near(propagated("10.0.2.0/24", "vgw-1"))),
                row("propagated, as large", B, YES, "to local", near(propagated("10.0.0.0/16", "vgw-1"))),
                row("an appliance for a part of the VPC", B, UNKNOWN, "eni-9", near(route("10.0.2.0/24", "eni-9"))),
                row("a blackhole for a part of it", B, NO, "is a blackhole", near(blackhole("10.0.2.0/24", "eni-9"))),
                row("an appliance for another part", B, YES, "to local", near(route("10.0.3.0/24", "eni-9"))),
                row(
                        "a NAT gateway for a part of it",
                        B,
                        UNKNOWN,
                        "where nat-1 leads to",
                        near(route("10.0.2.0/24", "nat-1"))),
                row("static before propagated", FAR, YES, "pcx-1", far(propagated("10.9.0.0/16", "vgw-1"))),
                row(
                        "a longer one that is propagated",
                        FAR,
                        UNKNOWN,
                        "where vgw-1 leads to",
                        far(propagated("10.9.0.0/24", "vgw-1"))),
                row("a range before a prefix list", FAR, YES, "10.9.0.0/16 to pcx-1", far(route("pl-1", "vgw-1"))),
                row("two prefix lists", FAR, UNKNOWN, TIE, tie("vgw-1", "pcx-1")),
                row("two prefix lists, in the other order", FAR, UNKNOWN, TIE, tie("pcx-1", "vgw-1")),
                row("two prefix lists to one target", FAR, YES, "pl-1 to pcx-1", tie("pcx-1", "pcx-1")),
                row("two prefix lists, of a peering and a gateway", FAR, UNKNOWN, TIE, tie("pcx-1", "tgw-1")),
                row("two prefix lists, of a gateway and a peering", FAR, UNKNOWN, TIE, tie("tgw-1", "pcx-1")),
                row("two prefix lists that lead elsewhere", FAR, NO, "rtb-1", tie("nat-1", "igw-1")),
                row(
                        "the way there by a peering, the way back by a gateway",
                        FAR,
                        UNKNOWN,
                        "whether pcx-1 leads to the VPC",
                        with(
                                TransitPathsTest.transit(),
                                "table",
                                mainTable("rtb-1", "vpc-1", LOCAL, route("10.9.0.0/16", "pcx-1")))),
                row(
                        "a list for the way back that is not read",
                        FAR,
                        UNKNOWN,
                        "the destinations of a route to pcx-1 (pl-9)",
                        with(
                                far(),
                                "far",
                                mainTable("rtb-9", "vpc-2", route("10.9.0.0/16", "local"), route("pl-9", "pcx-1")))));
    }

    @Test
    void aTableOfThePeerThatWasNotReadIsNoMissingWayBack() {
        // given
        Estate estate = Estates.unread(Hosts.estate(Hosts.network(far())), ResourceKind.ROUTE_TABLE, "rtb-9");

        // when
        Outcome outcome = Questions.of(estate).ask(host(A), host(FAR), SSH);

        // then
        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(UNKNOWN);
        assertThat(outcome.missing()).anyMatch(missing -> missing.contains("ROUTE_TABLE"));
    }

    private static Object[] near(Route more) {
        return new Object[] {"table", mainTable("rtb-1", "vpc-1", LOCAL, more)};
    }

    /** A peered VPC, with more routes to its hosts. */
    private static Object[] far(Route... more) {
        return peered(Stream.concat(Stream.of(route("10.9.0.0/16", "pcx-1")), Stream.of(more))
                .toArray(Route[]::new));
    }

    /** The same with the routes of two prefix lists alike. */
    private static Object[] tie(String one, String other) {
        return peered(route("pl-1", one), route("pl-2", other));
    }

    private static Object[] peered(Route... there) {
        return new Object[] {
            "table",
            mainTable(
                    "rtb-1",
                    "vpc-1",
                    Stream.concat(Stream.of(LOCAL), Stream.of(there)).toArray(Route[]::new)),
            "far",
            mainTable("rtb-9", "vpc-2", route("10.9.0.0/16", "local"), route("10.0.0.0/16", "pcx-1")),
            "list1",
            Made.prefixList("pl-1", "one", Estates.ACCOUNT, "10.9.0.0/16"),
            "list2",
            Made.prefixList("pl-2", "two", Estates.ACCOUNT, "10.9.0.0/16")
        };
    }
}
