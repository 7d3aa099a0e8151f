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
import io.muster.inventory.kind.InstanceState;
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
    private static final String EC2 =
            "{'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': {'Service': 'ec2.amazonaws.com'}}";

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
                argumentSet(
                        "the account's own by that path and name",
                        role("r").attachedOwn("service-role/AmazonEC2RoleforSSM"),
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
        Estates estate = UsedRole.estate(role).without(ResourceKind.INSTANCE);

        // when, then
        assertThat(Judging.judge(new RoleShared(), role, estate.build())).isEqualTo("UNKNOWN");
    }

    private static MadeInstance named(String id, String name) {
        return instance(id).tag("Name", name);
    }

    private static String judge(Rule<Role> rule, MadeRole role) {
        return Judging.judge(rule, role, UsedRole.estate(role).build());
    }

    private static Map<String, Object> evidence(Rule<Role> rule, MadeRole role) {
        return ((Verdict.Fail) rule.judge(role.resource(), UsedRole.estate(role).build())).evidence();
    }
}
