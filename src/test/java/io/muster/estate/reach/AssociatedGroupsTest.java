package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Hosts.B;
import static io.muster.estate.reach.Hosts.FAR;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.SecurityGroupVpcAssociation;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Groups that rules name, of interfaces in the VPC that the group belongs to, and in one that it is associated with: what an interface
 * carries is in force there, whatever the state of the association.
 */
class AssociatedGroupsTest extends LateralWays {

    private static final String BETWEEN = "whether members of security groups are told between the VPCs";
    private static final MadeInterface SAME =
            eni("eni-e").of("i-e").in("subnet-2").privateIps("10.0.2.20").groups("sg-a");

    private static final MadeInterface FAR_OF_ONE = eni("eni-f")
            .of("i-f")
            .inVpc("vpc-2")
            .in("subnet-9")
            .privateIps("10.9.0.20")
            .groups("sg-a");

    static Stream<Arguments> traps() {
        return Stream.of(
                row("members of one group", SAME, YES, "members of sg-a", "groupA", named("sg-a")),
                row(
                        "of a group of another VPC that is associated",
                        SAME,
                        YES,
                        "members of sg-a",
                        with(association("associated"), "groupA", named("sg-a").of("vpc-7"))),
                row(
                        "of a group whose association has failed",
                        SAME,
                        YES,
                        "members of sg-a",
                        with(
                                association("association-failed"),
                                "groupA",
                                named("sg-a").of("vpc-7"))),
                row(
                        "of a group that is being disassociated",
                        SAME,
                        YES,
                        "members of sg-a",
                        with(
                                association("disassociating"),
                                "groupA",
                                named("sg-a").of("vpc-7"))),
                row(
                        "of a group that no interface carries, though associated",
                        B,
                        NO,
                        "no rule of sg-b",
                        with(association("associated"), "groupB", group("sg-b").inFromGroup("sg-x"))),
                row(
                        "in peered VPCs, each by its own group",
                        FAR,
                        YES,
                        "members of sg-a",
                        peered("groupB", group("sg-b").of("vpc-2").inFromForeign("sg-a", Estates.ACCOUNT, "active"))),
                row(
                        "in peered VPCs, the one by a group that is associated",
                        FAR,
                        UNKNOWN,
                        BETWEEN,
                        peered(
                                "groupA",
                                group("sg-a").of("vpc-7").out("-1", null, null, "0.0.0.0/0"),
                                "groupB",
                                group("sg-b").of("vpc-2").inFromGroup("sg-a"))),
                row("in peered VPCs, both by one group", FAR_OF_ONE, UNKNOWN, BETWEEN, peered("groupA", named("sg-a"))),
                row(
                        "in peered VPCs, out to a group that is associated",
                        FAR,
                        UNKNOWN,
                        BETWEEN,
                        peered(
                                "groupA",
                                group("sg-a").outToGroup("sg-b"),
                                "groupB",
                                group("sg-b").in("tcp", 22, 22, "10.0.0.0/16"))),
                row(
                        "in peered VPCs, by addresses",
                        FAR,
                        YES,
                        "for 10.0.0.0/16",
                        peered("groupB", group("sg-b").in("tcp", 22, 22, "10.0.0.0/16"))));
    }

    /** Lets its own members in, and everything out. */
    private static MadeGroup named(String id) {
        return group(id).inFromGroup(id).out("-1", null, null, "0.0.0.0/0");
    }

    private static Object[] association(String state) {
        return new Object[] {
            "association",
            Made.of(
                    "sg-a/vpc-1",
                    Parts.of(
                            SecurityGroupVpcAssociation.class,
                            "securityGroupId",
                            "sg-a",
                            "vpcId",
                            "vpc-1",
                            "state",
                            state))
        };
    }

    private static Object[] peered(Object... changes) {
        return with(
                new Object[] {
                    "table",
                    mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route("10.9.0.0/16", "pcx-1")),
                    "far",
                    mainTable("rtb-9", "vpc-2", route("10.9.0.0/16", "local"), route("10.0.0.0/16", "pcx-1"))
                },
                changes);
    }
}
