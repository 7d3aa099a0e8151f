package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.collect.Collection.Gap;
import io.muster.inventory.kind.GuardDutyCoverage;
import io.muster.inventory.kind.InspectorCoverage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom GuardDuty and Amazon Inspector are asked about, and what they may refuse. */
class CoverageKindsTest extends CannedCollecting {

    private static final String DETECTORS = "GET /detector";
    private static final String DETECTOR = "GET /detector/d-1";
    private static final String WATCHED = "POST /detector/d-1/coverage";
    private static final String STATUS = "POST /status/batch/get";
    private static final String SCANNED = "POST /coverage/list";

    @Test
    void guardDutyIsAskedForInstancesOfTheAccountPageByPage() {
        // given
        runtimeMonitoring("ENABLED");
        canned.json(WATCHED, watched("i-1", "next")).json(WATCHED, watched("i-2", ""));

        // when
        Collection<GuardDutyCoverage> coverages = collectWatched();

        // then
        assertThat(coverages).isInstanceOf(Collection.Complete.class);
        assertThat(ids(coverages)).containsExactly("i-1", "i-2");
        assertThat(canned.bodies(WATCHED))
                .hasSize(2)
                .allSatisfy(
                        form -> assertThat(form)
                                .contains(
                                        "{\"criterionKey\":\"RESOURCE_TYPE\",\"filterCondition\":{\"equals\":[\"EC2\"]}}",
                                        "{\"criterionKey\":\"ACCOUNT_ID\",\"filterCondition\":{\"equals\":[\"123456789012\"]}}"));
    }

    @Test
    void guardDutyIsNotAskedWhereRuntimeMonitoringIsOff() {
        runtimeMonitoring("DISABLED");
        assertThat(collectWatched()).isEqualTo(new Collection.Complete<>(List.of()));
        assertThat(canned.asked(WATCHED)).isZero();
    }

    @Test
    void aDetectorThatMayNotBeReadIsAskedAllTheSame() {
        canned.json(DETECTORS, "{\"detectorIds\": [\"d-1\"]}")
                .refuseJson(DETECTOR, 403, "AccessDeniedException", "Not you")
                .json(WATCHED, watched("i-1", ""));
        assertThat(ids(collectWatched())).containsExactly("i-1");
    }

    @Test
    void coverageThatGuardDutyRefusesIsAGap() {
        runtimeMonitoring("ENABLED");
        canned.refuseJson(WATCHED, 403, "AccessDeniedException", "Not you");
        assertThat(collectWatched()).isEqualTo(gap("guardduty:ListCoverage", "AccessDeniedException", "Not you"));
    }

    @Test
    void withoutDetectorsNothingIsKnownOfTheCoverage() {
        canned.refuseJson(DETECTORS, 403, "AccessDeniedException", "Not you");
        assertThat(collectWatched()).isEqualTo(gap("guardduty:ListDetectors", "AccessDeniedException", "Not you"));
    }

    @Test
    void aResourceThatIsNoInstanceIsLeftOutWithAGap() {
        // given
        runtimeMonitoring("ENABLED");
        canned.json(WATCHED, "{\"resources\": [{\"resourceId\": \"cluster\", \"resourceDetails\": {}}]}");

        // when
        Collection<GuardDutyCoverage> coverages = collectWatched();

        // then
        assertThat(coverages.gaps())
                .extracting(Gap::message)
                .containsExactly("AWS left out a required part of its answer (the instance of item 1 of page 1)");
    }

    @Test
    void inspectorIsAskedForThePackagesOfInstancesOfTheAccount() {
        // given
        inspector("ENABLED");
        canned.json(SCANNED, "{\"coveredResources\": [{\"resourceId\": \"i-1\", \"scanType\": \"PACKAGE\"}]}");

        // when
        Collection<InspectorCoverage> coverages = collectScanned();

        // then
        assertThat(ids(coverages)).containsExactly("i-1");
        assertThat(canned.bodies(SCANNED).get(0))
                .contains(
                        "\"accountId\":[{\"comparison\":\"EQUALS\",\"value\":\"123456789012\"}]",
                        "\"resourceType\":[{\"comparison\":\"EQUALS\",\"value\":\"AWS_EC2_INSTANCE\"}]",
                        "\"scanType\":[{\"comparison\":\"EQUALS\",\"value\":\"PACKAGE\"}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DISABLED", "DISABLING", "SUSPENDED"})
    void inspectorIsNotAskedWhereItScansNoInstances(String status) {
        inspector(status);
        assertThat(collectScanned()).isEqualTo(new Collection.Complete<>(List.of()));
        assertThat(canned.asked(SCANNED)).isZero();
    }

    @Test
    void coverageThatInspectorRefusesIsAGap() {
        inspector("ENABLED");
        canned.refuseJson(SCANNED, 403, "AccessDeniedException", "Not you");
        assertThat(collectScanned()).isEqualTo(gap("inspector2:ListCoverage", "AccessDeniedException", "Not you"));
    }

    private Collection<GuardDutyCoverage> collectWatched() {
        return collect(new GuardDutyCoverageCollector(new DetectorCollector()));
    }

    private Collection<InspectorCoverage> collectScanned() {
        return collect(new InspectorCoverageCollector(new InspectorSettingsCollector()));
    }

    private void runtimeMonitoring(String status) {
        canned.json(DETECTORS, "{\"detectorIds\": [\"d-1\"]}")
                .json(
                        DETECTOR,
                        "{\"status\": \"ENABLED\", \"features\": [{\"name\": \"RUNTIME_MONITORING\", \"status\": \""
                                + status + "\"}]}");
    }

    private void inspector(String status) {
        canned.json(
                STATUS,
                "{\"accounts\": [{\"accountId\": \"123456789012\", \"resourceState\": {\"ec2\": {\"status\": \""
                        + status + "\"}}}], \"failedAccounts\": []}");
    }

    private static String watched(String instance, String next) {
        return "{\"resources\": [{\"resourceDetails\": {\"ec2InstanceDetails\": {\"instanceId\": \"" + instance
                + "\"}}, \"coverageStatus\": \"HEALTHY\"}], \"nextToken\": \"" + next + "\"}";
    }
}
