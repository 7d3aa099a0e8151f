package io.muster.rule.iam;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.deny;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeRole;
import io.muster.estate.privilege.ServiceRights;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.rule.Judging;
import io.muster.rule.Rule;
import io.muster.rule.Verdict;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about rights of instances' roles that reach further than a workload needs. */
class BroadRightsRulesTest {

    private static final String HIGH = "FAIL HIGH";
    private static final String PASS = "PASS";
    private static final String UNKNOWN = "UNKNOWN";
    private static final Rule<Role> SERVICE = new RoleHoldsService();
    private static final Rule<Role> PASSES = new RolePassesRoles();
    private static final Rule<Role> ASSUMES = new RoleAssumesRoles();

    static String on(String action, String resource, String condition) {
        return "{'Effect': 'Allow', 'Action': '" + action + "', 'Resource': '" + resource + "', 'Condition': {"
                + condition + "}}";
    }

    /** Another role, of another instance, and a dozen more that no instance has. */
    static Estates estate(MadeRole role) {
        Estates estate = Estates.estate()
                .with(
                        role,
                        Made.profile("p", "r"),
                        instance("i-1").profile("p"),
                        role("other").inline(allow("*", "*")),
                        Made.profile("q", "other"),
                        instance("i-2").profile("q").tag("app", "other"))
                .global();
        IntStream.range(0, 12).forEach(n -> estate.with(role("team-" + n)));
        return estate;
    }

    @ParameterizedTest
    @MethodSource
    void judges(Rule<Role> rule, MadeRole role, String expected) {
        assertThat(Judging.judge(rule, role, estate(role).build())).isEqualTo(expected);
    }

    static Stream<Arguments> judges() {
        String everyName = String.join(
                ", ",
                Stream.of("Assume*", "Decode*", "Get*", "Set*", "Tag*")
                        .map(name -> "STS:" + name)
                        .toList());
        return Stream.of(
                argumentSet("a service by its wildcard", SERVICE, role("r").inline(allow("kms:*", "*")), HIGH),
                argumentSet("a list that names all of it", SERVICE, role("r").inline(allow(everyName, "*")), HIGH),
                argumentSet("everything", SERVICE, role("r").inline(allow("*:*", "*")), HIGH),
                argumentSet(
                        "two halves of two policies",
                        SERVICE,
                        role("r")
                                .inline(allow("kms:C*, kms:D*, kms:E*, kms:G*, kms:I*, kms:L*", "*"))
                                .attached(allow("kms:P*, kms:R*, kms:S*, kms:T*, kms:U*, kms:V*", "*")),
                        HIGH),
                argumentSet("reading it", SERVICE, role("r").inline(allow("s3:Get*, s3:List*", "*")), PASS),
                argumentSet(
                        "one bucket",
                        SERVICE,
                        role("r").inline(allow("s3:*", "arn:aws:s3:::app, arn:aws:s3:::app/*")),
                        PASS),
                argumentSet("all buckets by name", SERVICE, role("r").inline(allow("s3:*", "arn:aws:s3:::*")), HIGH),
                argumentSet(
                        "all but one action",
                        SERVICE,
                        role("r").inline(allow("kms:*", "*"), deny("kms:ScheduleKeyDeletion", "*")),
                        PASS),
                argumentSet(
                        "bounded",
                        SERVICE,
                        role("r").inline(allow("kms:*", "*")).boundary(allow("s3:Get*", "*")),
                        PASS),
                argumentSet(
                        "under a condition",
                        SERVICE,
                        role("r").inline(on("kms:*", "*", "'StringEquals': {'aws:SourceVpc': 'v'}")),
                        UNKNOWN),
                argumentSet("a policy that cannot be read", SERVICE, role("r").attachedDocument(null), UNKNOWN),
                argumentSet(
                        "a service that is not sensitive", SERVICE, role("r").inline(allow("sqs:*", "*")), PASS),
                argumentSet("passing any role", PASSES, role("r").inline(allow("iam:Pass*", "*")), HIGH),
                argumentSet(
                        "any role, as broadly",
                        PASSES,
                        role("r").inline(allow("iam:PassRole", "arn:aws:iam::*:role/*")),
                        HIGH),
                argumentSet(
                        "roles of a prefix, many",
                        PASSES,
                        role("r").inline(allow("iam:PassRole", "arn:aws:iam::*:role/team-*")),
                        HIGH),
                argumentSet(
                        "roles of a prefix, few",
                        PASSES,
                        role("r").inline(allow("iam:PassRole", "arn:aws:iam::*:role/team-1*")),
                        PASS),
                argumentSet(
                        "to one service",
                        PASSES,
                        role("r")
                                .inline(on(
                                        "iam:PassRole",
                                        "*",
                                        "'StringEquals': {'iam:PassedToService': 'ec2.amazonaws.com'}")),
                        PASS),
                argumentSet(
                        "to a service like any",
                        PASSES,
                        role("r").inline(on("iam:PassRole", "*", "'StringLike': {'iam:PassedToService': '*'}")),
                        HIGH),
                argumentSet(
                        "to a service by the domain of all",
                        PASSES,
                        role("r")
                                .inline(on(
                                        "iam:PassRole",
                                        "*",
                                        "'StringLike': {'iam:PassedToService': '*.amazonaws.com'}")),
                        HIGH),
                argumentSet(
                        "to a resource",
                        PASSES,
                        role("r")
                                .inline(on(
                                        "iam:PassRole",
                                        "*",
                                        "'ArnLike': {'iam:AssociatedResourceARN': 'arn:aws:ec2:*:*:instance/*'}")),
                        PASS),
                argumentSet(
                        "under another condition",
                        PASSES,
                        role("r").inline(on("iam:PassRole", "*", "'StringEquals': {'aws:SourceVpc': 'v'}")),
                        UNKNOWN),
                argumentSet(
                        "allowed and denied",
                        PASSES,
                        role("r").inline(allow("iam:PassRole", "*"), deny("iam:*", "*")),
                        PASS),
                argumentSet("none", PASSES, role("r").inline(allow("s3:*", "*")), PASS),
                argumentSet("assuming any", ASSUMES, role("r").inline(allow("sts:*", "*")), HIGH),
                argumentSet(
                        "any of any account",
                        ASSUMES,
                        role("r").inline(allow("sts:AssumeRole", "arn:aws:iam::*:role/*")),
                        HIGH),
                argumentSet(
                        "any of a path",
                        ASSUMES,
                        role("r").inline(allow("sts:AssumeRole", "arn:aws:iam::*:role/app/*")),
                        PASS),
                argumentSet(
                        "under a condition",
                        ASSUMES,
                        role("r").inline(on("sts:AssumeRole", "*", "'StringEquals': {'aws:SourceVpc': 'v'}")),
                        UNKNOWN),
                argumentSet(
                        "with MFA, which an instance has not",
                        ASSUMES,
                        role("r")
                                .trustedByEc2()
                                .inline(on("sts:AssumeRole", "*", "'Bool': {'aws:MultiFactorAuthPresent': 'true'}")),
                        PASS));
    }

    @ParameterizedTest
    @MethodSource
    void judgesWithoutAllRoles(MadeRole role, String expected) {
        assertThat(Judging.judge(
                        PASSES, role, estate(role).without(ResourceKind.ROLE).build()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesWithoutAllRoles() {
        return Stream.of(
                argumentSet("passing any role", role("r").inline(allow("iam:PassRole", "*")), HIGH),
                argumentSet(
                        "roles of a prefix, few that are known",
                        role("r").inline(allow("iam:PassRole", "arn:aws:iam::*:role/team-1*")),
                        UNKNOWN),
                argumentSet(
                        "roles of a prefix, none that is known",
                        role("r").inline(allow("iam:PassRole", "arn:aws:iam::*:role/zone-*")),
                        UNKNOWN),
                argumentSet(
                        "to one service",
                        role("r")
                                .inline(on(
                                        "iam:PassRole",
                                        "*",
                                        "'StringEquals': {'iam:PassedToService': 'ec2.amazonaws.com'}")),
                        PASS),
                argumentSet("none", role("r").inline(allow("s3:*", "*")), PASS));
    }

    @Test
    void everyActionOfAServiceCountsOnce() {
        assertThat(ServiceRights.services()).contains("iam", "s3", "ec2").doesNotContain("sqs");
    }

    @Test
    void evidenceNamesTheRolesThatLetIt() {
        // given
        MadeRole role = role("r").inline(allow("sts:AssumeRole", "*"));
        MadeRole letting = role("letting")
                .trust(
                        "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':'arn:aws:iam::111122223333:root'}}");

        // when
        Map<String, Object> evidence =
                evidence(ASSUMES, role, estate(role).with(letting).build());

        // then
        assertThat(evidence).containsEntry("roleCount", 1);
        assertThat(evidence.get("roles").toString()).contains("role/letting");
    }

    static Map<String, Object> evidence(Rule<Role> rule, MadeRole role, Estate estate) {
        return ((Verdict.Fail) rule.judge(role.resource(), estate)).evidence();
    }
}
