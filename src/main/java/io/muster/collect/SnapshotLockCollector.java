package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.SnapshotLock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.DescribeLockedSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.LockedSnapshotsInfo;

/** The locks of the account's snapshots: one listing for all, in which a snapshot that was never locked is not. */
@ApplicationScoped
class SnapshotLockCollector extends ListingCollector<LockedSnapshotsInfo, SnapshotLock> {

    SnapshotLockCollector() {
        super(
                SnapshotLock.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeLockedSnapshots",
                        (ec2, token) -> ec2.describeLockedSnapshots(
                                r -> r.maxResults(1000).nextToken(token)),
                        DescribeLockedSnapshotsResponse::nextToken,
                        DescribeLockedSnapshotsResponse::snapshots));
    }

    @Override
    public List<String> events() {
        return List.of("ec2:LockSnapshot", "ec2:UnlockSnapshot", "ec2:DeleteSnapshot");
    }

    @Override
    Resource<SnapshotLock> resource(AwsScope aws, LockedSnapshotsInfo lock) {
        String id = UnreadableItem.require("the id", lock.snapshotId());
        SnapshotLock attributes = new SnapshotLock(
                id,
                lock.lockStateAsString(),
                lock.lockDuration(),
                lock.coolOffPeriod(),
                lock.coolOffPeriodExpiresOn(),
                lock.lockCreatedOn(),
                lock.lockDurationStartTime(),
                lock.lockExpiresOn());
        return aws.resource(id, null, Map.of(), attributes);
    }
}
