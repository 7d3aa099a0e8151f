package io.muster.rule.network;

import static io.muster.estate.MadeGroup.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupVpcAssociation;
import io.muster.inventory.kind.TransitGateway;
import io.muster.inventory.kind.TransitGatewayAttachment;
import io.muster.inventory.kind.TransitGatewayVpcOptions;
import io.muster.inventory.kind.VpcPeeringConnection;
import io.muster.rule.Assessments;
import io.muster.rule.Judging;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code sg-1} of {@code vpc-1} names {@code sg-2} of {@code vpc-2}. */
class DeadGroupReferenceTest {

    private static final Estates.Made<SecurityGroup> OTHER =
            Made.of("sg-2", new SecurityGroup("sg-2", null, "vpc-2", false, Estates.ACCOUNT, List.of(), List.of()));

    @ParameterizedTest
    @MethodSource
    void judges(MadeGroup group, Estates estate, String expected) {
        assertThat(Judging.judge(
                        new DeadGroupReference(), group, estate.with(group).build()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judges() {
        MadeGroup in = group("sg-1").inFromGroup("sg-2");
        return Stream.of(
                argumentSet("all on", in, connected("enable", "enable", "enable"), "PASS"),
                argumentSet("gateway off", in, connected("disable", "enable", "enable"), "FAIL LOW"),
                argumentSet("own attachment off", in, connected("enable", "disable", "enable"), "FAIL LOW"),
                argumentSet("other attachment off", in, connected("enable", "enable", "disable"), "FAIL LOW"),
                argumentSet(
                        "outbound",
                        group("sg-1").outToGroup("sg-2"),
                        connected("disable", "enable", "enable"),
                        "FAIL LOW"),
                argumentSet("one off, one not told", in, connected("disable", null, "enable"), "FAIL LOW"),
                argumentSet("gateway not told", in, connected(null, "enable", "enable"), "UNKNOWN"),
                argumentSet("attachment not told", in, connected("enable", null, "enable"), "UNKNOWN"),
                argumentSet(
                        "gateway not listed among them",
                        in,
                        Estates.estate()
                                .with(OTHER, attachment("1", "tgw-1", "vpc-1", Estates.ACCOUNT, "enable"))
                                .with(attachment("2", "tgw-1", "vpc-2", Estates.ACCOUNT, "enable")),
                        "UNKNOWN"),
                argumentSet(
                        "a second gateway is on",
                        in,
                        connected("disable", "enable", "enable")
                                .with(gateway("tgw-2", "enable"))
                                .with(attachment("3", "tgw-2", "vpc-1", Estates.ACCOUNT, "enable"))
                                .with(attachment("4", "tgw-2", "vpc-2", Estates.ACCOUNT, "enable")),
                        "PASS"),
                argumentSet(
                        "peered too",
                        in,
                        connected("disable", "enable", "enable").with(peering("active")),
                        "NOT_APPLICABLE"),
                argumentSet(
                        "peered once",
                        in,
                        connected("disable", "enable", "enable").with(peering("deleted")),
                        "FAIL LOW"),
                argumentSet(
                        "associated with the VPC",
                        in,
                        connected("disable", "enable", "enable").with(association("associated")),
                        "NOT_APPLICABLE"),
                argumentSet(
                        "associated with the VPC of the named group",
                        in,
                        connected("disable", "enable", "enable").with(association("sg-1", "vpc-2", "associated")),
                        "NOT_APPLICABLE"),
                argumentSet(
                        "no more associated",
                        in,
                        connected("disable", "enable", "enable").with(association("disassociated")),
                        "FAIL LOW"),
                argumentSet("not connected", in, Estates.estate().with(OTHER), "NOT_APPLICABLE"),
                argumentSet(
                        "other VPC on another gateway",
                        in,
                        Estates.estate()
                                .with(OTHER, attachment("1", "tgw-1", "vpc-1", Estates.ACCOUNT, "enable"))
                                .with(attachment("2", "tgw-2", "vpc-2", Estates.ACCOUNT, "enable")),
                        "NOT_APPLICABLE"),
                argumentSet(
                        "foreign gateway, of which not all attachments are seen",
                        in,
                        Estates.estate()
                                .with(OTHER, attachment("1", "tgw-1", "vpc-1", Estates.OTHER_ACCOUNT, "enable")),
                        "UNKNOWN"),
                argumentSet(
                        "VPC of the named group not known",
                        group("sg-1").inFromForeign("sg-9", Estates.OTHER_ACCOUNT, null),
                        connected("enable", "enable", "enable"),
                        "UNKNOWN"),
                argumentSet(
                        "VPC of the named group not known, no gateway",
                        group("sg-1").inFromForeign("sg-9", Estates.OTHER_ACCOUNT, null),
                        Estates.estate(),
                        "NOT_APPLICABLE"),
                argumentSet(
                        "over a peering",
                        group("sg-1").inFromForeign("sg-9", Estates.OTHER_ACCOUNT, "active"),
                        connected("disable", "enable", "enable"),
                        "NOT_APPLICABLE"),
                argumentSet(
                        "same VPC",
                        group("sg-1").inFromGroup("sg-3"),
                        connected("disable", "enable", "enable").with(group("sg-3")),
                        "NOT_APPLICABLE"),
                argumentSet("itself", group("sg-1").inFromGroup("sg-1"), Estates.estate(), "NOT_APPLICABLE"),
                argumentSet(
                        "another account's",
                        group("sg-1").owner(Estates.OTHER_ACCOUNT).inFromGroup("sg-2"),
                        connected("disable", "enable", "enable"),
                        "NOT_APPLICABLE"));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "TRANSIT_GATEWAY",
                "TRANSIT_GATEWAY_ATTACHMENT",
                "VPC_PEERING_CONNECTION",
                "SECURITY_GROUP_VPC_ASSOCIATION"
            })
    void namesTheCellThatIsMissing(ResourceKind missing) {
        Estates estate = connected("disable", "enable", "enable")
                .with(group("sg-1").inFromGroup("sg-2"))
                .without(missing);
        assertThat(Assessments.by(new DeadGroupReference())
                        .assess(estate.build())
                        .map(result -> result.verdict().toString()))
                .anyMatch(verdict -> verdict.startsWith("Unknown")
                        && (verdict.contains(missing.name() + " in ") || verdict.contains("tgw-1")));
    }

    private static Estates connected(String gateway, String own, String other) {
        return Estates.estate()
                .with(OTHER, gateway("tgw-1", gateway))
                .with(attachment("1", "tgw-1", "vpc-1", Estates.ACCOUNT, own))
                .with(attachment("2", "tgw-1", "vpc-2", Estates.ACCOUNT, other));
    }

    private static Estates.Made<TransitGateway> gateway(String id, String support) {
        return Made.of(
                id,
                new TransitGateway(
                        "available",
                        Estates.ACCOUNT,
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        support,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    private static Estates.Made<TransitGatewayAttachment> attachment(
            String id, String gateway, String vpc, String gatewayOwner, String support) {
        return Made.of(
                "tgw-attach-" + id,
                new TransitGatewayAttachment(
                        "available",
                        gateway,
                        gatewayOwner,
                        "vpc",
                        vpc,
                        Estates.ACCOUNT,
                        null,
                        null,
                        null,
                        null,
                        null,
                        support == null ? null : new TransitGatewayVpcOptions(List.of(), support, null, null, null),
                        null,
                        null,
                        null));
    }

    private static Estates.Made<VpcPeeringConnection> peering(String status) {
        return Made.of(
                "pcx-1",
                new VpcPeeringConnection(
                        status, null, null, null, List.of("vpc-1", "vpc-2"), List.of(), List.of(), null));
    }

    private static Estates.Made<SecurityGroupVpcAssociation> association(String state) {
        return association("sg-2", "vpc-1", state);
    }

    private static Estates.Made<SecurityGroupVpcAssociation> association(String group, String vpc, String state) {
        return Made.of(
                group + "/" + vpc,
                new SecurityGroupVpcAssociation(group, Estates.ACCOUNT, vpc, Estates.ACCOUNT, state, null));
    }
}
