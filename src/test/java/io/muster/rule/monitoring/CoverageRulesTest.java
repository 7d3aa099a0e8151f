package io.muster.rule.monitoring;

import static io.muster.estate.MadeInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInstance;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.Detector;
import io.muster.inventory.kind.DetectorFeature;
import io.muster.inventory.kind.GuardDutyCoverage;
import io.muster.inventory.kind.InspectorCoverage;
import io.muster.inventory.kind.InspectorSettings;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Judging;
import io.muster.rule.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about instances that GuardDuty should watch and Amazon Inspector should scan. */
class CoverageRulesTest {

    private static final String PASS = "PASS";
    private static final String MEDIUM = "FAIL MEDIUM";
    private static final String UNKNOWN = "UNKNOWN";
    private static final String NA = "NOT_APPLICABLE";

    private static final Instant NEW = Estates.NOW.minus(Duration.ofMinutes(59));
    private static final Instant OLD = Estates.NOW.minus(Duration.ofHours(1));

    private static final NotCoveredByGuardDuty GUARD_DUTY = new NotCoveredByGuardDuty();
    private static final NotScannedByInspector INSPECTOR = new NotScannedByInspector();

    private static final Estates.Made<?> WATCHING = detector("ENABLED", "ENABLED");
    private static final Estates.Made<?> SCANNING = settings("ENABLED");

    @ParameterizedTest
    @MethodSource
    void judgesTheCoverageByGuardDuty(MadeInstance instance, String status, String expected) {
        GuardDutyCoverage coverage =
                new GuardDutyCoverage("i-1", status, "No Agent Reporting", "AUTO_MANAGED", "v1.7.1");
        assertThat(Judging.judge(GUARD_DUTY, instance, WATCHING, Made.of("i-1", coverage)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesTheCoverageByGuardDuty() {
        return Stream.of(
                argumentSet("healthy", running(), "HEALTHY", PASS),
                argumentSet("unhealthy", running(), "UNHEALTHY", MEDIUM),
                argumentSet("a status that is not known yet", running(), "DEGRADED", MEDIUM),
                argumentSet("not told", running(), null, UNKNOWN),
                argumentSet("just launched", instance("i-1").launched(NEW), "UNHEALTHY", NA),
                argumentSet("just launched, healthy", instance("i-1").launched(NEW), "HEALTHY", PASS),
                argumentSet("launch not told", instance("i-1").launched(null), "UNHEALTHY", UNKNOWN),
                argumentSet("stopped", running().state(InstanceState.STOPPED), "UNHEALTHY", NA),
                argumentSet("run by a service", running().operatorManaged(), "UNHEALTHY", NA),
                argumentSet("a Mac", running().type("mac2.metal"), "UNHEALTHY", NA),
                argumentSet(
                        "a node of EKS that is listed", running().tag("eks:cluster-name", "a"), "UNHEALTHY", MEDIUM));
    }

    @ParameterizedTest
    @MethodSource
    void judgesWhatGuardDutyDoesNotList(Estates estate, MadeInstance instance, String expected) {
        assertThat(Judging.judge(GUARD_DUTY, instance, estate.with(instance).build()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesWhatGuardDutyDoesNotList() {
        return Stream.of(
                argumentSet("watching", estate(WATCHING), running(), MEDIUM),
                argumentSet("just launched", estate(WATCHING), instance("i-1").launched(NEW), NA),
                argumentSet(
                        "listed before the launch",
                        estate(WATCHING).listed(ResourceKind.GUARD_DUTY_COVERAGE, OLD),
                        running(),
                        UNKNOWN),
                argumentSet("a node of EKS", estate(WATCHING), running().tag("eks:cluster-name", "a"), NA),
                argumentSet("Windows", estate(WATCHING), running().platform("Windows BYOL"), NA),
                argumentSet("a Mac", estate(WATCHING), running().type("mac2-m2pro.metal"), NA),
                argumentSet("the first Graviton", estate(WATCHING), running().type("a1.large"), NA),
                argumentSet("type not told", estate(WATCHING), running().type(null), MEDIUM),
                argumentSet("Linux", estate(WATCHING), running().platform("Linux/UNIX"), MEDIUM),
                argumentSet("a host of ECS", estate(WATCHING), running().tag("AmazonECSManaged", ""), MEDIUM),
                argumentSet(
                        "coverage not read",
                        estate(WATCHING).without(ResourceKind.GUARD_DUTY_COVERAGE),
                        running(),
                        UNKNOWN),
                argumentSet(
                        "GuardDuty off, coverage not read",
                        estate(detector("DISABLED", "ENABLED")).without(ResourceKind.GUARD_DUTY_COVERAGE),
                        running(),
                        NA),
                argumentSet("Runtime Monitoring off", estate(detector("ENABLED", "DISABLED")), running(), NA),
                argumentSet("no detector", estate(), running(), NA),
                argumentSet("detector not read", estate(detector(null, null)), running(), UNKNOWN),
                argumentSet("feature not told", estate(detector("ENABLED", null)), running(), UNKNOWN));
    }

    @Test
    void aTagThatKeepsTheAgentOutIsNamed() {
        GuardDutyCoverage coverage = new GuardDutyCoverage("i-1", "UNHEALTHY", "Agent not installed", null, null);
        Verdict.Fail fail = fail(GUARD_DUTY, running().tag("GuardDutyManaged", "false"), WATCHING, coverage);
        assertThat(fail.message())
                .isEqualTo("The tag GuardDutyManaged keeps GuardDuty's agent off this running instance.");
        assertThat(fail.evidence()).isEqualTo(Map.of("coverageStatus", "UNHEALTHY", "issue", "Agent not installed"));
    }

    @ParameterizedTest
    @MethodSource
    void judgesTheScansOfInspector(MadeInstance instance, String status, String reason, String expected) {
        InspectorCoverage coverage = new InspectorCoverage("i-1", status, reason, "EC2_SSM_AGENT_BASED");
        assertThat(Judging.judge(INSPECTOR, instance, SCANNING, Made.of("i-1", coverage)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesTheScansOfInspector() {
        return Stream.of(
                argumentSet("scanned", running(), "ACTIVE", "SUCCESSFUL", PASS),
                argumentSet("first scan pending", running(), "ACTIVE", "PENDING_INITIAL_SCAN", UNKNOWN),
                argumentSet("not managed", running(), "INACTIVE", "UNMANAGED_EC2_INSTANCE", MEDIUM),
                argumentSet("no inventory", running(), "INACTIVE", "NO_INVENTORY", MEDIUM),
                argumentSet("excluded", running(), "INACTIVE", "EXCLUDED_BY_TAG", MEDIUM),
                argumentSet("no reason", running(), "INACTIVE", null, MEDIUM),
                argumentSet("started since", running(), "INACTIVE", "EC2_INSTANCE_STOPPED", UNKNOWN),
                argumentSet("running again", running(), "INACTIVE", "PENDING_REVIVAL_SCAN", UNKNOWN),
                argumentSet("scanned just now", running(), "INACTIVE", "SCAN_IN_PROGRESS", UNKNOWN),
                argumentSet("a fault of Inspector", running(), "INACTIVE", "INTERNAL_ERROR", UNKNOWN),
                argumentSet("not told", running(), null, null, UNKNOWN),
                argumentSet("just launched", instance("i-1").launched(NEW), "INACTIVE", "NO_INVENTORY", NA),
                argumentSet("stopped", running().state(InstanceState.STOPPED), "INACTIVE", "EC2_INSTANCE_STOPPED", NA));
    }

    @ParameterizedTest
    @MethodSource
    void judgesWhatInspectorDoesNotList(Estates estate, String expected) {
        MadeInstance instance = running();
        assertThat(Judging.judge(INSPECTOR, instance, estate.with(instance).build()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesWhatInspectorDoesNotList() {
        return Stream.of(
                argumentSet("scanning", estate(SCANNING), MEDIUM),
                argumentSet(
                        "coverage refused is no pass",
                        estate(SCANNING).without(ResourceKind.INSPECTOR_COVERAGE),
                        UNKNOWN),
                argumentSet(
                        "Inspector off, coverage refused",
                        estate(settings("DISABLED")).without(ResourceKind.INSPECTOR_COVERAGE),
                        NA),
                argumentSet("suspended", estate(settings("SUSPENDED")), NA),
                argumentSet("being switched on", estate(settings("ENABLING")), UNKNOWN),
                argumentSet("settings not told", estate(settings(null)), UNKNOWN),
                argumentSet("no settings", estate(), UNKNOWN),
                argumentSet(
                        "listed before the launch",
                        estate(SCANNING).listed(ResourceKind.INSPECTOR_COVERAGE, OLD),
                        UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource
    void namesTheReason(String reason, String message) {
        Verdict.Fail fail =
                fail(INSPECTOR, running(), SCANNING, new InspectorCoverage("i-1", "INACTIVE", reason, null));
        assertThat(fail.message()).isEqualTo(message);
        assertThat(fail.evidence()).isEqualTo(Map.of("scanStatus", "INACTIVE", "reason", reason));
    }

    static Stream<Arguments> namesTheReason() {
        return Stream.of(
                Arguments.of(
                        "EXCLUDED_BY_TAG",
                        "The tag InspectorEc2Exclusion excludes this running instance from Amazon Inspector's scans."),
                Arguments.of(
                        "UNMANAGED_EC2_INSTANCE",
                        "Amazon Inspector does not scan this running instance, for Systems Manager does not manage it."),
                Arguments.of("SUSPENDED", "Amazon Inspector does not scan this running instance: SUSPENDED."));
    }

    private static <C extends Record> Verdict.Fail fail(
            CoverageRule<?, C> rule, MadeInstance instance, Estates.Made<?> settings, C coverage) {
        return (Verdict.Fail) rule.judge(
                instance.resource(),
                estate(settings, Made.of("i-1", coverage)).with(instance).build());
    }

    private static MadeInstance running() {
        return instance("i-1").launched(OLD);
    }

    private static Estates estate(Estates.Made<?>... made) {
        return Estates.estate().with(made);
    }

    private static Estates.Made<?> detector(String status, String runtime) {
        return Made.of(
                "d-1",
                new Detector(status, null, List.of(new DetectorFeature("RUNTIME_MONITORING", runtime, List.of()))));
    }

    private static Estates.Made<?> settings(String ec2) {
        return Made.of(Estates.ACCOUNT, Parts.of(InspectorSettings.class, "ec2Status", ec2));
    }
}
