package io.muster.estate.reach;

import static io.muster.estate.reach.Hosts.FAR;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.Subnet;
import io.muster.inventory.kind.TransitGatewayAttachment;
import io.muster.inventory.kind.TransitGatewayRoute;
import io.muster.inventory.kind.TransitGatewayRouteTable;
import io.muster.inventory.kind.TransitGatewayRouteTarget;
import io.muster.inventory.kind.TransitGatewayVpcOptions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** From one interface to another in a VPC of the same transit gateway. */
class TransitPathsTest extends LateralWays {

    static Stream<Arguments> traps() {
        return Stream.of(
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
                        "a VPC that is not attached",
                        FAR,
                        NO,
                        "it has no attachment of vpc-2",
                        with(
                                transit(),
                                "attachment2",
                                attachment("tgw-attach-2", "vpc-3"),
                                "far",
                                mainTable("rtb-9", "vpc-2", route("10.9.0.0/16", "local")))),
                row(
                        "an attachment of the other VPC that is not listed, as that of a shared VPC",
                        FAR,
                        UNKNOWN,
                        "the attachment of vpc-2 to tgw-1",
                        with(transit(), "attachment2", attachment("tgw-attach-2", "vpc-3"))),
                row(
                        "an attachment of its own VPC that is not listed",
                        FAR,
                        UNKNOWN,
                        "the attachment of vpc-1 to tgw-1",
                        with(transit(), "attachment1", attachment("tgw-attach-1", "vpc-3"))),
                row(
                        "an attachment that is newer than what was read of the routes",
                        FAR,
                        UNKNOWN,
                        "the routes of tgw-rtb-1",
                        with(
                                transit(),
                                "attachment2",
                                TransitParts.attachment(
                                        "tgw-attach-2", "vpc", "vpc-2", "tgw-rtb-1", "creationTime", Estates.NOW),
                                "transit",
                                TransitParts.readAt("tgw-rtb-1", Estates.NOW.minusSeconds(60)))),
                row(
                        "an attachment that is older than what was read of the routes",
                        FAR,
                        NO,
                        "no route leads to it",
                        with(
                                transit(),
                                "attachment2",
                                TransitParts.attachment(
                                        "tgw-attach-2", "vpc", "vpc-2", "tgw-rtb-1", "creationTime", Estates.NOW),
                                "transit",
                                TransitParts.readAt("tgw-rtb-1", Estates.NOW.plusSeconds(60)))),
                row(
                        "an association with a table that is being made",
                        FAR,
                        UNKNOWN,
                        "by which route table tgw-attach-1 is routed",
                        with(
                                transit(),
                                "attachment1",
                                TransitParts.attachment(
                                        "tgw-attach-1",
                                        "vpc",
                                        "vpc-1",
                                        "tgw-rtb-1",
                                        "associationState",
                                        "associating"))),
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
                zoned("in a Local Zone, whose parent is not read", UNKNOWN, "us-west-2-lax-1a"),
                zoned("in a Wavelength Zone, whose parent is not read", UNKNOWN, "us-east-1-wl1-bos-wlz-1"),
                zoned("in an Availability Zone of its own", NO, "us-gov-west-1b"),
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

    /** From a host in the zone, whose VPC is attached in another one. */
    private static Arguments zoned(String trap, Reachable expected, String zone) {
        return row(
                trap,
                FAR,
                expected,
                "one of subnet-1",
                with(
                        transit(),
                        "attachment1",
                        attachment("tgw-attach-1", "vpc-1", "subnet-2"),
                        "one",
                        inZone("subnet-1", "vpc-1", zone)));
    }

    /** The VPCs of both hosts, attached to a transit gateway that leads to either. */
    static Object[] transit() {
        return new Object[] {
            "table",
            mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route("10.0.0.0/8", "tgw-1")),
            "far",
            mainTable("rtb-9", "vpc-2", route("10.9.0.0/16", "local"), route("10.0.0.0/8", "tgw-1")),
            "attachment1",
            attachment("tgw-attach-1", "vpc-1"),
            "attachment2",
            attachment("tgw-attach-2", "vpc-2"),
            "transit",
            transitTable(new String[] {"10.9.0.0/16", "vpc-2"}, new String[] {"10.0.0.0/16", "vpc-1"})
        };
    }

    static Estates.Made<?> inZone(String id, String vpc, String zone) {
        return Made.of(
                id, new Subnet(vpc, "10.200.0.0/24", List.of(), zone, false, false, "off", Estates.ACCOUNT, null));
    }

    static Estates.Made<?> attachment(String id, String vpc, String... subnets) {
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
                "tgw-rtb-1", new TransitGatewayRouteTable("available", "tgw-1", true, true, null, all, null, null));
    }
}
