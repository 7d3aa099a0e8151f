package io.muster.rule.imds;

import static io.muster.estate.MadeInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInstance;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.RegionSettings;
import io.muster.rule.Judging;
import io.muster.rule.Rule;
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
