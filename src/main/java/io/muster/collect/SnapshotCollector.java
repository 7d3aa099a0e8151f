package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Snapshot;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.CreateVolumePermission;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.PermissionGroup;
import software.amazon.awssdk.services.ec2.model.SnapshotAttributeName;

/**
 * The account's own snapshots, and with whom they are shared. Which of them are public comes from one listing on each scan;
 * the accounts that may restore one take a look-up, for those that can be shared at all.
 */
@ApplicationScoped
class SnapshotCollector extends DetailCollector<SnapshotCollector.Listed, Snapshot> {

    private static final String SELF = "self";

    private static final String EVERYBODY = "all";

    /** Lists the account's public snapshots, the only fact about sharing that a listing has. */
    private static final Listing<?, software.amazon.awssdk.services.ec2.model.Snapshot> PUBLIC =
            listing(r -> r.ownerIds(SELF).restorableByUserIds(EVERYBODY), snapshot -> snapshot);

    private static final Lookup<Listed, List<CreateVolumePermission>> PERMISSIONS = Lookup.of(
                    AwsService.EC2,
                    "DescribeSnapshotAttribute",
                    Listed::id,
                    (ec2, id) -> ec2.describeSnapshotAttribute(
                            r -> r.snapshotId(id).attribute(SnapshotAttributeName.CREATE_VOLUME_PERMISSION)),
                    DescribeSnapshotAttributeResponse::createVolumePermissions)
            .gone("InvalidSnapshot")
            .rechecked()
            .onlyIf(listed -> shareable(listed.snapshot), List.of());

    SnapshotCollector() {
        super(
                Snapshot.class,
                listing(r -> r.ownerIds(SELF), snapshot -> new Listed(snapshot, null)),
                Listed::id,
                List.of(PERMISSIONS));
    }

    /**
     * A snapshot of the listing.
     *
     * @param restorableByAll whether the listing of public ones has it; null where that could not be read
     */
    record Listed(
            software.amazon.awssdk.services.ec2.model.Snapshot snapshot,
            @Nullable Boolean restorableByAll) {
        String id() {
            return snapshot.snapshotId();
        }
    }

    private static <I> Listing<?, I> listing(
            Consumer<DescribeSnapshotsRequest.Builder> which,
            Function<software.amazon.awssdk.services.ec2.model.Snapshot, I> item) {
        return Listing.filtered(
                "DescribeSnapshots",
                "snapshot-id",
                (ec2, filters, token) -> ec2.describeSnapshots(r ->
                        r.applyMutation(which).filters(filters).maxResults(1000).nextToken(token)),
                DescribeSnapshotsResponse::nextToken,
                page -> page.snapshots().stream().map(item).toList());
    }

    @Override
    boolean counts(AwsScope aws, Listed listed) {
        return aws.owns(listed.snapshot.ownerId());
    }

    /** The public ones first: one that is made public in between is found by its own look-up, or by the next scan. */
    @Override
    Uni<Reading<Listed>> listed(AwsScope aws) {
        return ListedFacts.read(aws, PUBLIC, software.amazon.awssdk.services.ec2.model.Snapshot::snapshotId)
                .chain(everybodys -> super.listed(aws).map(own -> with(everybodys, own)));
    }

    private static Reading<Listed> with(
            ListedFacts<software.amazon.awssdk.services.ec2.model.Snapshot> everybodys, Reading<Listed> own) {
        Harvest<Listed> harvest = new Harvest<>();
        harvest.leaveOpen(own);
        if (!own.items().isEmpty()) {
            harvest.withoutFacts(everybodys.whole().gaps());
        }
        own.items()
                .forEach(listed -> harvest.add(
                        PUBLIC.operation(),
                        listed.id(),
                        () -> new Listed(
                                listed.snapshot,
                                everybodys.tells(listed.id()) ? everybodys.of(listed.id()) != null : null)));
        return harvest.reading();
    }

    /**
     * Whether AWS lets the owner share it: not when it is encrypted with the key that AWS manages (EBS User Guide, "Share
     * an Amazon EBS snapshot"). That key is told from the customer's own only where AWS names it by its alias; where AWS names none, it is asked.
     */
    static boolean shareable(software.amazon.awssdk.services.ec2.model.Snapshot snapshot) {
        return !Canonical.isTrue(snapshot.encrypted())
                || snapshot.kmsKeyId() == null
                || !snapshot.kmsKeyId().contains("alias/aws/");
    }

    @Override
    Resource<Snapshot> resource(AwsScope aws, Detail<Listed> detail) {
        var snapshot = detail.item().snapshot;
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
                        ? detail.item().restorableByAll
                        : Boolean.valueOf(
                                permissions.stream().anyMatch(permission -> permission.group() == PermissionGroup.ALL)),
                permissions == null
                        ? null
                        : Canonical.strings(permissions.stream().map(CreateVolumePermission::userId)),
                null);
        return aws.resource(snapshot.snapshotId(), Tags.name(tags), tags, attributes);
    }
}
