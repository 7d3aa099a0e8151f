package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Hosts.B;
import static io.muster.estate.reach.Hosts.FAR;
import static io.muster.estate.reach.Hosts.NEAR;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.subnet;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.YES;

import io.muster.estate.Estates;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** From one interface to another, in a subnet, a VPC and between peered VPCs. */
class HostPairTest extends LateralWays {

    static Stream<Arguments> traps() {
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
                        mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route("10.7.0.0/16", "local"))),
                row(
                        "a peered VPC",
                        FAR,
                        YES,
                        "route 10.9.0.0/16 to pcx-1",
                        "table",
                        mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route("10.9.0.0/16", "pcx-1")),
                        "far",
                        mainTable("rtb-9", "vpc-2", route("10.9.0.0/16", "local"), route("10.0.0.0/16", "pcx-1"))),
                row(
                        "a peered VPC without a way back",
                        FAR,
                        NO,
                        "pcx-1",
                        "table",
                        mainTable("rtb-1", "vpc-1", route("10.9.0.0/16", "pcx-1"))));
    }
}
