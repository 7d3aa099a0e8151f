package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Snapshot;
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

/** Only completed snapshots hold data. The evidence names the volume, by which readers may group thousands of them. */
@Singleton
class SnapshotUnencrypted extends RecordRule<Snapshot> {

    /** AWS's volume id of a snapshot without a volume: a copy, or the import of an image. */
    private static final String NO_VOLUME = "vol-ffffffff";

    SnapshotUnencrypted() {
        super(
                new RuleMetadata(
                        "snapshot-unencrypted",
                        "Snapshot is not encrypted",
                        Severity.MEDIUM,
                        Area.BACKUP,
                        ResourceKind.SNAPSHOT,
                        "An unencrypted snapshot can be shared or made public by one call, with no key in the way.",
                        "Copy the snapshot with encryption and delete the original; encrypt its volume, so that the next"
                                + " ones are.",
                        List.of(
                                "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html",
                                "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-copy-snapshot.html"),
                        List.of(Control.prowler("ec2_ebs_snapshots_encrypted"))),
                Snapshot.class);
    }

    @Override
    public Verdict judge(Resource<Snapshot> resource, Estate estate) {
        Snapshot snapshot = resource.attributes();
        return SnapshotStates.unlessCompleted(snapshot).orElseGet(() -> judge(resource, snapshot));
    }

    private Verdict judge(Resource<Snapshot> resource, Snapshot snapshot) {
        if (snapshot.encrypted() == null) {
            return Verdict.unknown("AWS does not say whether this snapshot is encrypted");
        }
        return snapshot.encrypted() ? Verdict.pass() : unencrypted(resource, snapshot);
    }

    private Verdict unencrypted(Resource<Snapshot> resource, Snapshot snapshot) {
        boolean ofVolume = !NO_VOLUME.equals(snapshot.volumeId());
        return fail(
                "The snapshot is not encrypted.",
                Evidence.of("snapshotId", resource.resourceId())
                        .and("volumeId", ofVolume ? snapshot.volumeId() : null)
                        .and("startTime", Objects.toString(snapshot.startTime(), null))
                        .and("sizeGiB", snapshot.sizeGiB())
                        .facts());
    }
}
