package io.muster.rule.imds;

import static io.muster.estate.MadeInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInstance;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.InstanceImage;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ManagedInstance;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SsmSettings;
import io.muster.rule.Judging;
import io.muster.rule.Rule;
import io.muster.rule.Verdict;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImdsRulesTest {

    @ParameterizedTest
    @MethodSource
    void imdsv2Required(MadeInstance instance, String expected) {
        assertThat(Judging.judge(new Imdsv2Required(), instance)).isEqualTo(expected);
    }

    static Stream<Arguments> imdsv2Required() {
        return Stream.of(
                argumentSet("IMDSv2", instance("i-1"), "PASS"),
                argumentSet("IMDSv1", instance("i-1").imdsv1(), "FAIL HIGH"),
                argumentSet(
                        "off makes the tokens moot", instance("i-1").imdsv1().imdsOff(), "PASS"),
                argumentSet("stopped", instance("i-1").imdsv1().state(InstanceState.STOPPED), "FAIL HIGH"),
                argumentSet("starting", instance("i-1").imdsv1().state(InstanceState.PENDING), "FAIL HIGH"),
                argumentSet("terminated", instance("i-1").imdsv1().state(InstanceState.TERMINATED), "NOT_APPLICABLE"),
                argumentSet("ending", instance("i-1").imdsv1().state(InstanceState.SHUTTING_DOWN), "NOT_APPLICABLE"),
                argumentSet("run by a service", instance("i-1").imdsv1().operatorManaged(), "NOT_APPLICABLE"),
                argumentSet("not reported", instance("i-1").imdsUnreported(), "UNKNOWN"),
                argumentSet(
                        "not reported, ended",
                        instance("i-1").imdsUnreported().state(InstanceState.TERMINATED),
                        "NOT_APPLICABLE"),
                argumentSet("not in force yet", instance("i-1").imdsPending(), "UNKNOWN"));
    }

    @Test
    void imdsv2EvidenceNamesTheOptions() {
        assertThat(Judging.evidence(
                        new Imdsv2Required(), instance("i-1").imdsv1().profile("p")))
                .containsEntry("httpTokens", "OPTIONAL")
                .containsEntry("httpEndpoint", "ENABLED")
                .containsEntry("instanceProfileArn", "arn:aws:iam::111122223333:instance-profile/p");
    }

    @ParameterizedTest
    @MethodSource
    void hopLimit(MadeInstance instance, String expected) {
        assertThat(Judging.judge(
                        new ImdsHopLimit(),
                        instance,
                        Made.image("ami-v2", "available", false, Estates.ACCOUNT, "v2.0", Map.of()),
                        Made.image("ami-old", "available", false, Estates.ACCOUNT, null, Map.of())))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 2, , , FAIL LOW",
        "3, 3, , , FAIL MEDIUM",
        "2, 1, , , FAIL MEDIUM",
        "2, , al2023-ami-2023.9.20260101.0-kernel-6.12-x86_64, amazon, FAIL LOW",
        "3, , al2023-ami-2023.9.20260101.0-kernel-6.12-x86_64, amazon, FAIL MEDIUM",
        "2, , al2023-ami-2023.9.20260101.0-kernel-6.12-x86_64, , FAIL MEDIUM",
        "2, , amzn2-ami-hvm-2.0.20260101.0-x86_64-gp2, amazon, FAIL MEDIUM"
    })
    void hopLimitThatIsADefault(Integer limit, Integer ofRegion, String image, String owner, String expected) {
        assertThat(Judging.judge(
                        new ImdsHopLimit(),
                        instance("i-1")
                                .hopLimit(limit)
                                .imageMetadata(Parts.of(InstanceImage.class, "name", image, "ownerAlias", owner)),
                        Made.of(Estates.ACCOUNT, Parts.of(RegionSettings.class, "imdsHopLimitDefault", ofRegion))))
                .isEqualTo(expected);
    }

    static Stream<Arguments> hopLimit() {
        return Stream.of(
                argumentSet("1", instance("i-1"), "PASS"),
                argumentSet("2", instance("i-1").hopLimit(2), "FAIL MEDIUM"),
                argumentSet("64", instance("i-1").hopLimit(64), "FAIL MEDIUM"),
                argumentSet(
                        "64 with IMDSv1 protects nothing",
                        instance("i-1").hopLimit(64).imdsv1(),
                        "NOT_APPLICABLE"),
                argumentSet("off", instance("i-1").hopLimit(64).imdsOff(), "PASS"),
                argumentSet("no limit told", instance("i-1").hopLimit(null), "UNKNOWN"),
                argumentSet("not reported", instance("i-1").imdsUnreported(), "UNKNOWN"),
                argumentSet("not in force yet", instance("i-1").imdsPending(), "UNKNOWN"),
                argumentSet("2 on EKS", instance("i-1").hopLimit(2).tag("kubernetes.io/cluster/c", "owned"), "PASS"),
                argumentSet("3 on EKS", instance("i-1").hopLimit(3).tag("eks:cluster-name", "c"), "FAIL MEDIUM"),
                argumentSet("2 on ECS", instance("i-1").hopLimit(2).tag("AmazonECSManaged", ""), "PASS"),
                argumentSet("2 by the image", instance("i-1").hopLimit(2).image("ami-v2"), "FAIL LOW"),
                argumentSet("3 is not by the image", instance("i-1").hopLimit(3).image("ami-v2"), "FAIL MEDIUM"),
                argumentSet(
                        "an image without the mark", instance("i-1").hopLimit(2).image("ami-old"), "FAIL MEDIUM"),
                argumentSet("an image of others", instance("i-1").hopLimit(2).image("ami-x"), "FAIL MEDIUM"),
                argumentSet("ended", instance("i-1").hopLimit(2).state(InstanceState.TERMINATED), "NOT_APPLICABLE"));
    }

    @ParameterizedTest
    @MethodSource
    void enabledWithoutNeed(MadeInstance instance, String expected) {
        assertThat(Judging.judge(new ImdsEnabledWithoutNeed(), instance)).isEqualTo(expected);
    }

    static Stream<Arguments> enabledWithoutNeed() {
        return Stream.of(
                argumentSet("no profile", instance("i-1"), "FAIL LOW"),
                argumentSet("profile", instance("i-1").profile("p"), "PASS"),
                argumentSet("off", instance("i-1").imdsOff(), "PASS"),
                argumentSet("not in force yet", instance("i-1").imdsPending(), "UNKNOWN"),
                argumentSet("off, not in force yet", instance("i-1").imdsOff().imdsPending(), "UNKNOWN"),
                argumentSet("not reported", instance("i-1").imdsUnreported(), "UNKNOWN"),
                argumentSet("ended", instance("i-1").state(InstanceState.SHUTTING_DOWN), "NOT_APPLICABLE"));
    }

    @ParameterizedTest
    @MethodSource
    void enabledWithDefaultHostManagement(MadeInstance instance, Estates others, String expected) {
        assertThat(Judging.judge(
                        new ImdsEnabledWithoutNeed(),
                        instance,
                        others.with(instance).build()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> enabledWithDefaultHostManagement() {
        MadeInstance old = instance("i-1").launched(Estates.NOW.minus(Duration.ofDays(1)));
        return Stream.of(
                argumentSet("off, a managed node", old, management(false).with(node("i-1")), "FAIL LOW"),
                argumentSet("on, a managed node", old, management(true).with(node("i-1")), "PASS"),
                argumentSet("on, another node", old, management(true).with(node("i-2")), "FAIL LOW"),
                argumentSet("on, just launched", instance("i-1").launched(Estates.NOW), management(true), "UNKNOWN"),
                argumentSet(
                        "on, stopped",
                        instance("i-1").launched(Estates.NOW).state(InstanceState.STOPPED),
                        management(true),
                        "UNKNOWN"),
                argumentSet(
                        "on, nodes not known", old, management(true).without(ResourceKind.MANAGED_INSTANCE), "UNKNOWN"),
                argumentSet(
                        "off, nodes not known",
                        old,
                        management(false).without(ResourceKind.MANAGED_INSTANCE),
                        "FAIL LOW"),
                argumentSet(
                        "not known, a managed node",
                        old,
                        Estates.estate().with(node("i-1")).without(ResourceKind.SSM_SETTINGS),
                        "UNKNOWN"),
                argumentSet(
                        "not known, no managed node",
                        old,
                        Estates.estate().without(ResourceKind.SSM_SETTINGS),
                        "FAIL LOW"));
    }

    @Test
    void whatIsNotKnownOfDefaultHostManagementIsNamed() {
        // given
        MadeInstance instance = instance("i-1");
        Estate estate = Estates.estate()
                .with(instance)
                .without(ResourceKind.SSM_SETTINGS, ResourceKind.MANAGED_INSTANCE)
                .build();

        // when, then
        assertThat(new ImdsEnabledWithoutNeed().judge(instance.resource(), estate))
                .isEqualTo(
                        Verdict.unknown("not known: MANAGED_INSTANCE in eu-central-1; SSM_SETTINGS in eu-central-1"));
    }

    private static Estates management(boolean on) {
        return Estates.estate().with(Made.of(Estates.ACCOUNT, new SsmSettings(on, on ? "r" : null)));
    }

    private static Estates.Made<ManagedInstance> node(String instanceId) {
        return Made.of(instanceId, Parts.of(ManagedInstance.class, "pingStatus", "Online"));
    }

    @ParameterizedTest
    @CsvSource({
        "required, , account, PASS",
        "optional, , account, FAIL MEDIUM",
        "no-preference, , account, FAIL MEDIUM",
        "no-preference, , declarative-policy, FAIL MEDIUM",
        "optional, enabled, account, PASS",
        ", enabled, account, PASS",
        "optional, disabled, account, FAIL MEDIUM",
        ", , , UNKNOWN"
    })
    void accountDefaults(String tokens, String enforced, String managedBy, String expected) {
        Rule<RegionSettings> rule = new AccountImdsDefaults();
        assertThat(Judging.judge(rule, Made.settings(null, null, tokens, enforced, managedBy)))
                .isEqualTo(expected);
    }
}
