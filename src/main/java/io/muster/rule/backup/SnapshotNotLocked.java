package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.estate.SnapshotAges;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Snapshot;
import io.muster.inventory.kind.SnapshotLock;
import io.muster.inventory.kind.Volume;
import io.muster.inventory.kind.VolumeAttachment;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;

/**
 * Applies only where locked backups are required, by a tag or for all production instances, and to the newest snapshot of each
 * volume. One of AWS Backup cannot be deleted through EC2: the lock of its vault protects it, and a lock of its own would only keep AWS Backup
 * from ending it in time.
 *
 * @see <a href="https://docs.aws.amazon.com/ebs/latest/userguide/ebs-snapshot-lock.html">Amazon EBS snapshot lock</a>
 */
@Singleton
class SnapshotNotLocked extends RecordRule<Snapshot> {

    private static final String EXPIRED = "expired";

    /** The tag that AWS Backup gives its snapshots. */
    private static final String OF_BACKUP = "aws:backup:source-resource";

    private final Baseline baseline;

    SnapshotNotLocked(Baseline baseline) {
        super(
                new RuleMetadata(
                        "snapshot-lock-expired-or-missing",
                        "Newest backup of a volume can be deleted",
                        Severity.INFO,
                        Area.BACKUP,
                        ResourceKind.SNAPSHOT,
                        "An attacker who takes an account over deletes its backups first. A lock keeps a snapshot even from administrators.",
                        "aws ec2 lock-snapshot --snapshot-id ID --lock-mode governance --lock-duration DAYS, for each new snapshot."
                                + " The rule is asked for by muster.baseline.locked-backups, or by the tag muster:locked-backups of"
                                + " an instance or a volume.",
                        List.of("https://docs.aws.amazon.com/ebs/latest/userguide/ebs-snapshot-lock.html"),
                        List.of()),
                Snapshot.class,
                ResourceKind.SNAPSHOT_LOCK,
                ResourceKind.VOLUME,
                ResourceKind.INSTANCE);
        this.baseline = baseline;
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public Verdict judge(Resource<Snapshot> resource, Estate estate) {
        Snapshot snapshot = resource.attributes();
        return SnapshotStates.unlessCompleted(snapshot).orElseGet(() -> judge(resource, snapshot, estate));
    }

    private Verdict judge(Resource<Snapshot> resource, Snapshot snapshot, Estate estate) {
        return snapshot.volumeId() != null
                        && !resource.tags().containsKey(OF_BACKUP)
                        && asked(snapshot.volumeId(), estate)
                        && newest(snapshot.volumeId(), snapshot, estate)
                ? estate.find(SnapshotLock.class, resource.resourceId())
                        .map(lock -> locked(resource, lock.attributes()))
                        .orElseGet(() -> unlocked(resource))
                : Verdict.notApplicable();
    }

    private Verdict unlocked(Resource<Snapshot> resource) {
        return fail(
                "The newest snapshot of the volume has no lock.",
                Evidence.of("snapshotId", resource.resourceId())
                        .and("volumeId", resource.attributes().volumeId())
                        .facts());
    }

    private static boolean newest(String volumeId, Snapshot snapshot, Estate estate) {
        return SnapshotAges.of(estate)
                .newestOf(volumeId)
                .filter(newest -> newest.equals(snapshot.startTime()))
                .isPresent();
    }

    private boolean asked(String volumeId, Estate estate) {
        return estate.find(Volume.class, volumeId)
                .filter(volume -> Baseline.says(volume.tags(), Baseline.LOCKED_BACKUPS_TAG)
                        || volume.attributes().attachments().stream()
                                .map(VolumeAttachment::instanceId)
                                .filter(Objects::nonNull)
                                .flatMap(id -> estate.find(Instance.class, id).stream())
                                .anyMatch(this::asks))
                .isPresent();
    }

    private boolean asks(Resource<Instance> instance) {
        return !instance.attributes().state().ended()
                && (Baseline.says(instance.tags(), Baseline.LOCKED_BACKUPS_TAG)
                        || (baseline.lockedBackups() && baseline.inProduction(instance.tags())));
    }

    private static Verdict locked(Resource<Snapshot> resource, SnapshotLock lock) {
        if (lock.lockState() == null) {
            return Verdict.unknown("AWS does not say in which state the snapshot's lock is");
        }
        return EXPIRED.equals(lock.lockState())
                ? Verdict.fail(
                        Severity.LOW,
                        "The lock of the newest snapshot of the volume has expired.",
                        Evidence.of("snapshotId", resource.resourceId())
                                .and("volumeId", resource.attributes().volumeId())
                                .and("expiresAt", Objects.toString(lock.expiresAt(), null))
                                .facts())
                : Verdict.pass();
    }
}
