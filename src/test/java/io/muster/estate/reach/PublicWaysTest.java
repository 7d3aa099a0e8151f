package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.ZONE;
import static io.muster.estate.reach.SmallVpc.between;
import static io.muster.estate.reach.SmallVpc.network;
import static io.muster.estate.reach.SmallVpc.subnet;
import static io.muster.estate.reach.SmallVpc.vpc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.MadeInterface;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From a host to the public addresses of another one in a VPC that no private way leads to. */
class PublicWaysTest {

    private static final String PUBLIC = "eni-a";
    private static final String BEHIND_NAT = "eni-b";
    private static final String ANY = "0.0.0.0/0";
    private static final MadeInterface FAR =
            eni("eni-d").of("i-d").inVpc("vpc-2").in("subnet-9").groups("sg-d").privateIps("10.9.0.10");

    /** Named by a second table as well, so that it is not known which of them serves the subnet. */
    private static final Estates.Made<RouteTable> OTHER_TABLE =
            Network.table("rtb-9", "vpc-1", false, List.of("subnet-1"), route("0.0.0.0/0", "igw-1"));

    private static final MadeInterface SIX_ALONE =
            eni("eni-b").of("i-b").in("subnet-2").groups("sg-1").privateIps().ipv6("2600:1f00:0:2::10");

    static Stream<Arguments> ways() {
        MadeInterface six = eni("eni-a").of("i-a").in("subnet-1").groups("sg-1").ipv6("2600:1f00:0:1::10");
        return Stream.of(
                row("from a public address", PUBLIC, YES, "rule", admitting("52.0.0.1/32")),
                row("from the address of a NAT gateway", BEHIND_NAT, YES, "rule", admitting("52.0.0.5/32")),
                row(
                        "from a subnet of which the table is not known",
                        PUBLIC,
                        UNKNOWN,
                        "which route table serves subnet-1",
                        with(admitting("52.0.0.1/32"), "otherTable", OTHER_TABLE)),
                row(
                        "from a subnet of which the table is not known, by a group that lets nothing out",
                        PUBLIC,
                        NO,
                        "no rule of sg-1 lets out",
                        with(
                                admitting("52.0.0.1/32"),
                                "otherTable",
                                OTHER_TABLE,
                                "group",
                                group("sg-1").in("tcp", 22, 22, "0.0.0.0/0"))),
                row(
                        "by IPv6 alone from a host without IPv6, in a subnet of which the table is not known",
                        PUBLIC,
                        NO,
                        "no rule of sg-d admits",
                        with(admitting("::/0"), "otherTable", OTHER_TABLE)),
                row("from the private address", PUBLIC, NO, "rtb-", admitting("10.0.1.10/32")),
                row("from another public address", BEHIND_NAT, NO, "rtb-", admitting("52.0.0.1/32")),
                row(
                        "to members of the group",
                        PUBLIC,
                        NO,
                        "route 0.0.0.0/0 to igw-1",
                        part("groupD", group("sg-d").inFromGroup("sg-1"))),
                row("to no public address", PUBLIC, NO, "rtb-", with(admitting("52.0.0.1/32"), "d", FAR)),
                row(
                        "without a gateway of the other VPC",
                        PUBLIC,
                        NO,
                        "rtb-",
                        with(admitting("52.0.0.1/32"), "gateway2", gateway("igw-2"))),
                row(
                        "from a public address that the host has no more",
                        PUBLIC,
                        NO,
                        "rtb-",
                        with(
                                admitting("0.0.0.0/0"),
                                "a",
                                eni("eni-a")
                                        .of("i-a")
                                        .in("subnet-1")
                                        .privateIps("10.0.1.10")
                                        .groups("sg-1"))),
                row(
                        "from one of two addresses, of which one is admitted",
                        PUBLIC,
                        UNKNOWN,
                        "which public address of eni-a it comes from",
                        with(
                                admitting("52.0.0.1/32"),
                                "a",
                                eni("eni-a")
                                        .of("i-a")
                                        .in("subnet-1")
                                        .privateIps("10.0.1.10")
                                        .publicIps("52.0.0.1", "52.0.0.2")
                                        .groups("sg-1"))),
                row(
                        "by a transit gateway, beyond which it may get out",
                        BEHIND_NAT,
                        UNKNOWN,
                        "tgw-1",
                        by("tgw-1", ANY)),
                row("by a VPN gateway", BEHIND_NAT, UNKNOWN, "vgw-1", by("vgw-1", ANY)),
                row("by an appliance", BEHIND_NAT, UNKNOWN, "eni-x", by("eni-x", ANY)),
                row(
                        "by a transit gateway, to a group that admits no such address",
                        BEHIND_NAT,
                        NO,
                        "it does not lead to vpc-2",
                        by("tgw-1", "10.0.0.0/8")),
                row(
                        "by a peering connection, which leads to no internet gateway",
                        BEHIND_NAT,
                        NO,
                        "answers: route 0.0.0.0/0 to igw-2",
                        by("pcx-1", ANY)),
                row(
                        "by a transit gateway, from a group that lets nothing out",
                        BEHIND_NAT,
                        NO,
                        "no rule of sg-1 lets out",
                        with(by("tgw-1", ANY), "group", group("sg-1").in("tcp", 22, 22, "0.0.0.0/0"))),
                row(
                        "by a transit gateway that has no route",
                        BEHIND_NAT,
                        NO,
                        "route 0.0.0.0/0 to tgw-1 is a blackhole",
                        with(
                                by("tgw-1", ANY),
                                "privateTable",
                                mainTable("rtb-2", "vpc-1", Network.blackhole(ANY, "tgw-1")))),
                row(
                        "by IPv4 from a host with IPv6 alone",
                        BEHIND_NAT,
                        NO,
                        "no route leads to it",
                        with(admitting(ANY), "b", SIX_ALONE)),
                row(
                        "by IPv4 from a host with IPv6 alone, and a NAT gateway for NAT64",
                        BEHIND_NAT,
                        UNKNOWN,
                        "NAT64",
                        with(
                                admitting(ANY),
                                "b",
                                SIX_ALONE,
                                "privateTable",
                                mainTable(
                                        "rtb-2",
                                        "vpc-1",
                                        route("10.0.0.0/16", "local"),
                                        route(ANY, "nat-1"),
                                        route("64:ff9b::/96", "nat-1")))),
                row(
                        "by NAT64 from a host of both families that sends IPv6 alone",
                        BEHIND_NAT,
                        UNKNOWN,
                        "where NAT64 of nat-1 leads",
                        bySix(ANY, route("64:ff9b::/96", "nat-1"))),
                row(
                        "from a host of both families that sends IPv6 alone, and no NAT64",
                        BEHIND_NAT,
                        NO,
                        "no rule of sg-6 lets out",
                        bySix(ANY, route("::/0", "eigw-1"))),
                row(
                        "by NAT64 to a group that admits IPv6 alone",
                        BEHIND_NAT,
                        NO,
                        "no rule of sg-6 lets out",
                        bySix("::/0", route("64:ff9b::/96", "nat-1"))),
                row("by IPv6", PUBLIC, YES, "rule", with(admitting("2600:1f00:0:1::10/128"), "a", six)),
                row(
                        "by IPv6 and an egress-only gateway",
                        PUBLIC,
                        YES,
                        "eigw-1",
                        with(
                                admitting("2600:1f00:0:1::10/128"),
                                "a",
                                six,
                                "publicTable",
                                SmallVpc.publicTable(route("::/0", "eigw-1")))),
                row(
                        "by IPv6 that is not admitted",
                        PUBLIC,
                        NO,
                        "route 0.0.0.0/0 to igw-1",
                        with(admitting("2600:1f00:0:2::/64"), "a", six)));
    }

    private static Arguments row(String trap, String from, Reachable expected, String why, Object[] changes) {
        return argumentSet(trap, from, expected, why, changes);
    }

    private static Object[] by(String target, String admitted) {
        return with(
                admitting(admitted),
                "privateTable",
                mainTable("rtb-2", "vpc-1", route("10.0.0.0/16", "local"), route(ANY, target)),
                "appliance",
                eni("eni-x").of("i-x").in("subnet-1").privateIps("10.0.1.77").sourceDestCheck(false));
    }

    private static Object[] bySix(String admitted, Route six) {
        return with(
                admitting(admitted),
                "b",
                eni("eni-b")
                        .of("i-b")
                        .in("subnet-2")
                        .groups("sg-6")
                        .privateIps("10.0.2.10")
                        .ipv6("2600:1f00:0:2::10"),
                "groupOfB",
                group("sg-6").out("-1", null, null, "::/0"),
                "privateTable",
                mainTable("rtb-2", "vpc-1", route("10.0.0.0/16", "local"), route(ANY, "nat-1"), six));
    }

    private static Object[] part(String name, Estates.Made<?> part) {
        return new Object[] {name, part};
    }

    private static Object[] admitting(String cidr) {
        return part("groupD", group("sg-d").in("tcp", 22, 22, cidr));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aPublicAddressIsReachedOverTheInternet(String from, Reachable expected, String why, Object[] changes) {
        // given
        Object[] other = {
            "vpc2", vpc("vpc-2", "10.9.0.0/16", "2600:1f99::/56"),
            "gateway2", gateway("igw-2", "vpc-2"),
            "subnet9", subnet("subnet-9", "vpc-2", "10.9.0.0/24", "2600:1f99::/64", ZONE),
            "acl9", openAcl("acl-9", "subnet-9"),
            "table9",
                    mainTable(
                            "rtb-9",
                            "vpc-2",
                            route("10.9.0.0/16", "local"),
                            route("2600:1f99::/56", "local"),
                            route("0.0.0.0/0", "igw-2"),
                            route("::/0", "igw-2")),
            "d",
                    eni("eni-d")
                            .of("i-d")
                            .inVpc("vpc-2")
                            .in("subnet-9")
                            .groups("sg-d")
                            .privateIps("10.9.0.10")
                            .publicIps("52.0.0.9")
                            .ipv6("2600:1f99::10")
        };

        // when
        Outcome outcome = between(network(with(other, changes)), from, "eni-d");

        // then
        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.toString()).contains(why);
    }
}
