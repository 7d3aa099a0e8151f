package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Volume;
import io.muster.rule.Area;
import io.muster.rule.KnownStates;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;

/** Judges volumes in use. */
@Singleton
class VolumeNotInAnyPlan extends RecordRule<Volume> {

    VolumeNotInAnyPlan() {
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
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    public Verdict judge(Resource<Volume> resource, Estate estate) {
        Volume volume = resource.attributes();
        if (!KnownStates.VOLUME.hold(volume.state())) {
            return Verdict.unknown("AWS does not say in which state this volume is");
        }
        return volume.operatorManaged() || !"in-use".equals(volume.state())
                ? Verdict.notApplicable()
                : NotInAnyPlan.judge(metadata().severity(), "volume", resource, estate, cover -> cover.of(resource));
    }
}
