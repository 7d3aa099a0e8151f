package io.muster.rule.storage;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Volume;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.KeyUse;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** The damage shows late: an instance that runs keeps the data key in memory until it stops. */
@Singleton
class VolumeKeyUnusable extends VolumeRule {

    private final KeyUse key;

    VolumeKeyUnusable(Baseline baseline) {
        super(new RuleMetadata(
                "ebs-kms-key-unusable",
                "Key of a volume is disabled or to be deleted",
                Severity.HIGH,
                Area.STORAGE,
                ResourceKind.VOLUME,
                "Once its instance stops, the volume cannot be attached again, and once the key is deleted, there is no way to read"
                        + " the data again. A running instance does not notice. Weighs most in the week before the"
                        + " deletion.",
                "aws kms cancel-key-deletion --key-id ARN and aws kms enable-key --key-id ARN; or copy the data to a volume"
                        + " under another key while it can be read.",
                List.of(
                        "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
                        "https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html",
                        "https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-3"),
                List.of(Control.fsbp("KMS.3"), Control.prowler("kms_cmk_not_deleted_unintentionally"))));
        this.key = new KeyUse(baseline, metadata().severity());
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.KMS_KEY);
    }

    @Override
    Verdict judge(Resource<Volume> resource, Volume volume, Estate estate) {
        return key.judge(resource, "the volume", volume.encrypted(), volume.kmsKeyId(), estate);
    }
}
