package io.muster.estate.reach;

import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.blackhole;
import static io.muster.estate.reach.Network.edgeTable;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.propagated;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.subnet;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.PrefixList;
import io.muster.inventory.kind.PrivateAddress;
import io.muster.inventory.kind.Route;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Traps on the way to an interface: addresses, gateways, block modes, routes and appliances. */
class ReachByRouteTest extends ReachWays {

    /** Of no instance. */
    private static MadeInterface loose() {
        return eni("eni-1").groups("sg-1").publicIps("52.0.0.1");
    }

    static Stream<Arguments> traps() {
        Route igw = route("0.0.0.0/0", "igw-1");
        return Stream.of(
                row("as it should be", network(), YES, "rule sgr-1 of sg-1 admits tcp 22 for 0.0.0.0/0"),
                row("no address", network(), eni("eni-1").of("i-1").groups("sg-1"), NO, "no public IPv4 address"),
                row("detached", network(), loose().status("available"), NO, "the interface is not attached"),
                row("of a service", network(), loose().status("in-use"), YES, ""),
                row("no status", network(), loose().status(null), UNKNOWN, "whether eni-1 is attached"),
                row("a status that is not known", network(), loose().status("paused"), UNKNOWN, "whether eni-1 is"),
                row("being attached", network(), loose().status("attaching"), UNKNOWN, "whether eni-1 is attached"),
                row("no status, no address", network(), eni("eni-1").status(null), NO, "no public IPv4 address"),
                row("an instance's, no status", network(), reached().status(null), YES, ""),
                row("no gateway", with("gateway", gateway("igw-1", "vpc-2")), NO, "no internet gateway is attached"),
                row(
                        "block public access",
                        with("subnet", subnet("subnet-1", "vpc-1", "10.0.0.0/24", null, "block-ingress")),
                        NO,
                        "VPC Block Public Access is block-ingress"),
                row(
                        "a block mode that is told for other subnets alone",
                        with(
                                "subnet",
                                subnet("subnet-1", "vpc-1", "10.0.0.0/24", null, null),
                                "other",
                                subnet("subnet-2")),
                        UNKNOWN,
                        "the block mode of subnet-1"),
                row(
                        "a block mode that is told for no subnet",
                        with("subnet", subnet("subnet-1", "vpc-1", "10.0.0.0/24", null, null)),
                        YES,
                        "VPC Block Public Access is not in use"),
                row("private table", routes(route("0.0.0.0/0", "nat-1")), NO, "route 0.0.0.0/0 to nat-1"),
                row("no route", routes(route("10.0.0.0/16", "local")), NO, "no route leads to it"),
                row(
                        "the main table of another VPC",
                        with(
                                "table",
                                mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local")),
                                "other",
                                mainTable("rtb-2", "vpc-2", igw)),
                        NO,
                        "no route leads to it"),
                row("the main table of its VPC", with("table", mainTable("rtb-1", "vpc-1", igw)), YES, ""),
                row(
                        "halves",
                        routes(route("0.0.0.0/1", "igw-1"), route("128.0.0.0/1", "igw-1")),
                        YES,
                        "route 0.0.0.0/1 to igw-1"),
                row(
                        "a blackhole that is more specific",
                        routes(igw, blackhole("8.8.8.0/24", "nat-9")),
                        NO,
                        "is a blackhole"),
                row(
                        "a blackhole that is less specific",
                        routes(blackhole("0.0.0.0/0", "nat-9"), route("8.8.8.0/24", "igw-1")),
                        YES,
                        ""),
                row("static before propagated", routes(propagated("0.0.0.0/0", "vgw-1"), igw), YES, ""),
                row("more specific, though propagated", routes(propagated("8.0.0.0/8", "vgw-1"), igw), NO, "vgw-1"),
                row(
                        "a prefix list takes it away",
                        listed(
                                route("pl-1", "tgw-1"),
                                Made.prefixList("pl-1", "offices", Estates.ACCOUNT, "8.8.0.0/16")),
                        NO,
                        "route pl-1 to tgw-1"),
                row(
                        "a prefix list that may not be read",
                        listed(route("pl-1", "tgw-1"), Made.unreadableList("pl-1", "offices", Estates.OTHER_ACCOUNT)),
                        UNKNOWN,
                        "the destinations of a route to tgw-1 (pl-1)"),
                row(
                        "an endpoint of an appliance for a customer's list",
                        listed(
                                route("pl-1", "vpce-1"),
                                Made.prefixList("pl-1", "offices", Estates.ACCOUNT, "8.8.0.0/16")),
                        UNKNOWN,
                        "whether an appliance lets one direction of it pass"),
                row(
                        "an endpoint of an appliance for a list that may not be read",
                        listed(route("pl-1", "vpce-1"), Made.unreadableList("pl-1", "offices", Estates.OTHER_ACCOUNT)),
                        UNKNOWN,
                        "the destinations of a route to vpce-1 (pl-1)"),
                row(
                        "a gateway endpoint of a service whose list holds the address",
                        listed(
                                route("pl-1", "vpce-1"),
                                Made.prefixList("pl-1", "com.amazonaws.eu-central-1.s3", "AWS", "8.8.0.0/16")),
                        NO,
                        "route pl-1 to vpce-1"),
                row("a gateway endpoint of a service", routes(igw, route("pl-63a5400a", "vpce-1")), YES, ""),
                row(
                        "inspected in both directions by an endpoint that was not listed",
                        with(
                                "table",
                                table("rtb-1", "vpc-1", false, List.of("subnet-1"), route("0.0.0.0/0", "vpce-1")),
                                "edge",
                                edgeTable("rtb-9", "igw-1", route("10.0.0.0/24", "vpce-1"))),
                        UNKNOWN,
                        "vpce-1"),
                row(
                        "the gateway of a shared VPC is not seen",
                        with(
                                "gateway",
                                gateway("igw-1", "vpc-9"),
                                "vpc",
                                Made.vpc("vpc-1", false, Estates.OTHER_ACCOUNT)),
                        UNKNOWN,
                        "the route table of the internet gateway of vpc-1, which another account shares"),
                row(
                        "neither the gateway nor a route of a shared VPC is seen",
                        with(
                                "gateway",
                                gateway("igw-1", "vpc-9"),
                                "vpc",
                                Made.vpc("vpc-1", false, Estates.OTHER_ACCOUNT),
                                "table",
                                subnet("subnet-9")),
                        UNKNOWN,
                        "which another account shares"),
                row(
                        "a blackhole of the family at the internet gateway",
                        with("edge", edgeTable("rtb-9", "igw-1", blackhole("10.0.0.0/24", "eni-9"))),
                        reached().ipv6("2600:1f00::10"),
                        NO,
                        "blackhole"),
                row(
                        "a blackhole of the gateway's own table",
                        with("edge", edgeTable("rtb-9", "igw-1", blackhole("10.0.0.0/24", "eni-9"))),
                        NO,
                        "the route of the internet gateway to the address is a blackhole"),
                row(
                        "a blackhole of the gateway's own table for another subnet",
                        with("edge", edgeTable("rtb-9", "igw-1", blackhole("10.0.5.0/24", "eni-9"))),
                        YES,
                        ""),
                row(
                        "a network load balancer's interface, which has no group",
                        network(),
                        eni("eni-1").of("i-1").type("network_load_balancer").publicIps("52.0.0.1"),
                        YES,
                        "the load balancer has no security group"),
                row(
                        "a default route with a hole of one address",
                        routes(igw, blackhole("8.8.8.8/32", "tgw-1")),
                        NO,
                        "8.8.8.8/32"),
                row("a hole of its neighbour", routes(igw, blackhole("8.8.8.9/32", "tgw-1")), YES, ""),
                row("a hole of two addresses", routes(igw, blackhole("8.8.8.8/31", "tgw-1")), NO, "8.8.8.8/31"),
                row(
                        "the main table, though another one is there",
                        with(
                                "table",
                                table("rtb-1", "vpc-1", true, List.of("subnet-7"), route("10.0.0.0/16", "local")),
                                "other",
                                table("rtb-2", "vpc-1", false, List.of("subnet-7"), igw)),
                        NO,
                        "no route leads to it"),
                row(
                        "an address that is lent to a second private one",
                        network(),
                        eni("eni-1")
                                .of("i-1")
                                .groups("sg-1")
                                .privateIps("10.0.0.10", "10.0.0.11")
                                .addresses(
                                        Parts.of(PrivateAddress.class, "privateIp", "10.0.0.10", "primary", true),
                                        Parts.of(
                                                PrivateAddress.class,
                                                "privateIp",
                                                "10.0.0.11",
                                                "publicIp",
                                                "52.0.0.1")),
                        YES,
                        "public address 52.0.0.1"),
                row(
                        "inspected in one direction",
                        routes(route("0.0.0.0/0", "eni-9")),
                        UNKNOWN,
                        "whether an appliance lets one direction of it pass"));
    }

    /** A route of a prefix list beside the one to the internet. */
    private static Map<String, Estates.Made<?>> listed(Route route, Estates.Made<PrefixList> list) {
        Route igw = route("0.0.0.0/0", "igw-1");
        return with("table", table("rtb-1", "vpc-1", false, List.of("subnet-1"), igw, route), "list", list);
    }
}
