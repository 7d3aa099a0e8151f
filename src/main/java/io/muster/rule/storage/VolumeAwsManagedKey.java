package io.muster.rule.storage;

import io.muster.estate.EncryptionKeys;
import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Volume;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Applies to encrypted volumes; ebs-volume-unencrypted judges the others. */
@Singleton
class VolumeAwsManagedKey extends VolumeRule {

    VolumeAwsManagedKey() {
        super(new RuleMetadata(
                "ebs-volume-aws-managed-key",
                "Volume is encrypted with the key that AWS manages",
                Severity.LOW,
                Area.STORAGE,
                ResourceKind.VOLUME,
                "The policy of aws/ebs cannot be changed, so that the key does not separate who may read this volume from"
                        + " who may read any other. Its snapshots cannot be shared with or copied to another account.",
                "Copy a snapshot of the volume with a key of your own and make the volume anew of it: aws ec2 copy-snapshot"
                        + " --source-snapshot-id ID --source-region REGION --encrypted --kms-key-id ARN, then aws ec2"
                        + " create-volume.",
                List.of(
                        "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html",
                        "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-copy-snapshot.html"),
                List.of()));
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.KMS_KEY);
    }

    @Override
    Verdict judge(Resource<Volume> resource, Volume volume, Estate estate) {
        if (volume.encrypted() == null) {
            return Verdict.unknown("AWS does not say whether this volume is encrypted");
        }
        if (!volume.encrypted()) {
            return Verdict.notApplicable();
        }
        if (volume.kmsKeyId() == null) {
            return Verdict.unknown("AWS does not name the key of this volume");
        }
        return switch (EncryptionKeys.manager(volume.kmsKeyId(), estate)) {
            case CUSTOMER -> Verdict.pass();
            case UNKNOWN -> Verdict.unknown("who manages the key " + volume.kmsKeyId() + " is not known");
            case AWS ->
                fail(
                        "The volume is encrypted with the key that AWS manages.",
                        Evidence.of("volumeId", resource.resourceId())
                                .and("kmsKeyId", volume.kmsKeyId())
                                .facts());
        };
    }
}
