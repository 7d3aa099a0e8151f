package io.muster.rule.iam;

import static io.muster.estate.Made.profile;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.deny;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.OrganizationPolicy;
import io.muster.inventory.kind.PolicyTarget;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Judging;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What policies add up to is tested where it is worked out; here, what the rule makes of it. */
class InstanceRoleAdminTest {

    private static final MadeRole ADMIN = role("r").attached(allow("*", "*"));

    @ParameterizedTest
    @MethodSource
    void judges(Estates estate, MadeRole role, String expected) {
        assertThat(Judging.judge(
                        new InstanceRoleAdmin(),
                        role,
                        estate.global().with(role).build()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judges() {
        return Stream.of(
                argumentSet("administrator", inUse(), ADMIN, "FAIL CRITICAL"),
                argumentSet("reader", inUse(), role("r").attached(allow("s3:Get*", "*")), "PASS"),
                argumentSet(
                        "half by half",
                        inUse(),
                        role("r")
                                .attached("{'Effect':'Allow','NotAction':'iam:*','Resource':'*'}")
                                .inline(allow("iam:*", "*")),
                        "FAIL CRITICAL"),
                argumentSet(
                        "denied by another policy",
                        inUse(),
                        role("r").attached(allow("*", "*")).inline(deny("iam:*", "*")),
                        "PASS"),
                argumentSet("suspended by the organization", inUse().with(denied("iam:*")), ADMIN, "FAIL MEDIUM"),
                argumentSet(
                        "denied little by the organization",
                        inUse().with(denied("iam:CreateUser")),
                        ADMIN,
                        "FAIL CRITICAL"),
                argumentSet(
                        "denied by the organization and by its own",
                        inUse().with(denied("iam:*")),
                        role("r").attached(allow("*", "*")).inline(deny("iam:*", "*")),
                        "PASS"),
                argumentSet("not readable", inUse(), role("r").attachedDocument(null), "UNKNOWN"),
                argumentSet(
                        "not readable within an organization",
                        inUse().with(denied("iam:*")),
                        role("r").attachedDocument(null),
                        "UNKNOWN"),
                argumentSet(
                        "not readable, which may deny what another allows",
                        inUse(),
                        role("r").attachedDocument(null).inline(allow("*", "*")),
                        "UNKNOWN"),
                argumentSet("no profile", Estates.estate().with(instance("i-1")), ADMIN, "NOT_APPLICABLE"),
                argumentSet(
                        "empty profile",
                        Estates.estate()
                                .with(profile("p", null), instance("i-1").profile("p")),
                        ADMIN,
                        "NOT_APPLICABLE"),
                argumentSet(
                        "stopped",
                        Estates.estate()
                                .with(
                                        profile("p", "r"),
                                        instance("i-1").profile("p").state(InstanceState.STOPPED)),
                        ADMIN,
                        "FAIL CRITICAL"),
                argumentSet(
                        "ended",
                        Estates.estate()
                                .with(
                                        profile("p", "r"),
                                        instance("i-1").profile("p").state(InstanceState.TERMINATED)),
                        ADMIN,
                        "NOT_APPLICABLE"),
                argumentSet(
                        "some instances unknown, one known to use it",
                        inUse().without(ResourceKind.INSTANCE),
                        ADMIN,
                        "FAIL CRITICAL"),
                argumentSet(
                        "some instances unknown, none known to use it",
                        Estates.estate().with(profile("p", "r")).without(ResourceKind.INSTANCE),
                        ADMIN,
                        "UNKNOWN"));
    }

    /** A service control policy. */
    private static Estates.Made<OrganizationPolicy> denied(String actions) {
        OrganizationPolicy attributes = new OrganizationPolicy(
                "arn:aws:organizations::999999999999:policy/o-abcdefghij/service_control_policy/p-guard",
                "SERVICE_CONTROL_POLICY",
                false,
                null,
                MadeRole.policy(allow("*", "*"), deny(actions, "*")),
                List.of(new PolicyTarget("r-root", 0)));
        Resource<OrganizationPolicy> resource = new Resource<>(
                "arn:aws:organizations::111122223333:policy/p-guard",
                ResourceKind.ORGANIZATION_POLICY,
                Estates.REGION.global(),
                "p-guard",
                null,
                Map.of(),
                attributes);
        return () -> resource;
    }

    private static Estates inUse() {
        // the profile's name differs from the role's, as it may
        return Estates.estate().with(profile("p", "r"), instance("i-1").profile("p"));
    }

    @Test
    void evidenceNamesStatementsAndInstances() {
        // when
        Map<String, Object> evidence = Judging.evidence(
                new InstanceRoleAdmin(),
                ADMIN,
                profile("p", "r"),
                instance("i-1").profile("p"));

        // then
        assertThat(evidence)
                .containsEntry("instances", List.of("arn:aws:ec2:eu-central-1:111122223333:instance/i-1"))
                .containsEntry(
                        "statements",
                        List.of(Map.of(
                                "policy", "arn:aws:iam::111122223333:policy/attached-1",
                                "statement", "1",
                                "actions", "*",
                                "resources", "*")));
    }
}
