package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.estate.VolumeBackups;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Volume;
import io.muster.inventory.kind.VolumeAttachment;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.KnownStates;
import io.muster.rule.RecordRule;
import io.muster.rule.Replaceable;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A backup of the instance by AWS Backup covers its volumes. The rule does not apply to members of auto scaling groups and nodes
 * of Kubernetes, which are replaced and not restored, unless Kubernetes keeps the volume for a claim.
 */
@Singleton
class NoRecentSnapshot extends RecordRule<Volume> {

    private static final String IN_USE = "in-use";

    private final Baseline baseline;

    NoRecentSnapshot(Baseline baseline) {
        super(
                new RuleMetadata(
                        "ebs-volume-no-recent-snapshot",
                        "Volume in use has no recent backup",
                        Severity.MEDIUM,
                        Area.BACKUP,
                        ResourceKind.VOLUME,
                        "Data written since the last backup is lost with the volume. That a plan names the volume proves"
                                + " nothing: its role may lack rights. Only a completed backup counts.",
                        "See why the plan or policy makes no backups, or assign the volume to one; at once: aws ec2"
                                + " create-snapshot --volume-id ID. muster.baseline.snapshot-age says how old the newest may be.",
                        List.of(
                                "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-snapshots.html",
                                "https://docs.aws.amazon.com/aws-backup/latest/devguide/whatisbackup.html"),
                        List.of(Control.prowler("ec2_ebs_volume_snapshots_exists"))),
                Volume.class,
                ResourceKind.SNAPSHOT,
                ResourceKind.PROTECTED_RESOURCE);
        this.baseline = baseline;
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.INSTANCE);
    }

    @Override
    public Verdict judge(Resource<Volume> resource, Estate estate) {
        Volume volume = resource.attributes();
        if (volume.operatorManaged()) {
            return Verdict.notApplicable();
        }
        if (!KnownStates.VOLUME.hold(volume.state())) {
            return Verdict.unknown("AWS does not say in which state this volume is");
        }
        Instant oldest = estate.asOf().minus(baseline.snapshotAge());
        boolean young = volume.createTime() != null && volume.createTime().isAfter(oldest);
        return IN_USE.equals(volume.state()) && !young ? judge(resource, oldest, estate) : Verdict.notApplicable();
    }

    private Verdict judge(Resource<Volume> resource, Instant oldest, Estate estate) {
        VolumeBackups backups =
                VolumeBackups.of(resource.resourceId(), instances(resource).toList(), estate);
        if (backups.since(oldest)) {
            return Verdict.pass();
        }
        if (Replaceable.isVolume(resource, estate)) {
            return Verdict.notApplicable();
        }
        return backups.untold()
                ? Verdict.unknown("AWS Backup does not say when it last made a backup")
                : old(resource, backups.newest().orElse(null));
    }

    private static Stream<String> instances(Resource<Volume> volume) {
        return volume.attributes().attachments().stream()
                .map(VolumeAttachment::instanceId)
                .filter(Objects::nonNull);
    }

    private Verdict old(Resource<Volume> resource, @Nullable Instant newest) {
        return fail(
                newest != null
                        ? "The newest backup of the volume is older than "
                                + baseline.snapshotAge().toDays() + " days."
                        : "The volume has no backup.",
                Evidence.of("volumeId", resource.resourceId())
                        .and("instances", instances(resource).sorted().toList())
                        .and("newestBackup", newest == null ? null : newest.toString())
                        .and("sizeGiB", resource.attributes().sizeGiB())
                        .facts());
    }
}
