package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.subnet;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.kind.NatGateway;
import io.muster.inventory.kind.TransitGatewayAttachment;
import io.muster.inventory.kind.TransitGatewayRoute;
import io.muster.inventory.kind.TransitGatewayRouteTable;
import io.muster.inventory.kind.TransitGatewayRouteTarget;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From one interface to another, out to the internet, and in from private addresses: with the hop that says why. */
class QuestionsTest {

    private static final ServiceRange SSH = ServiceRange.asked("tcp", 22).orElseThrow();
    private static final MadeInterface A =
            eni("eni-a").of("i-a").in("subnet-1").privateIps("10.0.1.10").groups("sg-a");
    private static final MadeInterface B =
            eni("eni-b").of("i-b").in("subnet-2").privateIps("10.0.2.10").groups("sg-b");
    private static final MadeInterface NEAR =
            eni("eni-c").of("i-c").in("subnet-1").privateIps("10.0.1.20").groups("sg-b");
    private static final MadeInterface FAR = eni("eni-d")
            .of("i-d")
            .inVpc("vpc-2")
            .in("subnet-9")
            .privateIps("10.9.0.10")
            .groups("sg-b");

    private static Map<String, Estates.Made<?>> network(Object... changes) {
        Map<String, Estates.Made<?>> parts = new LinkedHashMap<>();
        parts.put("vpc", Made.vpc("vpc-1", false, Estates.ACCOUNT));
        parts.put("gateway", gateway("igw-1", "vpc-1"));
        parts.put("one", subnet("subnet-1", "vpc-1", "10.0.1.0/24", null, "off"));
        parts.put("two", subnet("subnet-2", "vpc-1", "10.0.2.0/24", null, "off"));
        parts.put("table", table("rtb-1", "vpc-1", true, List.of(), route("10.0.0.0/16", "local")));
        parts.put("far", table("rtb-9", "vpc-2", true, List.of(), route("10.9.0.0/16", "local")));
        parts.put("acl", openAcl("acl-1", "subnet-1", "subnet-2", "subnet-9"));
        parts.put("groupA", group("sg-a").out("-1", null, null, "0.0.0.0/0"));
        parts.put("groupB", group("sg-b").in("tcp", 22, 22, "10.0.1.0/24"));
        for (int i = 0; i < changes.length; i += 2) {
            parts.put((String) changes[i], (Estates.Made<?>) changes[i + 1]);
        }
        return parts;
    }

    private static Estate estate(Map<String, Estates.Made<?>> parts) {
        return Network.estate(parts.values().toArray(Estates.Made[]::new));
    }

    private static Endpoint host(MadeInterface eni) {
        return new Endpoint.Host(List.of(eni.resource()));
    }

    private static Arguments row(String trap, MadeInterface to, Reachable expected, String why, Object... changes) {
        return Arguments.of(trap, to, expected, why, network(changes));
    }

    static Stream<Arguments> laterally() {
        return Stream.of(
                row("across subnets", B, YES, "rule sgr-1 of sg-b admits tcp 22 for 10.0.1.0/24"),
                row("in the subnet", NEAR, YES, "sgr-1"),
                row(
                        "by reference",
                        B,
                        YES,
                        "members of sg-a",
                        "groupB",
                        group("sg-b").inFromGroup("sg-a")),
                row(
                        "by another's reference",
                        B,
                        NO,
                        "no rule of sg-b",
                        "groupB",
                        group("sg-b").inFromGroup("sg-x")),
                row("nothing goes out", B, NO, "no rule of sg-a lets out tcp 22", "groupA", group("sg-a")),
                row(
                        "out by reference",
                        B,
                        YES,
                        "members of sg-b",
                        "groupA",
                        group("sg-a").outToGroup("sg-b")),
                row(
                        "another source",
                        B,
                        NO,
                        "no rule of sg-b",
                        "groupB",
                        group("sg-b").in("tcp", 22, 22, "10.0.3.0/24")),
                row(
                        "an ACL of the source",
                        B,
                        NO,
                        "entry 90 denies",
                        "acl",
                        acl(
                                "acl-1",
                                List.of("subnet-1"),
                                out(90, false, "6", 22, 22, "10.0.2.0/24"),
                                out(100, true, "-1", null, null, "0.0.0.0/0"),
                                in(100, true, "-1", null, null, "0.0.0.0/0")),
                        "other",
                        openAcl("acl-2", "subnet-2")),
                row(
                        "an ACL of the source for answers",
                        B,
                        NO,
                        "no entry lets answers through",
                        "acl",
                        acl(
                                "acl-1",
                                List.of("subnet-1"),
                                out(100, true, "-1", null, null, "0.0.0.0/0"),
                                in(100, true, "6", 22, 22, "0.0.0.0/0")),
                        "other",
                        openAcl("acl-2", "subnet-2")),
                row("no ACL in the subnet", NEAR, YES, "sgr-1", "acl", acl("acl-1", List.of("subnet-1"))),
                row("another VPC", FAR, NO, "no route leads to it"),
                row(
                        "a peered VPC",
                        FAR,
                        YES,
                        "route 10.9.0.0/16 to pcx-1",
                        "table",
                        table(
                                "rtb-1",
                                "vpc-1",
                                true,
                                List.of(),
                                route("10.0.0.0/16", "local"),
                                route("10.9.0.0/16", "pcx-1")),
                        "far",
                        table(
                                "rtb-9",
                                "vpc-2",
                                true,
                                List.of(),
                                route("10.9.0.0/16", "local"),
                                route("10.0.0.0/16", "pcx-1"))),
                row(
                        "a peered VPC without a way back",
                        FAR,
                        NO,
                        "pcx-1",
                        "table",
                        table("rtb-1", "vpc-1", true, List.of(), route("10.9.0.0/16", "pcx-1"))),
                row("over a transit gateway", FAR, YES, "route 10.9.0.0/16 to vpc-2", transit()),
                row(
                        "over a transit gateway that drops it",
                        FAR,
                        NO,
                        "is a blackhole",
                        with(transit(), "transit", transitTable(new String[] {"10.9.0.0/16", "vpc-2"}, new String[] {
                            "10.9.0.0/24", ""
                        }))),
                row(
                        "over a transit gateway without a way back",
                        FAR,
                        NO,
                        "no route leads to it",
                        with(transit(), "transit", transitTable(new String[] {"10.9.0.0/16", "vpc-2"}))),
                row(
                        "a reference over a transit gateway that tells none",
                        FAR,
                        NO,
                        "no rule of sg-b",
                        with(transit(), "groupB", group("sg-b").inFromGroup("sg-a"))),
                row(
                        "a VPC that is not attached",
                        FAR,
                        NO,
                        "it has no attachment of vpc-2",
                        with(transit(), "attachment2", attachment("tgw-attach-2", "vpc-3"))),
                row(
                        "a transit gateway of which nothing is known",
                        FAR,
                        UNKNOWN,
                        "the routes of tgw-rtb-1",
                        with(transit(), "transit", Network.gateway("igw-9"))));
    }

    private static Object[] transit() {
        return new Object[] {
            "table",
            table("rtb-1", "vpc-1", true, List.of(), route("10.0.0.0/16", "local"), route("10.0.0.0/8", "tgw-1")),
            "far",
            table("rtb-9", "vpc-2", true, List.of(), route("10.9.0.0/16", "local"), route("10.0.0.0/8", "tgw-1")),
            "attachment1",
            attachment("tgw-attach-1", "vpc-1"),
            "attachment2",
            attachment("tgw-attach-2", "vpc-2"),
            "transit",
            transitTable(new String[] {"10.9.0.0/16", "vpc-2"}, new String[] {"10.0.0.0/16", "vpc-1"})
        };
    }

    private static Object[] with(Object[] changes, Object... more) {
        return Stream.concat(Arrays.stream(changes), Arrays.stream(more)).toArray();
    }

    private static Estates.Made<?> attachment(String id, String vpc) {
        return Made.of(
                id,
                new TransitGatewayAttachment(
                        "available",
                        "tgw-1",
                        null,
                        "vpc",
                        vpc,
                        null,
                        null,
                        "tgw-rtb-1",
                        null,
                        "associated",
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    /** Routes as a destination and a VPC; a blackhole without one. */
    private static Estates.Made<?> transitTable(String[]... routes) {
        List<TransitGatewayRoute> all = Arrays.stream(routes)
                .map(one -> new TransitGatewayRoute(
                        one[0],
                        null,
                        one[1].isEmpty() ? "blackhole" : "active",
                        "static",
                        one[1].isEmpty()
                                ? List.of()
                                : List.of(new TransitGatewayRouteTarget("tgw-attach", "vpc", one[1]))))
                .toList();
        return Made.of(
                "tgw-rtb-1", new TransitGatewayRouteTable("available", "tgw-1", true, true, List.of(), all, null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void laterally(String trap, MadeInterface to, Reachable expected, String why, Map<String, Estates.Made<?>> parts) {
        Outcome outcome = Questions.of(estate(parts)).ask(host(A), host(to), SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.toString()).contains(why);
        assertThat(outcome.blocking() != null).isEqualTo(expected == NO);
    }

    private static Estates.Made<NatGateway> nat(String state, String type) {
        return Made.of(
                "nat-1",
                new NatGateway(
                        state, type, "zonal", "vpc-1", "subnet-2", null, List.of(), null, List.of(), null, null));
    }

    private static Arguments outward(
            String trap, MadeInterface from, Reachable expected, String way, Object... changes) {
        return Arguments.of(trap, from, expected, way, network(changes));
    }

    static Stream<Arguments> outward() {
        Estates.Made<?> toGateway = table("rtb-1", "vpc-1", false, List.of("subnet-1"), route("0.0.0.0/0", "igw-1"));
        Estates.Made<?> toNat = table("rtb-1", "vpc-1", false, List.of("subnet-1"), route("0.0.0.0/0", "nat-1"));
        Estates.Made<?> ofNat = table("rtb-2", "vpc-1", true, List.of(), route("0.0.0.0/0", "igw-1"));
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
                        "by a private NAT gateway",
                        A,
                        UNKNOWN,
                        "nat-1",
                        "table",
                        toNat,
                        "main",
                        ofNat,
                        "nat",
                        nat("available", "private")),
                outward("by a NAT gateway that is not there", A, UNKNOWN, "nat-1", "table", toNat, "main", ofNat),
                outward("nothing goes out", addressed, NO, "", "table", toGateway, "groupA", group("sg-a")),
                outward(
                        "by a transit gateway",
                        A,
                        UNKNOWN,
                        "tgw-1",
                        "table",
                        table("rtb-1", "vpc-1", true, List.of(), route("0.0.0.0/0", "tgw-1"))),
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

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void outward(String trap, MadeInterface from, Reachable expected, String way, Map<String, Estates.Made<?>> parts) {
        Estate estate = estate(parts);

        Outcome outcome = Questions.of(estate).ask(host(from), new Endpoint.Everyone(), SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(Egress.of(estate).ways(from.resource()))
                .extracting(Egress.Way::target)
                .containsExactlyElementsOf(way.isEmpty() ? List.of() : List.of(way));
    }

    static Stream<Arguments> fromAddresses() {
        Estates.Made<?> toOffice = table("rtb-1", "vpc-1", true, List.of(), route("192.168.0.0/16", "vgw-1"));
        return Stream.of(
                Arguments.of("10.0.1.0/24", network(), YES),
                Arguments.of("10.0.3.0/24", network(), NO),
                Arguments.of("192.168.1.0/24", network(), NO),
                Arguments.of(
                        "192.168.1.0/24",
                        network("table", toOffice, "groupB", group("sg-b").in("tcp", 22, 22, "192.168.0.0/16")),
                        UNKNOWN),
                Arguments.of("192.168.1.0/24", network("table", toOffice), NO),
                Arguments.of("8.8.8.8", network(), NO));
    }

    @ParameterizedTest
    @MethodSource
    void fromAddresses(String cidr, Map<String, Estates.Made<?>> parts, Reachable expected) {
        Outcome outcome = Questions.of(estate(parts)).ask(new Endpoint.Range(CidrSet.parse(cidr)), host(B), SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    @Test
    void oneSideHasToBeAResource() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Questions.of(estate(network())).ask(new Endpoint.Everyone(), new Endpoint.Everyone(), SSH));
    }

    @Test
    void aHostWithoutInterfacesIsNotReached() {
        assertThat(Questions.of(estate(network()))
                        .ask(new Endpoint.Everyone(), new Endpoint.Host(List.of()), SSH)
                        .reachable())
                .isEqualTo(NO);
    }
}
