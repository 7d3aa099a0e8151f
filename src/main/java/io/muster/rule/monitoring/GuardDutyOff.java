package io.muster.rule.monitoring;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Detector;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;

/** A region is judged by its detectors, of which GuardDuty has one where it was ever switched on. */
@Singleton
class GuardDutyOff extends RecordRule<RegionSettings> {

    private static final String ENABLED = "ENABLED";

    GuardDutyOff() {
        super(
                new RuleMetadata(
                        "guardduty-off",
                        "GuardDuty is off in the region",
                        Severity.HIGH,
                        Area.MONITORING,
                        ResourceKind.REGION_SETTINGS,
                        "GuardDuty finds stolen credentials, miners and calls to known attackers in logs that are too large to read"
                                + " otherwise. An attacker works in the region where it is off.",
                        "Enable GuardDuty in every region that the account can use, from the organization's delegated"
                                + " administrator where there is one.",
                        List.of(
                                "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_settingup.html",
                                "https://docs.aws.amazon.com/securityhub/latest/userguide/guardduty-controls.html#guardduty-1"),
                        List.of(Control.fsbp("GuardDuty.1"))),
                RegionSettings.class,
                ResourceKind.DETECTOR);
    }

    @Override
    public Verdict judge(Resource<RegionSettings> resource, Estate estate) {
        List<Resource<Detector>> detectors = estate.all(Detector.class);
        if (detectors.stream()
                .anyMatch(detector -> ENABLED.equals(detector.attributes().status()))) {
            return Verdict.pass();
        }
        if (detectors.stream().anyMatch(detector -> detector.attributes().status() == null)) {
            return Verdict.unknown("a detector of the region could not be read");
        }
        return fail(
                detectors.isEmpty()
                        ? "GuardDuty was never switched on in this region."
                        : "GuardDuty is switched off in this region.",
                Evidence.of("detectors", ids(detectors)).facts());
    }

    private static List<String> ids(List<Resource<Detector>> detectors) {
        return detectors.stream()
                .map(Resource::resourceId)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
    }
}
