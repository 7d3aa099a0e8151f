package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.RegionSettings;
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
import java.util.Set;

/**
 * While the region blocks all public sharing, the snapshot is out of reach, and public again once the block is lifted:
 * that is a lesser fault, if the block is known for certain.
 */
@Singleton
class SnapshotPublic extends RecordRule<Snapshot> {

    private static final String BLOCKS_ALL = "block-all-sharing";

    SnapshotPublic() {
        super(
                new RuleMetadata(
                        "snapshot-public",
                        "Snapshot is public",
                        Severity.CRITICAL,
                        Area.BACKUP,
                        ResourceKind.SNAPSHOT,
                        "Every AWS account can list the snapshot, make a volume of it and read all that the disk held."
                                + " Public snapshots are searched by machine within hours.",
                        "Remove the group all from the snapshot's permissions now, block public access to snapshots in"
                                + " each region, and treat every secret on the disk as known.",
                        List.of(
                                "https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html",
                                "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-modifying-snapshot-permissions.html",
                                "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-1"),
                        List.of(Control.fsbp("EC2.1"), Control.prowler("ec2_ebs_public_snapshot"))),
                Snapshot.class);
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.REGION_SETTINGS);
    }

    @Override
    public Verdict judge(Resource<Snapshot> resource, Estate estate) {
        Boolean isPublic = resource.attributes().isPublic();
        if (isPublic == null) {
            return Verdict.unknown("with whom the snapshot is shared could not be read");
        }
        return isPublic ? exposed(resource, blocked(estate)) : Verdict.pass();
    }

    private Verdict exposed(Resource<Snapshot> resource, boolean blocked) {
        Snapshot snapshot = resource.attributes();
        return Verdict.fail(
                blocked ? Severity.MEDIUM : metadata().severity(),
                blocked
                        ? "The snapshot is marked public; only the region's block of public sharing keeps it in."
                        : "Every AWS account may restore the snapshot.",
                Evidence.of("snapshotId", resource.resourceId())
                        .and("volumeId", snapshot.volumeId())
                        .and("encrypted", snapshot.encrypted())
                        .and("startTime", Objects.toString(snapshot.startTime(), null))
                        .and("blockedByRegion", blocked)
                        .facts());
    }

    private static boolean blocked(Estate estate) {
        return estate.knows(ResourceKind.REGION_SETTINGS)
                && estate.all(RegionSettings.class).stream()
                        .anyMatch(settings ->
                                BLOCKS_ALL.equals(settings.attributes().snapshotBlockPublicAccess()));
    }
}
