package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.CreateVolumePermission;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.PermissionGroup;
import software.amazon.awssdk.services.ec2.model.SnapshotAttributeName;

/**
 * The account's own snapshots, and with whom they are shared: one look-up each, for those that can be shared at all.
 * The look-up tells the public ones too ({@code RestorableByUserIds} would list them, but save no look-up).
 */
@ApplicationScoped
class SnapshotCollector extends DetailCollector<software.amazon.awssdk.services.ec2.model.Snapshot, Snapshot> {

    private static final String SELF = "self";

    private static final Lookup<software.amazon.awssdk.services.ec2.model.Snapshot, List<CreateVolumePermission>>
            PERMISSIONS = Lookup.of(
                            AwsService.EC2,
                            "DescribeSnapshotAttribute",
                            software.amazon.awssdk.services.ec2.model.Snapshot::snapshotId,
                            (ec2, id) -> ec2.describeSnapshotAttribute(
                                    r -> r.snapshotId(id).attribute(SnapshotAttributeName.CREATE_VOLUME_PERMISSION)),
                            DescribeSnapshotAttributeResponse::createVolumePermissions)
                    .gone("InvalidSnapshot")
                    .onlyIf(SnapshotCollector::shareable, List.of());

    SnapshotCollector() {
        super(
                Snapshot.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeSnapshots",
                        (ec2, token) -> ec2.describeSnapshots(
                                r -> r.ownerIds(SELF).maxResults(1000).nextToken(token)),
                        DescribeSnapshotsResponse::nextToken,
                        DescribeSnapshotsResponse::snapshots),
                software.amazon.awssdk.services.ec2.model.Snapshot::snapshotId,
                List.of(PERMISSIONS));
    }

    @Override
    boolean counts(AwsScope aws, software.amazon.awssdk.services.ec2.model.Snapshot snapshot) {
        return aws.owns(snapshot.ownerId());
    }

    /**
     * Whether AWS lets the owner share it: not when it is encrypted with the key that AWS manages (EBS User Guide, "Share
     * an Amazon EBS snapshot"). That key is told from the customer's own only where AWS names it by its alias.
     */
    static boolean shareable(software.amazon.awssdk.services.ec2.model.Snapshot snapshot) {
        if (!Canonical.isTrue(snapshot.encrypted())) {
            return true;
        }
        return snapshot.kmsKeyId() != null && !snapshot.kmsKeyId().contains("alias/aws/");
    }

    @Override
    Resource<Snapshot> resource(AwsScope aws, Detail<software.amazon.awssdk.services.ec2.model.Snapshot> detail) {
        var snapshot = detail.item();
        List<CreateVolumePermission> permissions = detail.of(PERMISSIONS);
        Map<String, String> tags = Tags.of(snapshot.tags());
        Snapshot attributes = new Snapshot(
                snapshot.encrypted(),
                snapshot.kmsKeyId(),
                snapshot.volumeId(),
                snapshot.stateAsString(),
                snapshot.startTime(),
                snapshot.volumeSize(),
                snapshot.description(),
                permissions == null
                        ? null
                        : permissions.stream().anyMatch(permission -> permission.group() == PermissionGroup.ALL),
                permissions == null
                        ? null
                        : Canonical.strings(permissions.stream().map(CreateVolumePermission::userId)));
        return aws.resource(snapshot.snapshotId(), Tags.name(tags), tags, attributes);
    }
}
