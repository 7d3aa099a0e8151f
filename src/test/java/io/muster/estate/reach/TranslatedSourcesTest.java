package io.muster.estate.reach;

import static io.muster.estate.reach.FarEstates.FAR;
import static io.muster.estate.reach.FarEstates.HOST;
import static io.muster.estate.reach.FarEstates.HUB;
import static io.muster.estate.reach.FarEstates.OWNER;
import static io.muster.estate.reach.FarEstates.peering;
import static io.muster.estate.reach.FarEstates.table9;
import static io.muster.estate.reach.FarEstates.transit;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.kind.PeeringSide;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.Vpc;
import io.muster.inventory.kind.VpcPeeringConnection;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From IPv6 addresses of VPCs of other accounts to a host with IPv4 alone, in a VPC that one of them shares: a NAT gateway over there may translate their
 * packets, as its tables tell.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html">DNS64 and NAT64</a>: also between VPCs
 */
class TranslatedSourcesTest {

    private static final String BEYOND = "2600:1f99::/64";
    private static final String BESIDE = "2600:1f00:0:2::/64";
    private static final Route BACK = route("10.0.0.0/16", "tgw-1");
    private static final Route NAT64 = route("64:ff9b::/96", "nat-9");
    private static final String CELL = "ROUTE_TABLE in eu-central-1 of account ";

    static Stream<Arguments> sources() {
        return Stream.of(
                row("its tables translate nothing", BEYOND, NO, "no public IPv6 address", transit(Map.of(), six())),
                row("a table of it leads to a NAT gateway", BEYOND, UNKNOWN, "rtb-9", transit(Map.of(), six(NAT64))),
                row("the same, of other addresses", "2600:1f98::/64", NO, "", transit(Map.of(), six(NAT64))),
                row(
                        "its tables were not listed",
                        BEYOND,
                        UNKNOWN,
                        CELL + FAR,
                        transit(Map.of("far", Set.of(ResourceKind.ROUTE_TABLE)), six())),
                row("it has no table that is listed", BEYOND, UNKNOWN, CELL + FAR, transit(Map.of(), bare())),
                row("over peering, its tables translate nothing", BEYOND, NO, "", peering(Map.of(), peered())),
                row("over peering, a table of it does", BEYOND, UNKNOWN, "rtb-9", peering(Map.of(), peered(NAT64))),
                row(
                        "over peering, nobody tells of it",
                        BEYOND,
                        UNKNOWN,
                        CELL + FAR,
                        peering(Map.of("far", Set.of()), peered())),
                row(
                        "the same, of other addresses",
                        "2600:1f98::/64",
                        NO,
                        "",
                        peering(Map.of("far", Set.of()), peered())),
                row(
                        "over peering, of which neither account has read the connection",
                        BEYOND,
                        UNKNOWN,
                        "VPC_PEERING_CONNECTION in eu-central-1 of account " + OWNER,
                        peering(
                                Map.of("far", Set.of(), "owner", Set.of(ResourceKind.VPC_PEERING_CONNECTION)),
                                Network.with(six(), "owner peering", null))),
                row(
                        "over peering whose status is not told",
                        BEYOND,
                        UNKNOWN,
                        "where pcx-1 leads to",
                        peering(Map.of("far", Set.of()), Network.with(six(), "owner peering", connection(null)))),
                row(
                        "over peering that has ended, but whose route is active",
                        BEYOND,
                        UNKNOWN,
                        "where pcx-1 leads to",
                        peering(Map.of("far", Set.of()), Network.with(six(), "owner peering", connection("deleted")))),
                row(
                        "over peering, of a range that an older listing of the VPC lacks",
                        BEYOND,
                        UNKNOWN,
                        "rtb-9",
                        peering(Map.of("far", Set.of(ResourceKind.VPC)), grown(NAT64))),
                row(
                        "the same, where its tables translate nothing",
                        BEYOND,
                        NO,
                        "",
                        peering(Map.of("far", Set.of(ResourceKind.VPC)), grown())),
                row(
                        "over peering, of a range that the connection alone shows yet",
                        BEYOND,
                        UNKNOWN,
                        "rtb-9",
                        peering(Map.of(), grown(NAT64))),
                row(
                        "of an account at the gateway that is not registered",
                        BEYOND,
                        UNKNOWN,
                        CELL + FAR,
                        transit(Map.of("far", Set.of()), six())),
                row(
                        "over a gateway of an account that is not registered",
                        BEYOND,
                        UNKNOWN,
                        "account " + HUB,
                        transit(Map.of("far", Set.of(), "hub", Set.of()), six())),
                row(
                        "over a gateway whose attachments were not read",
                        BEYOND,
                        UNKNOWN,
                        "TRANSIT_GATEWAY_ATTACHMENT in eu-central-1 of account " + HUB,
                        transit(
                                Map.of("far", Set.of(), "hub", Set.of(ResourceKind.TRANSIT_GATEWAY_ATTACHMENT)),
                                Network.with(six(), "hub far", null))),
                row(
                        "of a VPC that the host's is not connected with",
                        BEYOND,
                        NO,
                        "",
                        transit(Map.of(), Network.with(six(NAT64), "seen table", alone(), "owner table", alone()))),
                row(
                        "of an unread network that a route names",
                        BEYOND,
                        UNKNOWN,
                        "the networks beyond",
                        transit(Map.of("far", Set.of(), "hub", Set.of()), named())),
                row("of the shared VPC, which translates nothing", BESIDE, NO, "", transit(Map.of(), own())),
                row(
                        "of another subnet of the shared VPC, whose table the owner alone sees",
                        BESIDE,
                        UNKNOWN,
                        "rtb-2",
                        transit(
                                Map.of(),
                                Network.with(
                                        own(),
                                        "owner table2",
                                        table("rtb-2", "vpc-1", false, List.of("subnet-2"), NAT64)))),
                row(
                        "the same, of which the owner does not tell",
                        BESIDE,
                        UNKNOWN,
                        "the route tables of vpc-1",
                        transit(Map.of("owner", Set.of()), own())));
    }

    private static Arguments row(String name, String from, Reachable expected, String why, Estates estates) {
        return argumentSet(name, from, expected, why, estates);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aNatGatewayTranslatesIpv6Sources(String from, Reachable expected, String why, Estates estates) {
        Outcome outcome = Questions.of(estates.build()).ask(SmallVpc.range(from), Hosts.host(HOST), Hosts.SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.toString()).contains(why).doesNotContain("nat-9", "vpc-9");
    }

    /** The VPC at the other end has IPv6, and these routes beside its own. */
    private static Object[] six(Route... routes) {
        return new Object[] {"far vpc", vpc("vpc-9", "10.9.0.0/16", "2600:1f99::/56", FAR), "far table", far(routes)};
    }

    private static Object[] bare() {
        return Network.with(six(), "far table", null);
    }

    private static Object[] peered(Route... routes) {
        return Network.with(six(routes), "owner peering", connection());
    }

    /** Where the connection shows more ranges than the VPC itself. */
    private static Object[] grown(Route... routes) {
        return new Object[] {"far table", far(routes), "owner peering", connection()};
    }

    private static Estates.Made<RouteTable> alone() {
        return mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"));
    }

    private static Object[] named() {
        return new Object[] {
            "seen table",
            mainTable(
                    "rtb-1",
                    "vpc-1",
                    route("10.0.0.0/16", "local"),
                    route("10.0.0.0/8", "tgw-1"),
                    route("2600:1f99::/56", "tgw-1"))
        };
    }

    private static Object[] own() {
        Estates.Made<?> vpc = vpc("vpc-1", "10.0.0.0/16", "2600:1f00::/56", OWNER);
        return new Object[] {"seen vpc", vpc, "owner vpc", vpc};
    }

    private static Estates.Made<RouteTable> far(Route... routes) {
        return table9(Stream.concat(Stream.of(route("10.9.0.0/16", "local"), BACK), Stream.of(routes))
                .toArray(Route[]::new));
    }

    private static Estates.Made<Vpc> vpc(String id, String range, String six, String account) {
        return Made.of(id, new Vpc(List.of(range), List.of(six), false, account, null, null));
    }

    private static Estates.Made<VpcPeeringConnection> connection() {
        return connection("active");
    }

    private static Estates.Made<VpcPeeringConnection> connection(@Nullable String status) {
        return PeeringParts.connection(
                "pcx-1",
                status,
                side("vpc-9", FAR, "10.9.0.0/16", "2600:1f99::/56"),
                side("vpc-1", OWNER, "10.0.0.0/16", "2600:1f00::/56"));
    }

    private static PeeringSide side(String vpc, String account, String range, String six) {
        return new PeeringSide(vpc, account, "eu-central-1", List.of(range), List.of(six), null);
    }
}
