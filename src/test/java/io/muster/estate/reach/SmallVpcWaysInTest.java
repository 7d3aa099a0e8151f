package io.muster.estate.reach;

import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.blackhole;
import static io.muster.estate.reach.Network.edgeTable;
import static io.muster.estate.reach.Network.propagated;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.network;
import static io.muster.estate.reach.SmallVpc.publicTable;
import static io.muster.estate.reach.SmallVpc.range;
import static io.muster.estate.reach.SmallVpc.subnet;
import static io.muster.estate.reach.SmallVpc.vpc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.kind.Route;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Into small networks that are seldom drawn: what AWS documents of each is in the name. */
class SmallVpcWaysInTest {

    private static final Endpoint V4 = range("8.8.8.8/32");
    private static final Endpoint V6 = range("2001:4860::8/128");

    static Stream<Arguments> routes() {
        return Stream.of(
                row("the usual", YES, V4),
                row(
                        "halves of the internet as routes",
                        YES,
                        V4,
                        routed(route("0.0.0.0/1", "igw-1"), route("128.0.0.0/1", "igw-1"))),
                row("the other half alone", NO, V4, routed(route("128.0.0.0/1", "igw-1"))),
                row(
                        "a blackhole for some",
                        NO,
                        V4,
                        routed(route("0.0.0.0/0", "igw-1"), blackhole("8.8.0.0/16", "pcx-9"))),
                row(
                        "a blackhole for others",
                        YES,
                        V4,
                        routed(route("0.0.0.0/0", "igw-1"), blackhole("9.9.0.0/16", "pcx-9"))),
                row(
                        "a more specific way to a NAT gateway",
                        NO,
                        V4,
                        routed(route("0.0.0.0/0", "igw-1"), route("8.0.0.0/8", "nat-1"))),
                row("a NAT gateway, with a public address", NO, V4, routed(route("0.0.0.0/0", "nat-1"))),
                row("an egress-only gateway", NO, V6, routed6(route("::/0", "eigw-1"))),
                row("a carrier gateway", NO, V4, routed(route("0.0.0.0/0", "cagw-1"))),
                row(
                        "a transit gateway, where what is private goes out by another VPC",
                        NO,
                        V4,
                        routed(route("0.0.0.0/0", "tgw-9"))),
                row("a virtual private gateway", NO, V4, routed(route("0.0.0.0/0", "vgw-9"))),
                row(
                        "a peering connection, which leads to no gateway of the other VPC",
                        NO,
                        V4,
                        routed(route("0.0.0.0/0", "pcx-9"))),
                row("an internet gateway that is gone", NO, V4, routed(blackhole("0.0.0.0/0", "igw-1"))),
                row(
                        "static before what a route server advertises",
                        YES,
                        V4,
                        routed(route("0.0.0.0/0", "igw-1"), advertised("0.0.0.0/0", "eni-9"))),
                row(
                        "static before what a gateway propagates",
                        YES,
                        V4,
                        routed(route("0.0.0.0/0", "igw-1"), propagated("0.0.0.0/0", "vgw-9"))),
                row(
                        "a longer prefix that is propagated, so that a private network may have the address",
                        UNKNOWN,
                        V4,
                        routed(route("0.0.0.0/0", "igw-1"), propagated("8.8.8.0/24", "vgw-9"))),
                row(
                        "a prefix list as destination",
                        YES,
                        V4,
                        Network.with(
                                routed(route("pl-1", "igw-1")),
                                "list",
                                Made.prefixList("pl-1", "all", Estates.ACCOUNT, "0.0.0.0/0"))),
                row(
                        "a prefix list of others",
                        NO,
                        V4,
                        Network.with(
                                routed(route("pl-1", "igw-1")),
                                "list",
                                Made.prefixList("pl-1", "few", Estates.ACCOUNT, "9.0.0.0/8"))),
                row(
                        "a prefix list without entries",
                        NO,
                        V4,
                        Network.with(
                                routed(route("pl-1", "igw-1")),
                                "list",
                                Made.prefixList("pl-1", "none", Estates.ACCOUNT))),
                row(
                        "a prefix list that was not read",
                        UNKNOWN,
                        V4,
                        Network.with(
                                routed(route("pl-1", "igw-1")),
                                "list",
                                Made.unreadableList("pl-1", "all", Estates.ACCOUNT))),
                row(
                        "a subnet without a table of its own",
                        NO,
                        V4,
                        "publicTable",
                        table("rtb-1", "vpc-1", false, List.of(), route("0.0.0.0/0", "igw-1"))),
                row(
                        "an edge table of local routes",
                        YES,
                        V4,
                        "edge",
                        edgeTable("rtb-e", "igw-1", route("10.0.0.0/16", "local"))),
                row(
                        "an edge table to an endpoint of a Gateway Load Balancer for another subnet",
                        YES,
                        V4,
                        "edge",
                        edgeTable("rtb-e", "igw-1", route("10.0.0.0/16", "local"), route("10.0.2.0/24", "vpce-9"))));
    }

    static Stream<Arguments> addresses() {
        MadeInterface ula = a().ipv6("fd00::10");
        return Stream.of(
                row(
                        "an IPv6 address and a route for IPv4 alone",
                        NO,
                        V6,
                        "a",
                        a().ipv6("2600:1f00:0:1::10"),
                        "publicTable",
                        publicTable(route("0.0.0.0/0", "igw-1"))),
                row("an IPv6 address", YES, V6, "a", a().ipv6("2600:1f00:0:1::10")),
                row("an IPv6 prefix", YES, V6, "a", a().ipv6Prefixes("2600:1f00:0:1:1::/80")),
                row("a unique local address", NO, V6, "a", ula),
                row(
                        "an interface denied to internet gateways",
                        NO,
                        V6,
                        "a",
                        a().ipv6("2600:1f00:0:1::10").denyAllIgwTraffic()),
                row(
                        "an IPv6-only subnet",
                        YES,
                        V6,
                        "public",
                        subnet("subnet-1", "vpc-1", null, "2600:1f00:0:1::/64", SmallVpc.ZONE),
                        "a",
                        eni("eni-a")
                                .of("i-a")
                                .privateIps()
                                .ipv6("2600:1f00:0:1::10")
                                .groups("sg-1")),
                row(
                        "a VPC of public addresses, which are none of the internet",
                        NO,
                        V4,
                        publicRange(
                                eni("eni-a").of("i-a").privateIps("44.1.1.10").groups("sg-1"))),
                row(
                        "a VPC of public addresses, with an Elastic IP address",
                        YES,
                        V4,
                        publicRange(eni("eni-a")
                                .of("i-a")
                                .privateIps("44.1.1.10")
                                .publicIps("52.0.0.1")
                                .groups("sg-1"))),
                row(
                        "the range of that VPC, from outside of its subnets",
                        NO,
                        range("44.1.9.9/32"),
                        publicRange(eni("eni-a")
                                .of("i-a")
                                .privateIps("44.1.1.10")
                                .publicIps("52.0.0.1")
                                .groups("sg-1"))),
                row(
                        "a secondary range of shared addresses",
                        YES,
                        V4,
                        "public",
                        subnet("subnet-1", "vpc-1", "100.64.1.0/24", null, SmallVpc.ZONE),
                        "a",
                        eni("eni-a")
                                .of("i-a")
                                .privateIps("100.64.1.10")
                                .publicIps("52.0.0.1")
                                .groups("sg-1")),
                row("shared addresses as the source", NO, range("100.64.1.10/32")));
    }

    @ParameterizedTest
    @MethodSource({"routes", "addresses"})
    void fromTheInternet(Reachable expected, Endpoint from, Object[] changes) {
        Outcome outcome = SmallVpc.into(network(changes), from, "eni-a", Hosts.SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    private static MadeInterface a() {
        return eni("eni-a")
                .of("i-a")
                .in("subnet-1")
                .privateIps("10.0.1.10")
                .publicIps("52.0.0.1")
                .groups("sg-1");
    }

    /** A VPC of addresses that are public elsewhere. */
    private static Object[] publicRange(MadeInterface host) {
        return new Object[] {
            "vpc",
            vpc("vpc-1", "44.1.0.0/16"),
            "public",
            subnet("subnet-1", "vpc-1", "44.1.1.0/24", null, SmallVpc.ZONE),
            "publicTable",
            table(
                    "rtb-1",
                    "vpc-1",
                    false,
                    List.of("subnet-1"),
                    route("44.1.0.0/16", "local"),
                    route("0.0.0.0/0", "igw-1")),
            "a",
            host
        };
    }

    private static Object[] routed(Route... routes) {
        return new Object[] {"publicTable", publicTable(routes)};
    }

    private static Object[] routed6(Route... routes) {
        return new Object[] {"publicTable", publicTable(routes), "a", a().ipv6("2600:1f00:0:1::10")};
    }

    private static Route advertised(String destination, String target) {
        return new Route(destination, target, null, "active", false, "Advertisement", null);
    }

    private static Arguments row(String name, Reachable expected, Endpoint from, Object... changes) {
        return argumentSet(name, expected, from, changes);
    }
}
