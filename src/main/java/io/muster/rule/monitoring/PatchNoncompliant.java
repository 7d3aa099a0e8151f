package io.muster.rule.monitoring;

import io.muster.estate.Estate;
import io.muster.estate.ManagedNodes;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ManagedInstance;
import io.muster.inventory.kind.PatchState;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.InstanceRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An instance that is no managed node has no known patches: another rule judges it. Patch Manager does not patch Bottlerocket. Each patch has one state, so that those that could not be
 * installed are not among the missing ones. A security update that waits for its approval is missing by nobody's count.
 */
@Singleton
class PatchNoncompliant extends InstanceRule {

    PatchNoncompliant() {
        super(
                new RuleMetadata(
                        "ec2-patch-noncompliant",
                        "Patches are missing",
                        Severity.HIGH,
                        Area.MONITORING,
                        ResourceKind.INSTANCE,
                        "A patch that is missing is a fault that everybody can look up and many can exploit.",
                        "Install the patches with Patch Manager, reboot where they wait for it, and scan each instance at"
                                + " least weekly by a patch policy. Where security updates of Windows are available and not approved, shorten the"
                                + " baseline's approval delay: it starts over with each new version of an update.",
                        List.of(
                                "https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager.html",
                                "https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager-compliance-states.html",
                                "https://docs.aws.amazon.com/securityhub/latest/userguide/ssm-controls.html#ssm-2"),
                        List.of(Control.fsbp("SSM.2"))),
                ResourceKind.MANAGED_INSTANCE);
    }

    @Override
    public String version() {
        return "4";
    }

    @Override
    protected Verdict judge(Resource<Instance> resource, Instance instance, Estate estate) {
        if (instance.state() != InstanceState.RUNNING) {
            return Verdict.notApplicable();
        }
        Optional<Resource<ManagedInstance>> node = estate.find(ManagedInstance.class, resource.resourceId());
        return node.isEmpty() ? Verdict.notApplicable() : judge(node.get().attributes(), instance, estate);
    }

    private Verdict judge(ManagedInstance node, Instance instance, Estate estate) {
        PatchState patches = node.patchState();
        if (patches == null && ManagedNodes.takesNoPatches(node, instance)) {
            return Verdict.notApplicable();
        }
        if (patches == null) {
            return Boolean.FALSE.equals(node.patchesScanned())
                    ? Verdict.fail(
                            Severity.MEDIUM,
                            "Patch Manager has never scanned this instance.",
                            Evidence.of("patchesScanned", false).facts())
                    : Verdict.unknown("the patches of this instance could not be read");
        }
        return judge(patches, estate);
    }

    private Verdict judge(PatchState patches, Estate estate) {
        if (any(patches.failed())) {
            return fail(patches, metadata().severity(), "Patches of this instance could not be installed.");
        }
        if (any(patches.missing())
                || (any(patches.criticalNonCompliant(), patches.securityNonCompliant())
                        && !patches.onlyWaitsForReboot())) {
            return fail(patches, metadata().severity(), "Patches of this instance are missing.");
        }
        if (any(patches.installedRejected())) {
            return fail(patches, Severity.MEDIUM, "Patches are installed on this instance that its baseline rejects.");
        }
        if (any(patches.pendingReboot())) {
            return fail(patches, Severity.LOW, "Patches of this instance wait for a reboot.");
        }
        if (any(patches.otherNonCompliant())) {
            return fail(patches, Severity.MEDIUM, "Patches of this instance do not comply with its baseline.");
        }
        boolean isKnown = patches.operationEndTime() != null && patches.missing() != null && patches.failed() != null;
        if (isKnown && ManagedNodes.scannedLongAgo(patches.operationEndTime(), estate.asOf())) {
            return fail(patches, Severity.MEDIUM, "Patch Manager has not scanned this instance for two weeks.");
        }
        if (any(patches.availableSecurityUpdates())) {
            return fail(
                    patches,
                    Severity.LOW,
                    "Security updates are available that the baseline of this instance has not approved.");
        }
        return isKnown ? Verdict.pass() : Verdict.unknown("AWS does not tell what Patch Manager found, or when");
    }

    private static boolean any(Integer... counts) {
        return Stream.of(counts).filter(Objects::nonNull).anyMatch(count -> count > 0);
    }

    private static Verdict fail(PatchState patches, Severity severity, String message) {
        return Verdict.fail(
                severity,
                message,
                Evidence.of("missing", patches.missing())
                        .and("failed", patches.failed())
                        .and("installedRejected", patches.installedRejected())
                        .and("criticalNonCompliant", patches.criticalNonCompliant())
                        .and("securityNonCompliant", patches.securityNonCompliant())
                        .and("otherNonCompliant", patches.otherNonCompliant())
                        .and("pendingReboot", patches.pendingReboot())
                        .and("availableSecurityUpdates", patches.availableSecurityUpdates())
                        .and("baselineId", patches.baselineId())
                        .and("operationEndTime", Objects.toString(patches.operationEndTime(), null))
                        .facts());
    }
}
