package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Snapshot;
import io.muster.inventory.kind.Volume;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compared by the ids of the keys. A copy from another region must have another key, and a snapshot whose volume is gone
 * has nothing to compare with.
 */
@Singleton
class SnapshotKeyMismatch extends RecordRule<Snapshot> {

    private static final Pattern KEY = Pattern.compile("arn:[a-z0-9-]+:kms:([a-z0-9-]+):(\\d{12}):key/(.+)");

    SnapshotKeyMismatch() {
        super(
                new RuleMetadata(
                        "snapshot-key-mismatch",
                        "Snapshot has another key than its volume",
                        Severity.LOW,
                        Area.BACKUP,
                        ResourceKind.SNAPSHOT,
                        "Another key then decides on reads of the backup than on reads of the volume, and the loss of"
                                + " either key costs one of them.",
                        "Where the other key is not meant, copy the snapshot under the key of the volume and delete it: aws"
                                + " ec2 copy-snapshot --source-snapshot-id ID --source-region REGION --encrypted --kms-key-id"
                                + " KEY.",
                        List.of(
                                "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html",
                                "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-copy-snapshot.html"),
                        List.of()),
                Snapshot.class,
                ResourceKind.VOLUME);
    }

    @Override
    public Verdict judge(Resource<Snapshot> resource, Estate estate) {
        Snapshot snapshot = resource.attributes();
        return SnapshotStates.unlessCompleted(snapshot).orElseGet(() -> compare(resource, snapshot, estate));
    }

    private Verdict compare(Resource<Snapshot> resource, Snapshot snapshot, Estate estate) {
        if (snapshot.encrypted() == null) {
            return Verdict.unknown("AWS does not say whether this snapshot is encrypted");
        }
        Optional<Resource<Volume>> volume =
                Optional.ofNullable(snapshot.volumeId()).flatMap(id -> estate.find(Volume.class, id));
        if (!snapshot.encrypted()
                || volume.isEmpty()
                || Boolean.FALSE.equals(volume.get().attributes().encrypted())) {
            return Verdict.notApplicable();
        }
        String volumeKey = volume.get().attributes().kmsKeyId();
        if (snapshot.kmsKeyId() == null || volumeKey == null) {
            return Verdict.unknown("AWS does not name the key of this snapshot or of its volume");
        }
        return compare(resource, snapshot.kmsKeyId(), volume.get().resourceId(), volumeKey);
    }

    private Verdict compare(Resource<Snapshot> resource, String key, String volumeId, String volumeKey) {
        Matcher own = KEY.matcher(key);
        Matcher other = KEY.matcher(volumeKey);
        if (!own.matches() || !other.matches()) {
            return key.equals(volumeKey)
                    ? Verdict.pass()
                    : Verdict.unknown("the keys " + key + " and " + volumeKey + " cannot be compared");
        }
        if (own.group(3).equals(other.group(3)) || !own.group(1).equals(other.group(1))) {
            return Verdict.pass();
        }
        return fail(
                "The snapshot is encrypted with another key than its volume.",
                Evidence.of("snapshotId", resource.resourceId())
                        .and("kmsKeyId", key)
                        .and("volumeId", volumeId)
                        .and("volumeKmsKeyId", volumeKey)
                        .facts());
    }
}
