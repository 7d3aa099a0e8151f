package io.muster.rule.iam;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.deny;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeRole;
import io.muster.rule.Judging;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HeldRightsTest {

    private static final String HIGH = "FAIL HIGH";
    private static final String IF_VPC =
            "{'Effect':'Allow','Action':'%s','Resource':'*','Condition':{'StringEquals':{'aws:SourceVpc':'v'}}}";

    @ParameterizedTest
    @MethodSource
    void judges(RoleInUse rule, MadeRole role, String expected) {
        var estate = Estates.estate()
                .with(role, Made.profile("p", "r"), instance("i-1").profile("p"))
                .with(
                        role("admin")
                                .inline(allow("*", "*"))
                                .trust(
                                        "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'Service':'lambda.amazonaws.com'}}"))
                .global()
                .build();
        assertThat(Judging.judge(rule, role, estate)).isEqualTo(expected);
    }

    static Stream<Arguments> judges() {
        return Stream.of(
                argumentSet(
                        "all secrets",
                        new RoleReadsAllData(),
                        role("r").inline(allow("secretsmanager:Get*", "*")),
                        HIGH),
                argumentSet(
                        "one secret",
                        new RoleReadsAllData(),
                        role("r").inline(allow("secretsmanager:*", "arn:aws:secretsmanager:*:*:secret:app-*")),
                        "PASS"),
                argumentSet(
                        "secrets under a condition",
                        new RoleReadsAllData(),
                        role("r").inline(IF_VPC.formatted("secretsmanager:*")),
                        "UNKNOWN"),
                argumentSet(
                        "all tables, but bounded",
                        new RoleReadsAllData(),
                        role("r").inline(allow("dynamodb:*", "*")).boundary(allow("ec2:*", "*")),
                        "PASS"),
                argumentSet(
                        "sharing snapshots", new RoleCopiesDisks(), role("r").inline(allow("ec2:Modify*", "*")), HIGH),
                argumentSet(
                        "half of reading blocks",
                        new RoleCopiesDisks(),
                        role("r").inline(allow("ebs:GetSnapshotBlock", "*")),
                        "PASS"),
                argumentSet(
                        "both halves, of two policies",
                        new RoleCopiesDisks(),
                        role("r").inline(allow("ebs:GetSnapshotBlock", "*")).attached(allow("ebs:List*", "*")),
                        HIGH),
                argumentSet("all logs", new RoleStopsDetection(), role("r").inline(allow("logs:*", "*")), HIGH),
                argumentSet(
                        "own log group",
                        new RoleStopsDetection(),
                        role("r").inline(allow("logs:*", "arn:aws:logs:*:*:log-group:app:*")),
                        "PASS"),
                argumentSet(
                        "denied",
                        new RoleStopsDetection(),
                        role("r").inline(allow("cloudtrail:*", "*"), deny("cloudtrail:*", "*")),
                        "PASS"),
                argumentSet(
                        "passing a role",
                        new RoleEscalates(),
                        role("r").inline(allow("iam:PassRole, lambda:*", "*")),
                        HIGH),
                argumentSet(
                        "passing a role to another service",
                        new RoleEscalates(),
                        role("r").inline(allow("iam:PassRole, ec2:*", "*")),
                        "PASS"),
                argumentSet(
                        "an existing function",
                        new RoleEscalates(),
                        role("r").inline(allow("lambda:UpdateFunctionCode", "*")),
                        "UNKNOWN"),
                argumentSet(
                        "an administrator", new RoleEscalates(), role("r").inline(allow("*", "*")), "NOT_APPLICABLE"));
    }
}
