package io.muster.rule.iam;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.deny;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Extent;
import io.muster.estate.Made;
import io.muster.estate.MadeRole;
import io.muster.estate.privilege.RolePrivileges;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.KmsKey;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.rule.Judging;
import io.muster.rule.Rule;
import io.muster.rule.Verdict;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HeldRightsTest {

    private static final String HIGH = "FAIL HIGH";
    private static final String AGENT = "AmazonSSMManagedInstanceCore";
    private static final String IF_OWN =
            "{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'StringEquals':{'%s':'%s'}}}";
    private static final String IF_VPC =
            "{'Effect':'Allow','Action':'%s','Resource':'*','Condition':{'StringEquals':{'aws:SourceVpc':'v'}}}";

    @ParameterizedTest
    @MethodSource
    void judgesDecryptionByTheKeysToo(String statement, String keyPolicy, String expected) {
        // given
        MadeRole role = role("r").inline(statement);
        var estate = Estates.estate()
                .with(role, Made.profile("p", "r"), instance("i-1").profile("p"))
                .with(Made.of("k", Parts.of(KmsKey.class, "policy", MadeRole.policy(keyPolicy))))
                .global()
                .build();

        // then
        assertThat(Judging.judge(new RoleReadsAllData(), role, estate)).isEqualTo(expected);
    }

    static Stream<Arguments> judgesDecryptionByTheKeysToo() {
        String delegating = "{'Effect':'Allow','Action':'kms:*','Resource':'*','Principal':{'AWS':'arn:aws:iam::"
                + Estates.ACCOUNT + ":root'}}";
        String another = delegating.replace(":root", ":role/other");
        String viaEbs = "{'Effect':'Allow','Action':'kms:*','Resource':'*','Principal':{'AWS':'*'},"
                + "'Condition':{'StringEquals':{'kms:ViaService':'ec2.eu-central-1.amazonaws.com'}}}";
        String onlyViaS3 = "{'Effect':'Allow','Action':'kms:Decrypt','Resource':'*',"
                + "'Condition':{'StringEquals':{'kms:ViaService':'s3.eu-central-1.amazonaws.com'}}}";
        return Stream.of(
                argumentSet("all keys, one leaves it to the account", allow("kms:Decrypt", "*"), delegating, HIGH),
                argumentSet(
                        "all keys by their ARNs",
                        allow("kms:*", "arn:aws:kms:*:" + Estates.ACCOUNT + ":key/*"),
                        delegating,
                        HIGH),
                argumentSet("all keys, none for the role", allow("kms:Decrypt", "*"), another, "PASS"),
                argumentSet("all keys, for a service alone", allow("kms:Decrypt", "*"), viaEbs, "PASS"),
                argumentSet("by a service alone", onlyViaS3, delegating, "PASS"),
                argumentSet(
                        "one key",
                        allow("kms:Decrypt", "arn:aws:kms:*:" + Estates.ACCOUNT + ":key/k"),
                        delegating,
                        "PASS"));
    }

    @ParameterizedTest
    @MethodSource
    void judgesRightsToAllOfOneRegion(RoleInUse rule, String action, String resource, String expected) {
        // given
        MadeRole role = role("r").inline(allow(action, resource));

        // then
        assertThat(Judging.judge(rule, role, used(role).build())).isEqualTo(expected);
    }

    /** The instance is in eu-central-1. */
    static Stream<Arguments> judgesRightsToAllOfOneRegion() {
        String here = "eu-central-1:" + Estates.ACCOUNT + ":";
        String elsewhere = "us-east-1:" + Estates.ACCOUNT + ":";
        String secrets = "arn:aws:secretsmanager:";
        return Stream.of(
                Arguments.of(
                        new RoleReadsAllData(), "secretsmanager:GetSecretValue", secrets + here + "secret:*", HIGH),
                Arguments.of(
                        new RoleReadsAllData(),
                        "secretsmanager:GetSecretValue",
                        secrets + elsewhere + "secret:*",
                        "PASS"),
                Arguments.of(
                        new RoleReadsAllData(),
                        "secretsmanager:GetSecretValue",
                        secrets + here + "secret:app-*",
                        "PASS"),
                Arguments.of(new RoleReadsAllData(), "dynamodb:*", "arn:aws:dynamodb:" + here + "table/*", HIGH),
                Arguments.of(new RoleReadsAllData(), "ssm:GetParameter*", "arn:aws:ssm:" + here + "parameter/*", HIGH),
                Arguments.of(
                        new RoleCopiesDisks(),
                        "ec2:ModifySnapshotAttribute",
                        "arn:aws:ec2:eu-central-1::snapshot/*",
                        HIGH),
                Arguments.of(
                        new RoleCopiesDisks(),
                        "ec2:ModifySnapshotAttribute",
                        "arn:aws:ec2:us-east-1::snapshot/*",
                        "PASS"),
                Arguments.of(new RoleStopsDetection(), "logs:*", "arn:aws:logs:" + here + "*", HIGH),
                Arguments.of(new RoleHoldsService(), "kms:*", "arn:aws:kms:" + here + "*", HIGH),
                Arguments.of(new RoleHoldsService(), "kms:*", "arn:aws:kms:" + elsewhere + "*", "PASS"));
    }

    /** Patterns that mean every name that AWS gives, by the form of those, and such that leave out some. */
    @ParameterizedTest
    @CsvSource({
        "secretsmanager:GetSecretValue, arn:aws:secretsmanager:*:*:secret:*-??????,             FAIL HIGH",
        "secretsmanager:GetSecretValue, arn:aws:secretsmanager:*:*:secret:?*-*,                 FAIL HIGH",
        "secretsmanager:GetSecretValue, arn:aws:secretsmanager:*:*:secret:?????-??????,         PASS",
        "secretsmanager:GetSecretValue, arn:aws:secretsmanager:*:*:secret:*-?????,              PASS",
        "secretsmanager:GetSecretValue, arn:aws:secretsmanager:*:*:secret:*-??????-??????,      PASS",
        "ec2:ModifySnapshotAttribute,   arn:aws:ec2:*::snapshot/snap-*,                         FAIL HIGH",
        "ec2:ModifySnapshotAttribute,   arn:aws:ec2:*::snapshot/snap-????????*,                 FAIL HIGH",
        "ec2:ModifySnapshotAttribute,   arn:aws:ec2:*::snapshot/snap-?????????????????,         PASS",
        "ec2:ModifySnapshotAttribute,   arn:aws:ec2:*::snapshot/snap-????????,                  PASS",
        "ec2:ModifySnapshotAttribute,   arn:aws:ec2:*::snapshot/snap-0*,                        PASS",
        "ec2:ModifySnapshotAttribute,   arn:aws:ec2:*::snapshot/snap-*a*,                       PASS",
        "ec2:ModifyImageAttribute,      arn:aws:ec2:*::image/ami-*,                             FAIL HIGH",
        "ec2:DeleteFlowLogs,            arn:aws:ec2:*:*:vpc-flow-log/fl-*,                      FAIL HIGH"
    })
    void judgesPatternsByTheNamesThatAwsGives(String action, String resource, String expected) {
        // given
        MadeRole role = role("r").inline(allow(action, resource));
        Rule<Role> rule = action.startsWith("secretsmanager")
                ? new RoleReadsAllData()
                : action.endsWith("FlowLogs") ? new RoleStopsDetection() : new RoleCopiesDisks();

        // when, then
        assertThat(Judging.judge(rule, role, used(role).build())).isEqualTo(expected);
    }

    @Test
    void leavesOpenWhetherInstancesRunInARegionThatWasNotListed() {
        // given
        MadeRole role =
                role("r").inline(allow("dynamodb:*", "arn:aws:dynamodb:us-east-1:" + Estates.ACCOUNT + ":table/*"));
        Estates partly = used(role).reaching(ResourceKind.INSTANCE, new Extent(Set.of("us-east-1"), true, Set.of()));

        // then
        assertThat(Judging.judge(new RoleReadsAllData(), role, partly.build())).isEqualTo("UNKNOWN");
    }

    @Test
    void namesTheRegion() {
        // given
        String resource = "arn:aws:dynamodb:eu-central-1:" + Estates.ACCOUNT + ":table/*";
        MadeRole role = role("r").inline(allow("dynamodb:Scan, s3:GetObject", "*"), allow("dynamodb:Query", resource));

        // when
        Estate estate = used(role).build();
        Verdict.Fail verdict = (Verdict.Fail) new RoleReadsAllData().judge(role.resource(), estate);

        // then
        assertThat(verdict.evidence())
                .containsEntry("rights", List.of("s3:GetObject", "dynamodb:Query in eu-central-1", "dynamodb:Scan"))
                .extractingByKey("statements", LIST)
                .hasSize(2);
        assertThat(RolePrivileges.of(role.resource(), estate).dataReads())
                .containsExactly("dynamodb:Query in eu-central-1", "dynamodb:Scan", "s3:GetObject");
    }

    private static Estates used(MadeRole role) {
        return Estates.estate()
                .with(role, Made.profile("p", "r"), instance("i-1").profile("p"))
                .global();
    }

    @Test
    void decryptionIsOpenWhereTheKeysAreNotKnown() {
        MadeRole role = role("r").inline(allow("kms:Decrypt", "*"));
        var estate = Estates.estate()
                .with(role, Made.profile("p", "r"), instance("i-1").profile("p"))
                .without(ResourceKind.KMS_KEY)
                .global()
                .build();

        assertThat(Judging.judge(new RoleReadsAllData(), role, estate)).isEqualTo("UNKNOWN");
    }

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
                        "all objects of the account",
                        new RoleReadsAllData(),
                        role("r").inline(IF_OWN.formatted("aws:ResourceAccount", "${aws:PrincipalAccount}")),
                        HIGH),
                argumentSet(
                        "all objects of the account, by the key of S3",
                        new RoleReadsAllData(),
                        role("r").inline(IF_OWN.formatted("s3:ResourceAccount", Estates.ACCOUNT)),
                        HIGH),
                argumentSet(
                        "all objects of another account",
                        new RoleReadsAllData(),
                        role("r").inline(IF_OWN.formatted("s3:ResourceAccount", Estates.OTHER_ACCOUNT)),
                        "PASS"),
                argumentSet(
                        "all objects of an organization that is not known",
                        new RoleReadsAllData(),
                        role("r").inline(IF_OWN.formatted("aws:ResourceOrgID", "o-1")),
                        "UNKNOWN"),
                argumentSet(
                        "all of S3 of the account",
                        new RoleHoldsService(),
                        role("r").inline(IF_OWN.formatted("s3:ResourceAccount", Estates.ACCOUNT)),
                        HIGH),
                argumentSet(
                        "all tables, but bounded",
                        new RoleReadsAllData(),
                        role("r").inline(allow("dynamodb:*", "*")).boundary(allow("ec2:*", "*")),
                        "PASS"),
                argumentSet("all parameters", new RoleReadsAllData(), role("r").inline(allow("ssm:Get*", "*")), HIGH),
                argumentSet(
                        "all parameters, by their paths",
                        new RoleReadsAllData(),
                        role("r").inline(allow("ssm:GetParametersByPath", "*")),
                        HIGH),
                argumentSet(
                        "all tables, by statements",
                        new RoleReadsAllData(),
                        role("r").inline(allow("dynamodb:PartiQLSelect", "*")),
                        HIGH),
                argumentSet(
                        "parameters of a path",
                        new RoleReadsAllData(),
                        role("r").inline(allow("ssm:GetParameter", "arn:aws:ssm:*:*:parameter/app/*")),
                        "PASS"),
                argumentSet(
                        "all parameters, by the agent's policy",
                        new RoleReadsAllData(),
                        role("r").attachedOfAws(AGENT, allow("ssm:GetParameter, ssm:GetParameters", "*")),
                        "PASS"),
                argumentSet(
                        "all parameters, by the agent's policy and another",
                        new RoleReadsAllData(),
                        role("r")
                                .attachedOfAws(AGENT, allow("ssm:GetParameter, ssm:GetParameters", "*"))
                                .inline(allow("ssm:GetParameter*", "*")),
                        HIGH),
                argumentSet(
                        "all parameters, by the agent's policy and another under a condition",
                        new RoleReadsAllData(),
                        role("r")
                                .attachedOfAws(AGENT, allow("ssm:GetParameter, ssm:GetParameters", "*"))
                                .inline(IF_VPC.formatted("ssm:GetParameter")),
                        "UNKNOWN"),
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
                        "all log groups, with their streams",
                        new RoleStopsDetection(),
                        role("r").inline(allow("logs:DeleteLogGroup", "arn:aws:logs:*:*:log-group:*:*")),
                        HIGH),
                argumentSet(
                        "all log groups",
                        new RoleStopsDetection(),
                        role("r").inline(allow("logs:DeleteLogGroup", "arn:aws:logs:*:*:log-group:*")),
                        HIGH),
                argumentSet(
                        "all logs, but denied with their streams",
                        new RoleStopsDetection(),
                        role("r")
                                .inline(
                                        allow("logs:*", "*"),
                                        deny(
                                                "logs:DeleteLogGroup, logs:PutRetentionPolicy",
                                                "arn:aws:logs:*:*:log-group:*:*")),
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
