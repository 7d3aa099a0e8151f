package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.FarHosts.HERE;
import static io.muster.estate.reach.FarHosts.OTHER_ACCOUNT;
import static io.muster.estate.reach.FarHosts.attached;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.TransitGateway;
import io.muster.inventory.kind.TransitGatewayVpcOptions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A rule of a host of another account that names the group of a host here, over a transit gateway.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html">Amazon VPC attachments, Security group
 *     referencing</a>: the gateway and both attachments have to support it, whoever owns the VPCs
 */
class FarGroupsTest {

    private static final String ENABLED = "enable";
    private static final String DISABLED = "disable";

    static Stream<Arguments> options() {
        return Stream.of(
                argumentSet("all support it", YES, ENABLED, ENABLED, ENABLED),
                argumentSet("the gateway does not", NO, DISABLED, ENABLED, ENABLED),
                argumentSet("the attachment here does not", NO, ENABLED, DISABLED, ENABLED),
                argumentSet("the attachment there does not", NO, ENABLED, ENABLED, DISABLED),
                argumentSet("the gateway is not read", UNKNOWN, null, ENABLED, ENABLED),
                argumentSet("an attachment is not read", UNKNOWN, ENABLED, ENABLED, null),
                argumentSet("one is not read, and another does not", NO, ENABLED, null, DISABLED));
    }

    @ParameterizedTest
    @MethodSource("options")
    void membersOfAGroupHereAreAdmitted(Reachable expected, String gateway, String one, String other) {
        Outcome outcome = hosts(gateway, one, other, group("sg-2").of("vpc-2").inFromGroup("sg-1"))
                .there();

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    static Stream<Arguments> groups() {
        return Stream.of(
                argumentSet("another group", NO, group("sg-2").of("vpc-2").inFromGroup("sg-7")),
                argumentSet(
                        "a group that is associated with the VPC",
                        UNKNOWN,
                        group("sg-2").of("vpc-7").inFromGroup("sg-1")),
                argumentSet("an address", YES, group("sg-2").of("vpc-2").in("tcp", 22, 22, "10.1.0.0/16")));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void aRuleThatNamesTheGroupAdmitsItsMembers(Reachable expected, Estates.Made<?> group) {
        Outcome outcome = hosts(ENABLED, ENABLED, ENABLED, group).there();

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    private static FarHosts hosts(String gateway, String one, String other, Estates.Made<?> group) {
        return attached(
                OTHER_ACCOUNT,
                "gateway",
                gateway(gateway),
                "far gateway",
                gateway(gateway),
                "attachment",
                attachment("vpc-1", HERE.accountId(), one),
                "other attachment",
                attachment("vpc-2", OTHER_ACCOUNT.accountId(), other),
                "far attachment",
                attachment("vpc-2", OTHER_ACCOUNT.accountId(), other),
                "group",
                group("sg-1").of("vpc-1").out("-1", null, null, "0.0.0.0/0"),
                "far group",
                group);
    }

    private static Estates.Made<?> gateway(String support) {
        return Made.of("tgw-1", Parts.of(TransitGateway.class, "securityGroupReferencingSupport", support));
    }

    private static Estates.Made<?> attachment(String vpc, String account, String support) {
        return TransitParts.attachment(
                "tgw-attach-of-" + vpc,
                "vpc",
                vpc,
                "tgw-rtb-1",
                "transitGatewayOwnerId",
                HERE.accountId(),
                "attachedOwnerId",
                account,
                "vpcOptions",
                Parts.of(
                        TransitGatewayVpcOptions.class,
                        "subnetIds",
                        List.of(),
                        "securityGroupReferencingSupport",
                        support));
    }
}
