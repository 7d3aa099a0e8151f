package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Hosts.A;
import static io.muster.estate.reach.Hosts.SSH;
import static io.muster.estate.reach.Hosts.estate;
import static io.muster.estate.reach.Hosts.host;
import static io.muster.estate.reach.Hosts.network;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.blackhole;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.subnet;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.kind.NatGateway;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From an interface out to the internet: whether there is a way, and which. */
class EgressTest {

    private static Estates.Made<NatGateway> nat(String state, String type) {
        return Made.of(
                "nat-1",
                new NatGateway(
                        state, type, "zonal", "vpc-1", "subnet-2", null, List.of(), null, List.of(), null, null));
    }

    private static Arguments outward(
            String trap, MadeInterface from, Reachable expected, String way, Object... changes) {
        return argumentSet(trap, from, expected, way, network(changes));
    }

    static Stream<Arguments> outward() {
        Estates.Made<?> toGateway = table("rtb-1", "vpc-1", false, List.of("subnet-1"), route("0.0.0.0/0", "igw-1"));
        Estates.Made<?> toNat = table("rtb-1", "vpc-1", false, List.of("subnet-1"), route("0.0.0.0/0", "nat-1"));
        Estates.Made<?> ofNat = mainTable("rtb-2", "vpc-1", route("0.0.0.0/0", "igw-1"));
        MadeInterface inside = eni("eni-a")
                .of("i-a")
                .in("subnet-1")
                .privateIps("10.0.1.10")
                .groups("sg-a")
                .publicIps("52.0.0.1");
        MadeInterface addressed = eni("eni-a").of("i-a").groups("sg-a").publicIps("52.0.0.1");
        return Stream.of(
                outward("no route", addressed, NO, ""),
                outward("by the internet gateway", addressed, YES, "igw-1", "table", toGateway),
                outward("without an address", A, NO, "", "table", toGateway),
                outward(
                        "by a NAT gateway",
                        A,
                        YES,
                        "nat-1",
                        "table",
                        toNat,
                        "main",
                        ofNat,
                        "nat",
                        nat("available", "public")),
                outward(
                        "by a NAT gateway that is gone",
                        A,
                        NO,
                        "",
                        "table",
                        toNat,
                        "main",
                        ofNat,
                        "nat",
                        nat("deleted", "public")),
                outward(
                        "by a NAT gateway without a way out",
                        A,
                        NO,
                        "",
                        "table",
                        toNat,
                        "main",
                        table("rtb-2", "vpc-1", true, List.of()),
                        "nat",
                        nat("available", "public")),
                outward(
                        "by a private NAT gateway to an internet gateway",
                        A,
                        NO,
                        "",
                        "table",
                        toNat,
                        "main",
                        ofNat,
                        "nat",
                        nat("available", "private")),
                outward(
                        "by a private NAT gateway to another network",
                        A,
                        UNKNOWN,
                        "nat-1",
                        "table",
                        toNat,
                        "main",
                        mainTable("rtb-2", "vpc-1", route("0.0.0.0/0", "tgw-1")),
                        "nat",
                        nat("available", "private")),
                outward(
                        "by a NAT gateway behind an appliance",
                        A,
                        UNKNOWN,
                        "nat-1",
                        "table",
                        toNat,
                        "main",
                        mainTable("rtb-2", "vpc-1", route("0.0.0.0/0", "vpce-1")),
                        "nat",
                        nat("available", "public")),
                outward(
                        "the gateway's own table drops the answers",
                        inside,
                        NO,
                        "",
                        "table",
                        toGateway,
                        "edge",
                        Network.edgeTable("rtb-e", "igw-1", Network.blackhole("10.0.1.0/24", "eni-9"))),
                outward(
                        "the gateway's own table hands the answers to an appliance",
                        inside,
                        UNKNOWN,
                        "igw-1",
                        "table",
                        toGateway,
                        "edge",
                        Network.edgeTable("rtb-e", "igw-1", route("10.0.1.0/24", "eni-9"))),
                outward(
                        "the gateway's own table speaks of another subnet",
                        inside,
                        YES,
                        "igw-1",
                        "table",
                        toGateway,
                        "edge",
                        Network.edgeTable("rtb-e", "igw-1", route("10.0.2.0/24", "eni-9"))),
                outward("by a NAT gateway that is not there", A, UNKNOWN, "nat-1", "table", toNat, "main", ofNat),
                outward("nothing goes out", addressed, NO, "", "table", toGateway, "groupA", group("sg-a")),
                outward(
                        "by a transit gateway",
                        A,
                        UNKNOWN,
                        "tgw-1",
                        "table",
                        mainTable("rtb-1", "vpc-1", route("0.0.0.0/0", "tgw-1"))),
                outward(
                        "by a route for a prefix list that was not read",
                        A,
                        UNKNOWN,
                        "tgw-1",
                        "table",
                        mainTable("rtb-1", "vpc-1", route("pl-1", "tgw-1"))),
                outward(
                        "block public access",
                        addressed,
                        NO,
                        "",
                        "table",
                        toGateway,
                        "one",
                        subnet("subnet-1", "vpc-1", "10.0.1.0/24", null, "block-ingress")),
                outward(
                        "block public access lets NAT out",
                        A,
                        YES,
                        "nat-1",
                        "table",
                        toNat,
                        "main",
                        ofNat,
                        "nat",
                        nat("available", "public"),
                        "two",
                        subnet("subnet-2", "vpc-1", "10.0.2.0/24", null, "block-ingress")),
                outward(
                        "block public access in both directions",
                        A,
                        NO,
                        "",
                        "table",
                        toNat,
                        "main",
                        ofNat,
                        "nat",
                        nat("available", "public"),
                        "two",
                        subnet("subnet-2", "vpc-1", "10.0.2.0/24", null, "block-bidirectional")));
    }

    static Stream<Arguments> within() {
        Estates.Made<?> closed = acl("acl-1", List.of("subnet-1"));
        return Stream.of(
                argumentSet("another subnet", "10.0.2.0/24", YES, network()),
                argumentSet("nothing goes out", "10.0.2.0/24", NO, network("groupA", group("sg-a"))),
                argumentSet("an ACL that lets nothing out", "10.0.2.0/24", NO, network("acl", closed)),
                argumentSet("its own subnet, where no ACL counts", "10.0.1.0/24", YES, network("acl", closed)),
                argumentSet("another network", "10.9.0.0/24", NO, network()));
    }

    @ParameterizedTest
    @MethodSource("within")
    void theDestinationsRangeDecides(String range, Reachable expected, Map<String, Estates.Made<?>> parts) {
        Outcome outcome = Questions.of(estate(parts)).ask(host(A), new Endpoint.Range(CidrSet.parse(range)), SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    static Stream<Arguments> blocked() {
        Estates.Made<?> toGateway =
                mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route("0.0.0.0/0", "igw-1"));
        Estates.Made<?> closed = acl("acl-1", List.of("subnet-1"));
        return Stream.of(
                argumentSet("no route", "8.8.8.8", ResourceKind.ROUTE_TABLE, "no route leads to it", network()),
                argumentSet(
                        "no public address",
                        "8.8.8.8",
                        ResourceKind.NETWORK_INTERFACE,
                        "no public IPv4 address",
                        network("table", toGateway)),
                argumentSet(
                        "an ACL in the VPC",
                        "10.0.2.0/24",
                        ResourceKind.NETWORK_ACL,
                        "no entry",
                        network("table", toGateway, "acl", closed)),
                argumentSet(
                        "a blackhole",
                        "8.8.8.8",
                        ResourceKind.ROUTE_TABLE,
                        "is a blackhole",
                        network("table", mainTable("rtb-1", "vpc-1", blackhole("0.0.0.0/0", "nat-1")))));
    }

    /** The hop that stops it lies on the way that the destination takes. */
    @ParameterizedTest
    @MethodSource("blocked")
    void theHopThatStopsItIsNamed(String to, ResourceKind kind, String why, Map<String, Estates.Made<?>> parts) {
        Outcome outcome = Questions.of(estate(parts)).ask(host(A), new Endpoint.Range(CidrSet.parse(to)), SSH);

        assertThat(outcome.reachable()).isEqualTo(NO);
        assertThat(outcome.blocking().kind()).as("%s", outcome).isEqualTo(kind);
        assertThat(outcome.blocking().why()).contains(why);
    }

    @ParameterizedTest
    @MethodSource("outward")
    void theWayOutIsFoundWithItsReason(
            MadeInterface from, Reachable expected, String way, Map<String, Estates.Made<?>> parts) {
        Estate estate = estate(parts);

        Outcome outcome = Questions.of(estate).ask(host(from), new Endpoint.Everyone(), SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(Egress.of(estate).ways(from.resource()))
                .extracting(Egress.Way::target)
                .containsExactlyElementsOf(way.isEmpty() ? List.of() : List.of(way));
    }
}
