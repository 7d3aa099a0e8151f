package io.muster.rule.monitoring;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.InspectorSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.KnownStates;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;

/** UNKNOWN where AWS refuses the settings. {@link NotScannedByInspector} reports which instances are not scanned. */
@Singleton
class InspectorOff extends RecordRule<InspectorSettings> {

    private static final String ENABLED = "ENABLED";
    private static final String ENABLING = "ENABLING";

    InspectorOff() {
        super(
                new RuleMetadata(
                        "inspector-ec2-off",
                        "Amazon Inspector does not scan instances",
                        Severity.MEDIUM,
                        Area.MONITORING,
                        ResourceKind.INSPECTOR_SETTINGS,
                        "Without scans, a known vulnerability of software on an instance is found only when it is used.",
                        "aws inspector2 enable --resource-types EC2 in each region. In an organization, the delegated administrator"
                                + " enables it for its members.",
                        List.of(
                                "https://docs.aws.amazon.com/inspector/latest/user/scanning-ec2.html",
                                "https://docs.aws.amazon.com/securityhub/latest/userguide/inspector-controls.html#inspector-1"),
                        List.of(Control.fsbp("Inspector.1"), Control.prowler("inspector2_is_enabled"))),
                InspectorSettings.class);
    }

    @Override
    public Verdict judge(Resource<InspectorSettings> resource, Estate estate) {
        String status = resource.attributes().ec2Status();
        if (!KnownStates.INSPECTOR.hold(status)) {
            return Verdict.unknown("AWS does not say whether Amazon Inspector scans instances");
        }
        return switch (status) {
            case ENABLED -> Verdict.pass();
            case ENABLING -> Verdict.unknown("the scans of instances are being enabled, and are not in force yet");
            default ->
                fail(
                        "Amazon Inspector does not scan the instances of this region.",
                        Evidence.of("ec2Status", status)
                                .and("status", resource.attributes().status())
                                .facts());
        };
    }
}
