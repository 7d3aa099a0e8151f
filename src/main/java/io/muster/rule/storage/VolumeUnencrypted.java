package io.muster.rule.storage;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Volume;
import io.muster.inventory.kind.VolumeAttachment;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.KnownStates;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Unattached volumes count: they hold data too. Weighs more where it or its instance is tagged as holding classified data. */
@Singleton
class VolumeUnencrypted extends VolumeRule {

    private static final Set<String> HOLDS_DATA = Set.of(IN_USE, AVAILABLE);

    VolumeUnencrypted() {
        super(new RuleMetadata(
                "ebs-volume-unencrypted",
                "Volume is not encrypted",
                Severity.MEDIUM,
                Area.STORAGE,
                ResourceKind.VOLUME,
                "Encryption puts a second permission, the one for the key, before every copy of the data: a snapshot of"
                        + " an unencrypted volume can be shared with anyone by one call.",
                "Snapshot the volume, copy the snapshot with encryption, make a volume of the copy, and exchange them"
                        + " while the instance is stopped. Turn on encryption by default.",
                List.of(
                        "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html",
                        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-3"),
                List.of(
                        Control.fsbp("EC2.3"),
                        Control.cis("3.0", "2.2.1"),
                        Control.cis("4.0", "5.1.1"),
                        Control.cis("5.0", "5.1.1"),
                        Control.prowler("ec2_ebs_volume_encryption"))));
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.INSTANCE);
    }

    @Override
    Verdict judge(Resource<Volume> resource, Volume volume, Estate estate) {
        if (!KnownStates.VOLUME.hold(volume.state())) {
            return Verdict.unknown(NO_STATE);
        }
        if (!HOLDS_DATA.contains(volume.state())) {
            return Verdict.notApplicable();
        }
        if (volume.encrypted() == null) {
            return Verdict.unknown("AWS does not say whether this volume is encrypted");
        }
        return volume.encrypted() ? Verdict.pass() : unencrypted(resource, volume, classified(resource, estate));
    }

    private Verdict unencrypted(Resource<Volume> resource, Volume volume, boolean classified) {
        return Verdict.fail(
                classified ? Severity.HIGH : metadata().severity(),
                "The volume is not encrypted" + (classified ? ", although tags classify its data." : "."),
                Evidence.of("volumeId", resource.resourceId())
                        .and("state", volume.state())
                        .and("sizeGiB", volume.sizeGiB())
                        .and(
                                "instances",
                                volume.attachments().stream()
                                        .map(VolumeAttachment::instanceId)
                                        .filter(Objects::nonNull)
                                        .toList())
                        .and("snapshotId", volume.snapshotId())
                        .facts());
    }

    private static boolean classified(Resource<Volume> resource, Estate estate) {
        return Baseline.holdsClassifiedData(resource.tags())
                || resource.attributes().attachments().stream()
                        .flatMap(attachment -> estate.stored(Instance.class, attachment.instanceId()).stream())
                        .anyMatch(instance -> Baseline.holdsClassifiedData(instance.tags()));
    }
}
