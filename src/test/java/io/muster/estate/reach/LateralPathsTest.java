package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Hosts.A;
import static io.muster.estate.reach.Hosts.B;
import static io.muster.estate.reach.Hosts.FAR;
import static io.muster.estate.reach.Hosts.NEAR;
import static io.muster.estate.reach.Hosts.SSH;
import static io.muster.estate.reach.Hosts.estate;
import static io.muster.estate.reach.Hosts.host;
import static io.muster.estate.reach.Hosts.network;
import static io.muster.estate.reach.Network.acl;
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

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.Subnet;
import io.muster.inventory.kind.TransitGatewayAttachment;
import io.muster.inventory.kind.TransitGatewayRoute;
import io.muster.inventory.kind.TransitGatewayRouteTable;
import io.muster.inventory.kind.TransitGatewayRouteTarget;
import io.muster.inventory.kind.TransitGatewayVpcOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From one interface to another, in a subnet, a VPC and between VPCs: with the hop that says why. */
class LateralPathsTest {

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
                        "a reference into a peered VPC",
                        B,
                        YES,
                        "members of sg-a",
                        "groupB",
                        group("sg-b").inFromForeign("sg-a", Estates.ACCOUNT, "active")),
                row(
                        "a reference that has become stale",
                        B,
                        NO,
                        "no rule of sg-b",
                        "groupB",
                        group("sg-b").inFromForeign("sg-a", Estates.ACCOUNT, "deleted")),
                row(
                        "a range of a second CIDR without its local route",
                        eni("eni-x")
                                .of("i-x")
                                .in("subnet-5")
                                .privateIps("10.7.0.10")
                                .groups("sg-b"),
                        NO,
                        "no route leads to it",
                        "five",
                        subnet("subnet-5", "vpc-1", "10.7.0.0/24", null, "off"),
                        "acl5",
                        openAcl("acl-5", "subnet-5")),
                row(
                        "a second CIDR",
                        eni("eni-x")
                                .of("i-x")
                                .in("subnet-5")
                                .privateIps("10.7.0.10")
                                .groups("sg-b"),
                        YES,
                        "route 10.7.0.0/16 to local",
                        "five",
                        subnet("subnet-5", "vpc-1", "10.7.0.0/24", null, "off"),
                        "acl5",
                        openAcl("acl-5", "subnet-5"),
                        "table",
                        table(
                                "rtb-1",
                                "vpc-1",
                                true,
                                List.of(),
                                route("10.0.0.0/16", "local"),
                                route("10.7.0.0/16", "local"))),
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
                        "an attachment in another zone",
                        FAR,
                        NO,
                        "has no subnet in the Availability Zone of subnet-1",
                        with(
                                transit(),
                                "attachment1",
                                attachment("tgw-attach-1", "vpc-1", "subnet-z"),
                                "z",
                                inZone("subnet-z", "vpc-1", "eu-central-1b"))),
                row(
                        "an attachment of the other VPC in another zone than the answer comes from",
                        FAR,
                        NO,
                        "has no subnet in the Availability Zone of subnet-9",
                        with(
                                transit(),
                                "attachment2",
                                attachment("tgw-attach-2", "vpc-2", "subnet-z"),
                                "z",
                                inZone("subnet-z", "vpc-2", "eu-central-1b"),
                                "nine",
                                inZone("subnet-9", "vpc-2", "eu-central-1a"))),
                row(
                        "an attachment in the zone",
                        FAR,
                        YES,
                        "route 10.9.0.0/16 to vpc-2",
                        with(transit(), "attachment1", attachment("tgw-attach-1", "vpc-1", "subnet-2"))),
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

    private static Estates.Made<?> inZone(String id, String vpc, String zone) {
        return Made.of(id, new Subnet(vpc, "10.200.0.0/24", List.of(), zone, false, false, "off", Estates.ACCOUNT));
    }

    private static Estates.Made<?> attachment(String id, String vpc, String... subnets) {
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
                        subnets.length == 0
                                ? null
                                : Parts.of(TransitGatewayVpcOptions.class, "subnetIds", List.of(subnets)),
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
                "tgw-rtb-1",
                new TransitGatewayRouteTable("available", "tgw-1", true, true, List.of(), all, null, null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void laterally(String trap, MadeInterface to, Reachable expected, String why, Map<String, Estates.Made<?>> parts) {
        Outcome outcome = Questions.of(estate(parts)).ask(host(A), host(to), SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.toString()).contains(why);
        assertThat(outcome.blocking() != null).isEqualTo(expected == NO);
    }
}
