package io.muster.rule.iam;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInstance;
import io.muster.estate.MadeRole;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.InstanceProfile;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.LaunchTemplate;
import io.muster.inventory.kind.LaunchTemplateVersion;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import io.muster.rule.Rule;
import io.muster.rule.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about roles of instances that read the policies as they are written. */
class RoleInUseRulesTest {

    private static final String PASS = "PASS";
    private static final String LOW = "FAIL LOW";
    private static final String MEDIUM = "FAIL MEDIUM";
    private static final String HIGH = "FAIL HIGH";
    private static final String PARTNER = "999988887777";
    private static final String EC2 = trust("'Service': 'ec2.amazonaws.com'");

    @ParameterizedTest
    @MethodSource
    void judgesNegatedPermissions(MadeRole role, String expected) {
        assertThat(judge(new RoleAllowsAllBut(), role)).isEqualTo(expected);
    }

    static Stream<Arguments> judgesNegatedPermissions() {
        return Stream.of(
                argumentSet("no policy", role("r"), PASS),
                argumentSet("named actions", role("r").inline(allow("s3:*", "*")), PASS),
                argumentSet(
                        "all but some actions",
                        role("r").inline("{'Effect': 'Allow', 'NotAction': ['iam:*'], 'Resource': '*'}"),
                        HIGH),
                argumentSet(
                        "all but an action that does not exist (Prowler 5035)",
                        role("r").inline("{'Effect': 'Allow', 'NotAction': 'nosuch:Action', 'Resource': '*'}"),
                        HIGH),
                argumentSet(
                        "all but some resources",
                        role("r").inline("{'Effect': 'Allow', 'Action': 's3:*', 'NotResource': 'arn:aws:s3:::a/*'}"),
                        HIGH),
                argumentSet(
                        "in an attached policy of the account",
                        role("r").attached("{'Effect': 'Allow', 'NotAction': 'iam:*', 'Resource': '*'}"),
                        HIGH),
                argumentSet(
                        "the guardrail: deny all but some",
                        role("r").inline("{'Effect': 'Deny', 'NotAction': 'iam:*', 'Resource': '*'}"),
                        PASS),
                argumentSet(
                        "PowerUserAccess, which AWS keeps",
                        role("r")
                                .attachedOfAws(
                                        "PowerUserAccess",
                                        "{'Effect': 'Allow', 'NotAction': ['iam:*'], 'Resource': '*'}"),
                        PASS),
                argumentSet("a document that could not be read", role("r").attachedDocument(null), "UNKNOWN"),
                argumentSet(
                        "a fault beside a document that could not be read",
                        role("r")
                                .attachedDocument(null)
                                .inline("{'Effect': 'Allow', 'NotAction': 'iam:*', 'Resource': '*'}"),
                        HIGH));
    }

    @Test
    void evidenceNamesThePolicyAndTheStatement() {
        assertThat(evidence(
                        new RoleAllowsAllBut(),
                        role("r")
                                .inline(
                                        allow("s3:*", "*"),
                                        "{'Sid': 'Most', 'Effect': 'Allow', 'NotAction': 'iam:*', 'Resource': '*'}")))
                .containsEntry(
                        "statements",
                        List.of(Map.of("policy", "inline-1", "statement", "Most", "notActions", List.of("iam:*"))))
                .containsEntry("instanceCount", 1);
    }

    @ParameterizedTest
    @MethodSource
    void judgesTrust(MadeRole role, String expected) {
        // given
        Estate estate = estate(role).registered(Estates.OTHER_ACCOUNT).build();

        // then
        assertThat(Judging.judge(new RoleTrust(Baselines.usual()), role, estate))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesTrust() {
        return Stream.of(
                argumentSet("EC2", role("r").trust(EC2), PASS),
                argumentSet("EC2 of China", role("r").trust(trust("'Service': 'ec2.amazonaws.com.cn'")), PASS),
                argumentSet(
                        "a service by chance alike",
                        role("r").trust(trust("'Service': 'ec2.amazonaws.com.evil'")),
                        MEDIUM),
                argumentSet(
                        "a second service",
                        role("r").trust(trust("'Service': ['ec2.amazonaws.com', 'lambda.amazonaws.com']")),
                        MEDIUM),
                argumentSet(
                        "anyone",
                        role("r").trust("{'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': '*'}"),
                        HIGH),
                argumentSet("anyone of AWS", role("r").trust(trust("'AWS': '*'")), HIGH),
                argumentSet(
                        "anyone of the organization",
                        role("r")
                                .trust(trust("'AWS': '*'", "{'StringEquals': {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}}")),
                        MEDIUM),
                argumentSet(
                        "anyone over TLS is anyone",
                        role("r").trust(trust("'AWS': '*'", "{'Bool': {'aws:SecureTransport': 'true'}}")),
                        HIGH),
                argumentSet(
                        "all but one",
                        role("r")
                                .trust("{'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'NotPrincipal': {'AWS': '"
                                        + PARTNER + "'}}"),
                        HIGH),
                argumentSet(
                        "a foreign account",
                        role("r").trust(trust("'AWS': 'arn:aws:iam::" + PARTNER + ":root'")),
                        HIGH),
                argumentSet("a foreign account by its id", role("r").trust(trust("'AWS': '" + PARTNER + "'")), HIGH),
                argumentSet(
                        "a foreign account with an external id",
                        role("r").trust(trust("'AWS': '" + PARTNER + "'", "{'StringEquals': {'sts:ExternalId': 'x'}}")),
                        MEDIUM),
                argumentSet(
                        "a registered account",
                        role("r").trust(trust("'AWS': '" + Estates.OTHER_ACCOUNT + "'")),
                        MEDIUM),
                argumentSet("the account itself", role("r").trust(trust("'AWS': '" + Estates.ACCOUNT + "'")), PASS),
                argumentSet("a principal that is gone", role("r").trust(trust("'AWS': 'AROAABCDEFGHIJKLMNOPQ'")), LOW),
                argumentSet(
                        "an identity provider", role("r").trust(trust("'Federated': 'accounts.google.com'")), MEDIUM),
                argumentSet(
                        "the worst of several",
                        role("r").trust(EC2, trust("'Federated': 'x'"), trust("'AWS': '*'")),
                        HIGH),
                argumentSet(
                        "a denial",
                        role("r").trust(EC2, "{'Effect': 'Deny', 'Action': 'sts:AssumeRole', 'Principal': '*'}"),
                        PASS),
                argumentSet("no trust policy", role("r"), "UNKNOWN"));
    }

    @ParameterizedTest
    @MethodSource
    void judgesTheOldPolicy(MadeRole role, String expected) {
        assertThat(judge(new RoleLegacySsmPolicy(), role)).isEqualTo(expected);
    }

    static Stream<Arguments> judgesTheOldPolicy() {
        return Stream.of(
                argumentSet(
                        "attached",
                        role("r").attachedOfAws("service-role/AmazonEC2RoleforSSM", allow("s3:*", "*")),
                        MEDIUM),
                argumentSet(
                        "its replacement",
                        role("r").attachedOfAws("AmazonSSMManagedInstanceCore", allow("ssm:*", "*")),
                        PASS),
                argumentSet(
                        "an own one by that name",
                        role("r").attachedOfAws("AmazonEC2RoleforSSM", allow("s3:*", "*")),
                        PASS),
                argumentSet("none", role("r"), PASS));
    }

    @ParameterizedTest
    @MethodSource
    void judgesSharing(MadeRole role, MadeInstance one, MadeInstance other, String expected) {
        // given
        Estate estate = Estates.estate()
                .with(role, Made.profile("p", "r"), one.profile("p"), other.profile("p"))
                .global()
                .build();

        // then
        assertThat(Judging.judge(new RoleShared(), role, estate)).isEqualTo(expected);
    }

    static Stream<Arguments> judgesSharing() {
        return Stream.of(
                argumentSet("one workload", role("r"), named("i-1", "web-1"), named("i-2", "web-2"), PASS),
                argumentSet("two workloads", role("r"), named("i-1", "web-1"), named("i-2", "db-1"), LOW),
                argumentSet(
                        "one name in two VPCs",
                        role("r"),
                        named("i-1", "web-1"),
                        named("i-2", "web-2").vpc("vpc-2"),
                        LOW),
                argumentSet(
                        "members of one Auto Scaling group",
                        role("r"),
                        named("i-1", "a").tag("aws:autoscaling:groupName", "g"),
                        named("i-2", "b").tag("aws:autoscaling:groupName", "g"),
                        PASS),
                argumentSet(
                        "one has ended",
                        role("r"),
                        named("i-1", "web"),
                        named("i-2", "db").state(InstanceState.TERMINATED),
                        PASS),
                argumentSet(
                        "two, one public, privileged",
                        role("r").inline(allow("*", "*")),
                        named("i-1", "web").publicIp("3.1.2.3"),
                        named("i-2", "db"),
                        MEDIUM),
                argumentSet(
                        "two, none public, privileged",
                        role("r").inline(allow("*", "*")),
                        named("i-1", "web"),
                        named("i-2", "db"),
                        LOW));
    }

    @ParameterizedTest
    @MethodSource
    void whoseInstancesAreNotKnown(Rule<Role> rule) {
        // given
        MadeRole role = role("r").trust(EC2);
        Estates unused = Estates.estate().with(role).global();

        // when, then
        assertThat(Judging.judge(rule, role, unused.build())).isEqualTo("NOT_APPLICABLE");
        assertThat(rule.judge(
                        role.resource(), unused.without(ResourceKind.INSTANCE).build()))
                .asInstanceOf(InstanceOfAssertFactories.type(Verdict.Unknown.class))
                .extracting(Verdict.Unknown::reason)
                .asString()
                .contains("INSTANCE in global");
    }

    static Stream<Arguments> whoseInstancesAreNotKnown() {
        return Stream.of(
                        new RoleAllowsAllBut(),
                        new RoleTrust(Baselines.usual()),
                        new RoleLegacySsmPolicy(),
                        new RoleShared())
                .map(rule -> argumentSet(rule.metadata().ruleId(), rule));
    }

    @Test
    void aRoleOfKnownInstancesIsOnlySharedForCertainWhereAllAreKnown() {
        // given
        MadeRole role = role("r");
        Estates estate = estate(role).without(ResourceKind.INSTANCE);

        // when, then
        assertThat(Judging.judge(new RoleShared(), role, estate.build())).isEqualTo("UNKNOWN");
    }

    @ParameterizedTest
    @MethodSource
    void judgesProfiles(Estates.Made<InstanceProfile> profile, Estates.Made<?> other, String expected) {
        // given
        Estate estate =
                Estates.estate().with(profile, role("r"), other).global().build();

        // then
        assertThat(Judging.judge(new ProfileDangling(), profile, estate)).isEqualTo(expected);
    }

    static Stream<Arguments> judgesProfiles() {
        Estates.Made<InstanceProfile> profile = Made.profile("p", "r");
        return Stream.of(
                argumentSet(
                        "with a role and an instance", profile, instance("i-1").profile("p"), PASS),
                argumentSet("without a role", Made.profile("p", null), instance("i-1"), LOW),
                argumentSet(
                        "without a role, on an instance",
                        Made.profile("p", null),
                        instance("i-1").profile("p"),
                        LOW),
                argumentSet("used by nothing", profile, instance("i-1"), LOW),
                argumentSet(
                        "on an instance that has ended",
                        profile,
                        instance("i-1").profile("p").state(InstanceState.TERMINATED),
                        LOW),
                argumentSet("in a launch template, by its name", profile, template("p"), PASS),
                argumentSet(
                        "in a launch template, by its ARN",
                        profile,
                        template(profile.resource().arn()),
                        PASS),
                argumentSet("another one in a launch template", profile, template("q"), LOW),
                argumentSet(
                        "a launch template that could not be read",
                        profile,
                        Made.of("lt-1", Parts.of(LaunchTemplate.class, "versions", null)),
                        "UNKNOWN"));
    }

    @Test
    void aProfileIsOnlyUsedByNothingWhereAllUsersAreKnown() {
        // given
        Estates.Made<InstanceProfile> profile = Made.profile("p", "r");
        Estate estate = Estates.estate()
                .with(profile)
                .global()
                .without(ResourceKind.LAUNCH_CONFIGURATION)
                .build();

        // when, then
        assertThat(new ProfileDangling().judge(profile.resource(), estate))
                .isEqualTo(Verdict.unknown(
                        "not known: LAUNCH_CONFIGURATION in global; nothing that is known uses the profile"));
    }

    private static Estates.Made<LaunchTemplate> template(String profile) {
        return Made.of(
                "lt-1",
                Parts.of(
                        LaunchTemplate.class,
                        "versions",
                        List.of(Parts.of(LaunchTemplateVersion.class, "instanceProfile", profile))));
    }

    private static MadeInstance named(String id, String name) {
        return instance(id).tag("Name", name);
    }

    private static String trust(String principal) {
        return "{'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': {" + principal + "}}";
    }

    private static String trust(String principal, String condition) {
        return "{'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': {" + principal + "}, 'Condition': "
                + condition + "}";
    }

    private static Estates estate(MadeRole role) {
        return Estates.estate()
                .with(role, Made.profile("p", "r"), instance("i-1").profile("p"))
                .global();
    }

    private static String judge(Rule<Role> rule, MadeRole role) {
        return Judging.judge(rule, role, estate(role).build());
    }

    private static Map<String, Object> evidence(Rule<Role> rule, MadeRole role) {
        return ((Verdict.Fail) rule.judge(role.resource(), estate(role).build())).evidence();
    }
}
