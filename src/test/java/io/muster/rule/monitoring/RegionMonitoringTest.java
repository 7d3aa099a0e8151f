package io.muster.rule.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.kind.ConfigRecorder;
import io.muster.inventory.kind.Detector;
import io.muster.inventory.kind.RegionSettings;
import io.muster.rule.Judging;
import io.muster.rule.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about what watches a region. */
class RegionMonitoringTest {

    private static final List<String> NEEDED =
            List.of("AWS::EC2::Instance", "AWS::EC2::NetworkAcl", "AWS::EC2::RouteTable", "AWS::EC2::SecurityGroup");

    @ParameterizedTest
    @MethodSource
    void judgesGuardDuty(Estates.Made<?>[] detectors, String expected) throws Exception {
        assertThat(Judging.judge(new GuardDutyOff(), region(), detectors)).isEqualTo(expected);
    }

    static Stream<Arguments> judgesGuardDuty() {
        return Stream.of(
                argumentSet("on", these(detector("d-1", "ENABLED")), "PASS"),
                argumentSet("off", these(detector("d-1", "DISABLED")), "FAIL HIGH"),
                argumentSet("never switched on", these(), "FAIL HIGH"),
                argumentSet("not read", these(detector("d-1", null)), "UNKNOWN"),
                argumentSet(
                        "one off, one not read", these(detector("d-1", "DISABLED"), detector("d-2", null)), "UNKNOWN"),
                argumentSet("one not read, one on", these(detector("d-1", null), detector("d-2", "ENABLED")), "PASS"));
    }

    @ParameterizedTest
    @MethodSource
    void judgesTheRecorder(Estates.Made<?>[] recorders, String expected) throws Exception {
        assertThat(Judging.judge(new ConfigNotRecordingEc2(), region(), recorders))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesTheRecorder() {
        return Stream.of(
                argumentSet("all types", these(recorder(true, true, "SUCCESS", null, List.of(), List.of())), "PASS"),
                argumentSet("types of EC2", these(recorder(true, false, null, null, NEEDED, List.of())), "PASS"),
                argumentSet(
                        "instances alone",
                        these(recorder(true, false, null, null, List.of("AWS::EC2::Instance"), List.of())),
                        "FAIL MEDIUM"),
                argumentSet(
                        "volumes alone, by the strategy",
                        these(recorder(
                                true,
                                false,
                                null,
                                "INCLUSION_BY_RESOURCE_TYPES",
                                List.of("AWS::EC2::Volume"),
                                List.of())),
                        "FAIL MEDIUM"),
                argumentSet(
                        "what is needed, by the strategy",
                        these(recorder(true, false, null, "INCLUSION_BY_RESOURCE_TYPES", NEEDED, List.of())),
                        "PASS"),
                argumentSet(
                        "all types, by the strategy",
                        these(recorder(true, null, null, "ALL_SUPPORTED_RESOURCE_TYPES", List.of(), List.of())),
                        "PASS"),
                argumentSet("types not told", these(recorder(true, null, null, null, List.of(), List.of())), "UNKNOWN"),
                argumentSet(
                        "all but network interfaces",
                        these(recorder(
                                true,
                                false,
                                null,
                                "EXCLUSION_BY_RESOURCE_TYPES",
                                List.of(),
                                List.of("AWS::EC2::NetworkInterface"))),
                        "PASS"),
                argumentSet(
                        "all but IAM",
                        these(recorder(
                                true,
                                false,
                                null,
                                "EXCLUSION_BY_RESOURCE_TYPES",
                                List.of(),
                                List.of("AWS::IAM::Role"))),
                        "PASS"),
                argumentSet(
                        "all but instances",
                        these(recorder(
                                true,
                                false,
                                null,
                                "EXCLUSION_BY_RESOURCE_TYPES",
                                List.of(),
                                List.of("AWS::EC2::Instance"))),
                        "FAIL MEDIUM"),
                argumentSet(
                        "types of S3",
                        these(recorder(true, false, null, null, List.of("AWS::S3::Bucket"), List.of())),
                        "FAIL MEDIUM"),
                argumentSet(
                        "no delivery",
                        these(recorder(true, true, "FAILURE", null, List.of(), List.of())),
                        "FAIL MEDIUM"),
                argumentSet(
                        "no delivery, as documented",
                        these(recorder(true, true, "Failure", null, List.of(), List.of())),
                        "FAIL MEDIUM"),
                argumentSet("stopped", these(recorder(false, true, null, null, List.of(), List.of())), "FAIL MEDIUM"),
                argumentSet("none", these(), "FAIL MEDIUM"),
                argumentSet(
                        "status not read", these(recorder(null, true, null, null, List.of(), List.of())), "UNKNOWN"));
    }

    @Test
    void namesTheTypesThatTheRecorderLeavesOut() throws Exception {
        Estates.Made<ConfigRecorder> recorder = recorder(
                true,
                false,
                null,
                "EXCLUSION_BY_RESOURCE_TYPES",
                List.of(),
                List.of("AWS::EC2::NetworkInterface", "AWS::EC2::SecurityGroup"));
        assertThat(new ConfigNotRecordingEc2()
                        .judge(
                                region().resource(),
                                Estates.estate().with(region(), recorder).build()))
                .asInstanceOf(InstanceOfAssertFactories.type(Verdict.Fail.class))
                .extracting(Verdict.Fail::message)
                .isEqualTo("The recorder of AWS Config leaves out AWS::EC2::SecurityGroup.");
    }

    private static Estates.Made<?>[] these(Estates.Made<?>... made) {
        return made;
    }

    private static Estates.Made<Detector> detector(String id, String status) {
        return Made.of(id, new Detector(status, null, null));
    }

    private static Estates.Made<ConfigRecorder> recorder(
            Boolean recording,
            Boolean all,
            String lastStatus,
            String strategy,
            List<String> types,
            List<String> excluded) {
        return Made.of(
                "default",
                new ConfigRecorder(
                        null, recording, all, null, types, excluded, strategy, null, lastStatus, null, null, null));
    }

    /** Nothing that the rules look at is in it. */
    private static Estates.Made<RegionSettings> region() throws Exception {
        return Made.of(Estates.ACCOUNT, new ObjectMapper().readValue("{}", RegionSettings.class));
    }
}
