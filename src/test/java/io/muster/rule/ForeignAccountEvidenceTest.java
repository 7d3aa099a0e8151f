package io.muster.rule;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.AllowedPrincipal;
import io.muster.inventory.kind.BackupVault;
import io.muster.inventory.kind.Image;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceImage;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.LifecyclePolicy;
import io.muster.inventory.kind.LifecycleSchedule;
import io.muster.inventory.kind.LifecycleShareRule;
import io.muster.inventory.kind.SecurityGroupVpcAssociation;
import io.muster.inventory.kind.Snapshot;
import io.muster.inventory.kind.TransitGatewayAttachment;
import io.muster.inventory.kind.VpcEndpoint;
import io.muster.inventory.kind.VpcEndpointService;
import io.muster.inventory.kind.VpcPeeringConnection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule that fails because an account is foreign says by which accounts it judged. */
class ForeignAccountEvidenceTest {

    private static final String FOREIGN = Estates.OTHER_ACCOUNT;
    private static final String ROOT = "arn:aws:iam::" + FOREIGN + ":root";

    @ParameterizedTest
    @MethodSource("foreign")
    void saysThatTheAccountsOfAnOrganizationAreNotKnown(String ruleId, Estates.Made<?> judged) {
        assertThat(evidence(ruleId, judged, estate(judged)).get("judgedBy"))
                .asString()
                .contains("the accounts of an organization are not known");
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void namesTheOrganizationWhoseAccountsAreKnown(String ruleId, Estates.Made<?> judged) {
        assertThat(evidence(ruleId, judged, estate(judged).organization("o-f0110wed00", "555566667777"))
                        .get("judgedBy"))
                .asString()
                .contains("those of o-f0110wed00");
    }

    static Stream<Arguments> foreign() {
        return Stream.of(
                row("snapshot-shared-unknown-account", Parts.of(Snapshot.class, "sharedWith", List.of(FOREIGN))),
                row(
                        "ami-shared-unknown-account",
                        Parts.of(Image.class, "ownerId", Estates.ACCOUNT, "sharedWith", List.of(FOREIGN))),
                row(
                        "ami-watermark-foreign",
                        Parts.of(Image.class, "ownerId", Estates.ACCOUNT, "watermarkKeys", List.of(FOREIGN + ":base"))),
                row(
                        "ec2-instance-untrusted-or-outdated-ami",
                        Parts.of(
                                Instance.class,
                                "state",
                                InstanceState.RUNNING,
                                "imageMetadata",
                                Parts.of(InstanceImage.class, "ownerId", FOREIGN))),
                row(
                        "backup-vault-weak",
                        Parts.of(
                                BackupVault.class,
                                "accessPolicy",
                                Estates.json("{'Statement': [{'Effect': 'Allow', 'Principal': {'AWS': '" + ROOT
                                        + "'}, 'Action': 'backup:CopyIntoBackupVault'}]}"))),
                row(
                        "dlm-policy-broken-or-sharing",
                        Parts.of(
                                LifecyclePolicy.class,
                                "state",
                                "ENABLED",
                                "schedules",
                                List.of(Parts.of(
                                        LifecycleSchedule.class,
                                        "shareRules",
                                        List.of(new LifecycleShareRule(List.of(FOREIGN), null, null)))))),
                row(
                        "vpc-endpoint-service-exposed",
                        Parts.of(
                                VpcEndpointService.class,
                                "acceptanceRequired",
                                true,
                                "allowedPrincipals",
                                List.of(Parts.of(AllowedPrincipal.class, "principal", ROOT)))),
                row(
                        "vpc-endpoint-resource-gateway",
                        Parts.of(
                                VpcEndpoint.class,
                                "vpcEndpointType",
                                "Resource",
                                "resourceConfigurationArn",
                                "arn:aws:vpc-lattice:eu-central-1:" + FOREIGN + ":resourceconfiguration/rcfg-1")),
                row(
                        "tgw-foreign-network-attachment",
                        Parts.of(TransitGatewayAttachment.class, "state", "available", "attachedOwnerId", FOREIGN)),
                row(
                        "vpc-foreign-network-attachment",
                        Parts.of(VpcPeeringConnection.class, "status", "active", "ownerIds", List.of(FOREIGN))),
                row(
                        "sg-shared-by-foreign-account",
                        Parts.of(SecurityGroupVpcAssociation.class, "state", "associated", "groupOwnerId", FOREIGN)),
                argumentSet(
                        "sg-stale-or-foreign-reference",
                        "sg-stale-or-foreign-reference",
                        group("sg-1").inFromForeign("sg-9", FOREIGN, "active")),
                argumentSet(
                        "iam-instance-role-trust-overbroad",
                        "iam-instance-role-trust-overbroad",
                        role("r")
                                .trust("{'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': {'AWS': '" + ROOT
                                        + "'}}")));
    }

    private static Arguments row(String ruleId, Record judged) {
        return argumentSet(ruleId, ruleId, Made.of("resource-1", judged));
    }

    /** The instance and its profile are for the rule about roles, which judges those that instances use. */
    private static Estates estate(Estates.Made<?> judged) {
        return Estates.estate()
                .with(judged, Made.profile("p", "r"), instance("i-1").profile("p"));
    }

    private static Map<String, Object> evidence(String ruleId, Estates.Made<?> judged, Estates estate) {
        Rule<?> rule = EveryRule.instances().stream()
                .filter(one -> one.metadata().ruleId().equals(ruleId))
                .findFirst()
                .orElseThrow();
        return evidence(rule, judged, estate);
    }

    @SuppressWarnings("unchecked") // the row names the rule of the resource's kind
    private static <T extends Record> Map<String, Object> evidence(
            Rule<T> rule, Estates.Made<?> judged, Estates estate) {
        return ((Verdict.Fail) rule.judge(((Estates.Made<T>) judged).resource(), estate.build())).evidence();
    }
}
