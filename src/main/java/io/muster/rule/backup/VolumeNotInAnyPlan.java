package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Volume;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.KnownStates;
import io.muster.rule.RecordRule;
import io.muster.rule.Replaceable;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Judges volumes in use. */
@Singleton
class VolumeNotInAnyPlan extends RecordRule<Volume> {

    private final Baseline baseline;

    VolumeNotInAnyPlan(Baseline baseline) {
        super(
                new RuleMetadata(
                        "backup-not-in-any-plan",
                        "No backup plan or lifecycle policy covers the volume",
                        Severity.MEDIUM,
                        Area.BACKUP,
                        ResourceKind.VOLUME,
                        NotInAnyPlan.RATIONALE,
                        NotInAnyPlan.REMEDIATION,
                        List.of(
                                NotInAnyPlan.ASSIGNING,
                                NotInAnyPlan.POLICIES,
                                "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-28"),
                        List.of(
                                Control.securityHub("EC2.28"),
                                Control.prowler("ec2_ebs_volume_protected_by_backup_plan"),
                                Control.prowler("dlm_ebs_snapshot_lifecycle_policy_exists"))),
                Volume.class,
                ResourceKind.INSTANCE,
                ResourceKind.BACKUP_PLAN,
                ResourceKind.BACKUP_SETTINGS,
                ResourceKind.LIFECYCLE_POLICY);
        this.baseline = baseline;
    }

    @Override
    public String version() {
        return "5";
    }

    /** Asked for only where no plan is seen. */
    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.PROTECTED_RESOURCE);
    }

    @Override
    public Verdict judge(Resource<Volume> resource, Estate estate) {
        Volume volume = resource.attributes();
        if (!KnownStates.VOLUME.hold(volume.state())) {
            return Verdict.unknown("AWS does not say in which state this volume is");
        }
        return volume.operatorManaged() || !"in-use".equals(volume.state())
                ? Verdict.notApplicable()
                : new NotInAnyPlan(metadata().severity(), "volume", resource, estate, baseline)
                        .judge(
                                cover -> cover.of(resource),
                                () -> Replaceable.isVolume(resource, estate),
                                kept -> kept.of(resource));
    }
}
