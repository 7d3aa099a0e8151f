package io.muster.rule.iam;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static io.muster.rule.iam.BroadRightsRulesTest.estate;
import static io.muster.rule.iam.BroadRightsRulesTest.evidence;
import static io.muster.rule.iam.BroadRightsRulesTest.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.MadeRole;
import io.muster.inventory.kind.Role;
import io.muster.rule.Judging;
import io.muster.rule.Rule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RoleRunsCodeElsewhereTest {

    private static final String HIGH = "FAIL HIGH";
    private static final String PASS = "PASS";
    private static final Rule<Role> RULE = new RoleRunsCodeElsewhere();

    @ParameterizedTest
    @MethodSource
    void judges(MadeRole role, String expected) {
        assertThat(Judging.judge(RULE, role, estate(role).build())).isEqualTo(expected);
    }

    static Stream<Arguments> judges() {
        return Stream.of(
                argumentSet("commands", role("r").inline(allow("ssm:SendCommand", "*")), HIGH),
                argumentSet(
                        "commands without a document",
                        role("r").inline(allow("ssm:SendCommand", "arn:aws:ec2:*:*:instance/*")),
                        PASS),
                argumentSet(
                        "commands on an instance of the same role",
                        role("r")
                                .inline(allow(
                                        "ssm:SendCommand", "arn:aws:ec2:*:*:instance/i-1, arn:aws:ssm:*:*:document/*")),
                        PASS),
                argumentSet(
                        "sessions with tagged instances",
                        role("r")
                                .inline(on(
                                        "ssm:StartSession", "*", "'StringEquals': {'aws:ResourceTag/app': 'other'}")),
                        HIGH),
                argumentSet(
                        "sessions with instances of a tag that none has",
                        role("r")
                                .inline(on(
                                        "ssm:StartSession",
                                        "arn:aws:ec2:*:*:instance/*",
                                        "'StringEquals': {'aws:ResourceTag/app': 'mine'}")),
                        PASS),
                argumentSet(
                        "commands of a document that runs any",
                        role("r")
                                .inline(allow(
                                        "ssm:SendCommand",
                                        "arn:aws:ec2:*:*:instance/*, arn:aws:ssm:*::document/AWS-RunShellScript")),
                        HIGH),
                argumentSet(
                        "commands of another document",
                        role("r")
                                .inline(allow(
                                        "ssm:SendCommand",
                                        "arn:aws:ec2:*:*:instance/*, arn:aws:ssm:*::document/AWS-UpdateSSMAgent")),
                        "UNKNOWN"),
                argumentSet("associations", role("r").inline(allow("ssm:CreateAssociation", "*")), HIGH),
                argumentSet(
                        "automations, of which the role may do no step itself",
                        role("r").inline(allow("ssm:StartAutomationExecution", "*")),
                        "UNKNOWN"),
                argumentSet(
                        "keys for SSH", role("r").inline(allow("ec2-instance-connect:SendSSHPublicKey", "*")), HIGH),
                argumentSet(
                        "keys for the serial console",
                        role("r").inline(allow("ec2-instance-connect:*Serial*", "*")),
                        HIGH),
                argumentSet(
                        "user data, of two policies",
                        role("r")
                                .inline(allow("ec2:ModifyInstanceAttribute", "*"))
                                .attached(allow("ec2:St?*Instances", "*")),
                        HIGH),
                argumentSet(
                        "user data, without a restart",
                        role("r").inline(allow("ec2:ModifyInstanceAttribute, ec2:StopInstances", "*")),
                        PASS),
                argumentSet(
                        "a profile, with a role to pass",
                        role("r").inline(allow("ec2:AssociateIamInstanceProfile", "*"), allow("iam:PassRole", "*")),
                        HIGH),
                argumentSet(
                        "a profile, without one",
                        role("r").inline(allow("ec2:AssociateIamInstanceProfile", "*")),
                        PASS),
                argumentSet("none of it", role("r").inline(allow("s3:*", "*")), PASS));
    }

    @Test
    void evidenceTellsThatEveryInstanceIsMeantByTheFormOfItsId() {
        MadeRole role = role("r").inline(allow("ssm:StartSession", "arn:aws:ec2:*:*:instance/i-*"));
        assertThat(evidence(RULE, role, estate(role).build()).toString()).contains("everyInstance=true");
    }

    @Test
    void evidenceNamesInstancesWithMoreRights() {
        MadeRole role = role("r").inline(allow("ssm:StartSession", "*"));
        assertThat(evidence(RULE, role, estate(role).build())
                        .get("morePrivileged")
                        .toString())
                .contains("instance/i-2");
    }
}
