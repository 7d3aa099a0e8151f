package io.muster.rule.monitoring;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.Detector;
import io.muster.inventory.kind.GuardDutyCoverage;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;

/**
 * GuardDuty covers a node of Kubernetes through its cluster, and need not list the node as an instance. Its agent runs on Linux alone, so that
 * an instance of Windows that it does not list is no fault, and on no processors of Graviton's first generation.
 *
 * @see <a href="https://docs.aws.amazon.com/guardduty/latest/ug/prereq-runtime-monitoring-ec2-support.html">Prerequisites for Amazon EC2 instance
 *     support</a>
 */
@Singleton
class NotCoveredByGuardDuty extends CoverageRule<Detector, GuardDutyCoverage> {

    private static final String HEALTHY = "HEALTHY";
    private static final String AGENT_TAG = "GuardDutyManaged";
    private static final String WINDOWS = "windows";

    /** The beginning of the types that run macOS, which EC2 reports as Linux, and of those with the first generation of Graviton. */
    private static final List<String> UNSUPPORTED_TYPES = List.of("mac", "a1.");

    NotCoveredByGuardDuty() {
        super(
                new RuleMetadata(
                        "ec2-not-covered-by-guardduty",
                        "GuardDuty does not watch a running instance at run time",
                        Severity.MEDIUM,
                        Area.MONITORING,
                        ResourceKind.INSTANCE,
                        "Runtime Monitoring that is on in a region sees the processes and files of those instances alone"
                                + " from which GuardDuty's agent reports.",
                        "Let GuardDuty manage its agent (EC2_AGENT_MANAGEMENT), which takes an instance that is managed by"
                                + " Systems Manager, or install the agent. The issue in the evidence names what is in the way:"
                                + " aws guardduty list-coverage --detector-id ID.",
                        List.of(
                                "https://docs.aws.amazon.com/guardduty/latest/ug/gdu-assess-coverage-ec2.html",
                                "https://docs.aws.amazon.com/securityhub/latest/userguide/guardduty-controls.html#guardduty-13"),
                        List.of(Control.fsbp("GuardDuty.13"))),
                Detector.class,
                GuardDutyCoverage.class);
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    @Nullable
    Boolean on(Detector detector) {
        return detector.watchesAtRunTime();
    }

    @Override
    boolean offWithoutSettings() {
        return true;
    }

    @Override
    @Nullable
    Boolean covered(GuardDutyCoverage coverage) {
        return coverage.coverageStatus() == null ? null : HEALTHY.equals(coverage.coverageStatus());
    }

    @Override
    Verdict uncovered(Resource<Instance> instance, GuardDutyCoverage coverage) {
        if (isOfUnsupportedType(instance.attributes())) {
            return Verdict.notApplicable();
        }
        return fail(
                keepsAgentOut(instance)
                        ? "The tag " + AGENT_TAG + " keeps GuardDuty's agent off this running instance."
                        : "GuardDuty gets no runtime events of this running instance.",
                Evidence.of("coverageStatus", coverage.coverageStatus())
                        .and("issue", coverage.issue())
                        .and("managementType", coverage.managementType())
                        .and("agentVersion", coverage.agentVersion())
                        .facts());
    }

    private static boolean keepsAgentOut(Resource<Instance> instance) {
        return "false".equalsIgnoreCase(instance.tags().get(AGENT_TAG));
    }

    @Override
    Verdict unlisted(Resource<Instance> instance) {
        return Baseline.isKubernetesNode(instance.tags())
                        || isWindows(instance.attributes())
                        || isOfUnsupportedType(instance.attributes())
                ? Verdict.notApplicable()
                : fail(
                        "GuardDuty does not list this running instance among those that it watches at run time.",
                        Evidence.of("imageId", instance.attributes().imageId()).facts());
    }

    private static boolean isOfUnsupportedType(Instance instance) {
        return instance.instanceType() != null
                && UNSUPPORTED_TYPES.stream().anyMatch(instance.instanceType()::startsWith);
    }

    private static boolean isWindows(Instance instance) {
        return instance.platform() != null
                && instance.platform().toLowerCase(Locale.ROOT).startsWith(WINDOWS);
    }
}
