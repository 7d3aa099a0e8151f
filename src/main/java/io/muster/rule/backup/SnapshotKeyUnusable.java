package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Snapshot;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.KeyUse;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Only completed snapshots hold data. */
@Singleton
class SnapshotKeyUnusable extends RecordRule<Snapshot> {

    private final KeyUse key;

    SnapshotKeyUnusable(Baseline baseline) {
        super(
                new RuleMetadata(
                        "snapshot-kms-key-unusable",
                        "Key of a snapshot is disabled or to be deleted",
                        Severity.HIGH,
                        Area.BACKUP,
                        ResourceKind.SNAPSHOT,
                        "The snapshot cannot be restored, and once the key is deleted, its data is lost for good."
                                + " Weighs most in the week before the deletion.",
                        "aws kms cancel-key-deletion --key-id ARN and aws kms enable-key --key-id ARN; or copy the snapshot"
                                + " under another key while it can be read: aws ec2 copy-snapshot --encrypted --kms-key-id"
                                + " OTHER.",
                        List.of(
                                "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
                                "https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html",
                                "https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-3"),
                        List.of(Control.fsbp("KMS.3"), Control.prowler("kms_cmk_not_deleted_unintentionally"))),
                Snapshot.class);
        this.key = new KeyUse(baseline, metadata().severity());
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.KMS_KEY);
    }

    @Override
    public Verdict judge(Resource<Snapshot> resource, Estate estate) {
        Snapshot snapshot = resource.attributes();
        return SnapshotStates.unlessCompleted(snapshot)
                .orElseGet(
                        () -> key.judge(resource, "the snapshot", snapshot.encrypted(), snapshot.kmsKeyId(), estate));
    }
}
