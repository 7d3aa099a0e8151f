package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Image;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Snapshot;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** By the snapshots behind the image; one without any is of an instance store. Weighs less where the region encrypts by default. */
@Singleton
class ImageUnencrypted extends RecordRule<Image> {

    ImageUnencrypted() {
        super(
                new RuleMetadata(
                        "ami-unencrypted-snapshots",
                        "Machine image has disks that are not encrypted",
                        Severity.MEDIUM,
                        Area.BACKUP,
                        ResourceKind.IMAGE,
                        "Instances of the image get unencrypted disks unless the launch or the region's default says"
                                + " otherwise, and the image can be shared by one call, with no key in the way.",
                        "aws ec2 copy-image --source-image-id ID --source-region REGION --encrypted --kms-key-id ARN --name"
                                + " NAME, use the copy, then aws ec2 deregister-image and aws ec2 delete-snapshot for the"
                                + " original.",
                        List.of(
                                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/AMIEncryption.html",
                                "https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html"),
                        List.of()),
                Image.class,
                ResourceKind.SNAPSHOT);
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.REGION_SETTINGS);
    }

    @Override
    public Verdict judge(Resource<Image> resource, Estate estate) {
        Image image = resource.attributes();
        if (foreign(resource, image.ownerId()) || image.snapshotIds().isEmpty()) {
            return Verdict.notApplicable();
        }
        List<String> unencrypted = image.snapshotIds().stream()
                .filter(id -> estate.stored(Snapshot.class, id)
                        .filter(snapshot ->
                                Boolean.FALSE.equals(snapshot.attributes().encrypted()))
                        .isPresent())
                .toList();
        if (!unencrypted.isEmpty()) {
            return unencrypted(resource, unencrypted, encryptsByDefault(estate));
        }
        List<String> unknown = image.snapshotIds().stream()
                .filter(id -> estate.find(Snapshot.class, id)
                        .filter(snapshot -> snapshot.attributes().encrypted() != null)
                        .isEmpty())
                .toList();
        return unknown.isEmpty()
                ? Verdict.pass()
                : Verdict.unknown("whether these snapshots are encrypted is not known: " + String.join(", ", unknown));
    }

    private Verdict unencrypted(Resource<Image> resource, List<String> snapshots, boolean byDefault) {
        return Verdict.fail(
                byDefault ? Severity.LOW : metadata().severity(),
                "Snapshots behind the image are not encrypted: " + String.join(", ", snapshots)
                        + (byDefault ? "; the region's default encrypts the disks of its instances." : "."),
                Evidence.of("imageId", resource.resourceId())
                        .and("name", resource.name())
                        .and("snapshotIds", snapshots)
                        .and("encryptedByDefault", byDefault)
                        .facts());
    }

    private static boolean encryptsByDefault(Estate estate) {
        return estate.stored(RegionSettings.class).stream()
                .anyMatch(settings -> Boolean.TRUE.equals(settings.attributes().ebsEncryptionByDefault()));
    }
}
