package io.muster.rule.monitoring;

import static io.muster.estate.MadeInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.NotRead;
import io.muster.inventory.Parts;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AutoScalingGroup;
import io.muster.inventory.kind.Detector;
import io.muster.inventory.kind.DetectorFeature;
import io.muster.inventory.kind.DetectorOption;
import io.muster.inventory.kind.InspectorSettings;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import io.muster.rule.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about the features of GuardDuty, Amazon Inspector, and instances that are stopped. */
class WatchRulesTest {

    private static final String PASS = "PASS";
    private static final String MEDIUM = "FAIL MEDIUM";
    private static final String UNKNOWN = "UNKNOWN";
    private static final String NA = "NOT_APPLICABLE";

    @ParameterizedTest
    @MethodSource
    void judgesFeaturesOfGuardDuty(String status, List<DetectorFeature> features, String expected) {
        assertThat(Judging.judge(new GuardDutyEc2ProtectionOff(), Made.of("d-1", new Detector(status, null, features))))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesFeaturesOfGuardDuty() {
        DetectorFeature malware = new DetectorFeature("EBS_MALWARE_PROTECTION", "ENABLED", List.of());
        DetectorFeature runtime = runtime("ENABLED", "ENABLED");
        return Stream.of(
                argumentSet("both on", "ENABLED", List.of(malware, runtime), PASS),
                argumentSet(
                        "malware off",
                        "ENABLED",
                        List.of(new DetectorFeature("EBS_MALWARE_PROTECTION", "DISABLED", List.of()), runtime),
                        MEDIUM),
                argumentSet("runtime off", "ENABLED", List.of(malware, runtime("DISABLED", "ENABLED")), MEDIUM),
                argumentSet("agent off", "ENABLED", List.of(malware, runtime("ENABLED", "DISABLED")), MEDIUM),
                argumentSet("runtime not told", "ENABLED", List.of(malware), UNKNOWN),
                argumentSet("features not read", "ENABLED", null, UNKNOWN),
                argumentSet("not read", null, null, UNKNOWN),
                argumentSet("GuardDuty off", "DISABLED", List.of(), NA));
    }

    @ParameterizedTest
    @CsvSource({
        "ENABLED, 'GuardDuty''s protection of instances is off: the management of Runtime Monitoring''s agent, which has to be installed by hand.'",
        "DISABLED, GuardDuty's protection of instances is off: Runtime Monitoring of EC2."
    })
    void tellsTheAgentsManagementFromRuntimeMonitoring(String runtime, String message) {
        Estates.Made<Detector> detector = Made.of(
                "d-1",
                new Detector(
                        "ENABLED",
                        null,
                        List.of(
                                new DetectorFeature("EBS_MALWARE_PROTECTION", "ENABLED", List.of()),
                                runtime(runtime, "DISABLED"))));
        assertThat(new GuardDutyEc2ProtectionOff()
                        .judge(
                                detector.resource(),
                                Estates.estate().with(detector).build()))
                .asInstanceOf(InstanceOfAssertFactories.type(Verdict.Fail.class))
                .extracting(Verdict.Fail::message)
                .isEqualTo(message);
    }

    private static DetectorFeature runtime(String status, String agent) {
        return new DetectorFeature(
                "RUNTIME_MONITORING", status, List.of(new DetectorOption("EC2_AGENT_MANAGEMENT", agent)));
    }

    @ParameterizedTest
    @MethodSource
    void judgesInspector(String status, String expected) {
        InspectorSettings settings = Parts.of(InspectorSettings.class, "status", "ENABLED", "ec2Status", status);
        assertThat(Judging.judge(new InspectorOff(), Made.of(Estates.ACCOUNT, settings)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesInspector() {
        return Stream.of(
                argumentSet("on", "ENABLED", PASS),
                argumentSet("off", "DISABLED", MEDIUM),
                argumentSet("suspended", "SUSPENDED", MEDIUM),
                argumentSet("being enabled", "ENABLING", UNKNOWN),
                argumentSet("not told is no pass", null, UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource
    void judgesStops(InstanceState state, Integer toldDays, Integer seenDays, String expected) {
        // given
        Resource<Instance> made = instance("i-1").state(state).resource();
        Instance plain = made.attributes();
        Instance told = Parts.of(
                Instance.class,
                "state",
                plain.state(),
                "launchTime",
                daysAgo(400),
                "stateTransitionTime",
                toldDays == null ? null : daysAgo(toldDays));
        Estates.Made<Instance> instance = Made.of("i-1", Map.of(), told);
        Estates estate = Estates.estate().with(instance);
        if (seenDays != null) {
            estate.unchangedSince(instance, daysAgo(seenDays));
        }

        // then
        assertThat(Judging.judge(new StoppedTooLong(Baselines.usual()), instance, estate.build()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesStops() {
        return Stream.of(
                argumentSet("running", InstanceState.RUNNING, 40, 40, NA),
                argumentSet("terminated", InstanceState.TERMINATED, 40, 40, NA),
                argumentSet("stopped long ago", InstanceState.STOPPED, 31, 1, "FAIL LOW"),
                argumentSet("stopped by a user lately, launched long ago", InstanceState.STOPPED, 29, 40, PASS),
                argumentSet("no time told, seen so long ago", InstanceState.STOPPED, null, 31, "FAIL LOW"),
                argumentSet("no time told, seen so lately", InstanceState.STOPPED, null, 29, PASS),
                argumentSet("no time told, never seen before", InstanceState.STOPPED, null, null, PASS));
    }

    /** The group of the instance is called "g". */
    @ParameterizedTest
    @CsvSource({
        // pool,    tag, expected
        "Stopped,    g,  NOT_APPLICABLE",
        "Hibernated, g,  NOT_APPLICABLE",
        "Running,    g,  FAIL LOW",
        ",           g,  FAIL LOW",
        "Stopped,    h,  FAIL LOW",
    })
    void aWarmPoolKeepsInstancesStopped(String pool, String tag, String expected) {
        // given
        Estates.Made<Instance> instance = stoppedMember(tag);
        Estates.Made<AutoScalingGroup> group = () -> new Resource<>(
                "arn:aws:autoscaling:g",
                ResourceKind.AUTO_SCALING_GROUP,
                Estates.REGION,
                "g",
                "g",
                Map.of(),
                Parts.of(AutoScalingGroup.class, "warmPoolState", pool));

        // then
        assertThat(Judging.judge(new StoppedTooLong(Baselines.usual()), instance, group))
                .isEqualTo(expected);
    }

    @Test
    void whetherAWarmPoolKeepsAnInstanceIsNotKnownWithoutTheGroups() {
        // given
        Estates.Made<Instance> instance = stoppedMember("g");
        Estate estate = Estates.estate()
                .with(instance)
                .without(ResourceKind.AUTO_SCALING_GROUP)
                .build();

        // then
        assertThatThrownBy(() -> new StoppedTooLong(Baselines.usual()).judge(instance.resource(), estate))
                .isInstanceOf(NotRead.class);
    }

    private static Estates.Made<Instance> stoppedMember(String group) {
        return Made.of(
                "i-1",
                Map.of("aws:autoscaling:groupName", group),
                Parts.of(Instance.class, "state", InstanceState.STOPPED, "stateTransitionTime", daysAgo(31)));
    }

    private static Instant daysAgo(int days) {
        return Estates.NOW.minus(Duration.ofDays(days));
    }
}
