package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.Hosts.FAR;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.TransitGateway;
import io.muster.inventory.kind.TransitGatewayVpcOptions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Groups that rules name across a transit gateway: it and both attachments have to support that, and rules for what goes out name none. */
class TransitGroupsTest extends LateralWays {

    private static final String ENABLED = "enable";
    private static final String DISABLED = "disable";
    private static final String DOUBT = "whether members of security groups are told by tgw-1";

    static Stream<Arguments> traps() {
        return Stream.of(
                row("all support it", FAR, YES, "members of sg-a", references(ENABLED, ENABLED, ENABLED)),
                row(
                        "a group that is associated with the far VPC",
                        FAR,
                        UNKNOWN,
                        DOUBT,
                        with(
                                references(ENABLED, ENABLED, ENABLED),
                                "groupB",
                                group("sg-b").inFromGroup("sg-a"))),
                row("the gateway does not", FAR, NO, "no rule of sg-b", references(DISABLED, ENABLED, ENABLED)),
                row("the gateway is not read", FAR, UNKNOWN, DOUBT, references(null, ENABLED, ENABLED)),
                row("the one attachment does not", FAR, NO, "no rule of sg-b", references(ENABLED, DISABLED, ENABLED)),
                row("the other does not", FAR, NO, "no rule of sg-b", references(ENABLED, ENABLED, DISABLED)),
                row("the options of one are not read", FAR, UNKNOWN, DOUBT, references(ENABLED, null, ENABLED)),
                row("one is not read, the other does not", FAR, NO, "no rule of", references(ENABLED, null, DISABLED)),
                row(
                        "an address that is admitted anyway",
                        FAR,
                        YES,
                        "sgr-1 of sg-b admits tcp 22 for 10.0.0.0/16",
                        with(
                                references(null, null, null),
                                "groupB",
                                group("sg-b")
                                        .of("vpc-2")
                                        .in("tcp", 22, 22, "10.0.0.0/16")
                                        .inFromGroup("sg-a"))),
                row(
                        "another group",
                        FAR,
                        NO,
                        "no rule of sg-b",
                        with(
                                references(null, null, null),
                                "groupB",
                                group("sg-b").of("vpc-2").inFromGroup("sg-x"))),
                row(
                        "a rule for what goes out",
                        FAR,
                        NO,
                        "no rule of sg-a lets out",
                        with(
                                references(ENABLED, ENABLED, ENABLED),
                                "groupA",
                                group("sg-a").outToGroup("sg-b"))));
    }

    /** A group of the far host that names that of the other, and what the gateway and the attachments support; null for what is not read. */
    private static Object[] references(String gateway, String one, String other) {
        return with(
                TransitPathsTest.transit(),
                "gateway-1",
                Made.of("tgw-1", Parts.of(TransitGateway.class, "securityGroupReferencingSupport", gateway)),
                "attachment1",
                attachment("tgw-attach-1", "vpc-1", one),
                "attachment2",
                attachment("tgw-attach-2", "vpc-2", other),
                "groupB",
                group("sg-b").of("vpc-2").inFromGroup("sg-a"));
    }

    private static Estates.Made<?> attachment(String id, String vpc, String support) {
        return TransitParts.attachment(
                id,
                "vpc",
                vpc,
                "tgw-rtb-1",
                "vpcOptions",
                support == null
                        ? null
                        : Parts.of(
                                TransitGatewayVpcOptions.class,
                                "subnetIds",
                                List.of(),
                                "securityGroupReferencingSupport",
                                support));
    }
}
