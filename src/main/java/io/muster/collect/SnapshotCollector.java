package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Snapshot;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
class SnapshotCollector implements Collector<Snapshot> {

    private static final String SELF = "self";
    private static final String GONE = "InvalidSnapshot";
    private static final AwsOperation ATTRIBUTE = AwsOperation.ec2("DescribeSnapshotAttribute");

    private static final Listing<?, software.amazon.awssdk.services.ec2.model.Snapshot> LISTING = Listing.ec2(
            "DescribeSnapshots",
            (ec2, token) ->
                    ec2.describeSnapshots(r -> r.ownerIds(SELF).maxResults(1000).nextToken(token)),
            DescribeSnapshotsResponse::nextToken,
            DescribeSnapshotsResponse::snapshots);

    @Override
    public Class<Snapshot> type() {
        return Snapshot.class;
    }

    @Override
    public Set<AwsOperation> operations() {
        return Set.of(LISTING.operation(), ATTRIBUTE);
    }

    @Override
    public Uni<Collection<Snapshot>> collect(AwsScope aws) {
        Uni<List<Resource<Snapshot>>> reading = LISTING.all(aws).chain(all -> withSharing(aws, all));
        return Harvest.whole(LISTING.operation(), reading);
    }

    private static Uni<List<Resource<Snapshot>>> withSharing(
            AwsScope aws, List<software.amazon.awssdk.services.ec2.model.Snapshot> all) {
        List<software.amazon.awssdk.services.ec2.model.Snapshot> own =
                all.stream().filter(snapshot -> aws.owns(snapshot.ownerId())).toList();
        return Harvest.each(
                own,
                snapshot -> permissions(aws, snapshot)
                        .map(permissions -> resource(aws, snapshot, permissions))
                        // Deleted since it was listed: it is gone, and the listing is as whole without it.
                        .onFailure(thrown -> Harvest.refusedAs(thrown, GONE))
                        .recoverWithNull());
    }

    private static Uni<List<CreateVolumePermission>> permissions(
            AwsScope aws, software.amazon.awssdk.services.ec2.model.Snapshot snapshot) {
        if (!shareable(snapshot)) {
            return Uni.createFrom().item(List.of());
        }
        return aws.ec2(
                        ATTRIBUTE,
                        ec2 -> ec2.describeSnapshotAttribute(r -> r.snapshotId(snapshot.snapshotId())
                                .attribute(SnapshotAttributeName.CREATE_VOLUME_PERMISSION)))
                .map(DescribeSnapshotAttributeResponse::createVolumePermissions);
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

    static Resource<Snapshot> resource(
            AwsScope aws,
            software.amazon.awssdk.services.ec2.model.Snapshot snapshot,
            List<CreateVolumePermission> permissions) {
        Map<String, String> tags = Tags.of(snapshot.tags());
        Snapshot attributes = new Snapshot(
                snapshot.encrypted(),
                snapshot.kmsKeyId(),
                snapshot.volumeId(),
                snapshot.stateAsString(),
                snapshot.startTime(),
                snapshot.volumeSize(),
                snapshot.description(),
                permissions.stream().anyMatch(permission -> permission.group() == PermissionGroup.ALL),
                Canonical.strings(permissions.stream().map(CreateVolumePermission::userId)));
        return aws.resource(snapshot.snapshotId(), Tags.name(tags), tags, attributes);
    }
}
