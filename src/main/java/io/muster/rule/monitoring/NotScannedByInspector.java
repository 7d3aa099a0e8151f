package io.muster.rule.monitoring;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.InspectorCoverage;
import io.muster.inventory.kind.InspectorSettings;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where AWS refuses to list the coverage, nothing is passed. */
@Singleton
class NotScannedByInspector extends CoverageRule<InspectorSettings, InspectorCoverage> {

    private static final String ACTIVE = "ACTIVE";

    /** Reasons of instances that Inspector has yet to scan, or to see running, and of a failure of its own, which it mends itself. */
    private static final Set<String> YET_TO_TELL = Set.of(
            "EC2_INSTANCE_STOPPED",
            "RESOURCE_TERMINATED",
            "PENDING_INITIAL_SCAN",
            "PENDING_REVIVAL_SCAN",
            "SCAN_IN_PROGRESS",
            "INTERNAL_ERROR");

    private static final Map<String, String> MESSAGES = Map.of(
            "EXCLUDED_BY_TAG",
            "The tag InspectorEc2Exclusion excludes this running instance from Amazon Inspector's scans.",
            "UNMANAGED_EC2_INSTANCE",
            "Amazon Inspector does not scan this running instance, for Systems Manager does not manage it.",
            "NO_INVENTORY",
            "Amazon Inspector does not scan this running instance, for Systems Manager has no inventory of its packages.",
            "STALE_INVENTORY",
            "Amazon Inspector does not scan this running instance, for Systems Manager's inventory of its packages is old.",
            "UNSUPPORTED_OS",
            "Amazon Inspector does not support the operating system of this running instance.");

    NotScannedByInspector() {
        super(
                new RuleMetadata(
                        "ec2-not-scanned-by-inspector",
                        "Amazon Inspector does not scan a running instance",
                        Severity.MEDIUM,
                        Area.MONITORING,
                        ResourceKind.INSTANCE,
                        "Where Amazon Inspector is on, an instance without findings looks free of known vulnerabilities, though"
                                + " it may not be scanned at all.",
                        "Act on the reason in the evidence: have Systems Manager manage the instance and take its inventory,"
                                + " switch hybrid scanning on, which needs no agent, or take the tag InspectorEc2Exclusion off."
                                + " aws inspector2 list-coverage shows the outcome.",
                        List.of(
                                "https://docs.aws.amazon.com/inspector/latest/user/assessing-coverage.html",
                                "https://docs.aws.amazon.com/inspector/v2/APIReference/API_ScanStatus.html",
                                "https://docs.aws.amazon.com/securityhub/latest/userguide/inspector-controls.html#inspector-1"),
                        List.of(Control.fsbp("Inspector.1"), Control.prowler("inspector2_is_enabled"))),
                InspectorSettings.class,
                InspectorCoverage.class);
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    @Nullable
    Boolean on(InspectorSettings settings) {
        return settings.scansInstances();
    }

    @Override
    boolean offWithoutSettings() {
        return false;
    }

    @Override
    @Nullable
    Boolean covered(InspectorCoverage coverage) {
        String reason = coverage.scanStatusReason();
        return (coverage.scanStatus() == null || (reason != null && YET_TO_TELL.contains(reason)))
                ? null
                : ACTIVE.equals(coverage.scanStatus());
    }

    @Override
    Verdict uncovered(Resource<Instance> instance, InspectorCoverage coverage) {
        return fail(
                message(coverage.scanStatusReason()),
                Evidence.of("scanStatus", coverage.scanStatus())
                        .and("reason", coverage.scanStatusReason())
                        .and("scanMode", coverage.scanMode())
                        .facts());
    }

    private static String message(@Nullable String reason) {
        return reason == null
                ? "Amazon Inspector does not scan this running instance."
                : MESSAGES.getOrDefault(
                        reason, "Amazon Inspector does not scan this running instance: " + reason + ".");
    }

    @Override
    Verdict unlisted(Resource<Instance> instance) {
        return fail(
                "Amazon Inspector does not list this running instance among those that it scans.",
                Evidence.of("imageId", instance.attributes().imageId()).facts());
    }
}
