package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Image;
import io.muster.inventory.kind.LaunchBlockDevice;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** By the volumes that the image gives its instances, also those that are empty at first. Weighs less where the region encrypts by default. */
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
                Image.class);
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.REGION_SETTINGS, ResourceKind.SNAPSHOT);
    }

    @Override
    public Verdict judge(Resource<Image> resource, Estate estate) {
        Image image = resource.attributes();
        if (foreign(resource, image.ownerId())) {
            return Verdict.notApplicable();
        }
        if (image.blockDevices() == null) {
            return Verdict.unknown("the block devices of the image were not read");
        }
        List<LaunchBlockDevice> unencrypted = image.blockDevices().stream()
                .filter(device -> !encrypted(device, id -> estate.stored(Snapshot.class, id))
                        .orElse(true))
                .toList();
        return unencrypted.isEmpty()
                ? ofOthers(image.blockDevices(), estate)
                : unencrypted(resource, unencrypted, encryptsByDefault(estate));
    }

    /** The verdict on devices none of which is known to be unencrypted; an image without any is of an instance store. */
    private static Verdict ofOthers(List<LaunchBlockDevice> devices, Estate estate) {
        List<LaunchBlockDevice> untold = devices.stream()
                .filter(device ->
                        encrypted(device, id -> estate.find(Snapshot.class, id)).isEmpty())
                .toList();
        if (!untold.isEmpty()) {
            return Verdict.unknown("whether these disks are encrypted is not known: " + names(untold));
        }
        return devices.isEmpty() ? Verdict.notApplicable() : Verdict.pass();
    }

    /** As the image tells, or else its snapshot; empty where neither does. */
    private static Optional<Boolean> encrypted(
            LaunchBlockDevice device, Function<String, Optional<Resource<Snapshot>>> snapshots) {
        return Optional.ofNullable(device.encrypted())
                .or(() -> Optional.ofNullable(device.snapshotId())
                        .flatMap(snapshots)
                        .map(snapshot -> snapshot.attributes().encrypted()));
    }

    private static String names(List<LaunchBlockDevice> devices) {
        return devices.stream()
                .map(device -> Objects.requireNonNullElse(device.snapshotId(), String.valueOf(device.deviceName())))
                .collect(Collectors.joining(", "));
    }

    private Verdict unencrypted(Resource<Image> resource, List<LaunchBlockDevice> devices, boolean byDefault) {
        return Verdict.fail(
                byDefault ? Severity.LOW : metadata().severity(),
                "Disks of the image are not encrypted: "
                        + names(devices)
                        + (byDefault ? "; the region's default encrypts the disks of its instances." : "."),
                Evidence.of("imageId", resource.resourceId())
                        .and("name", resource.name())
                        .and("devices", all(devices, LaunchBlockDevice::deviceName))
                        .and("snapshotIds", all(devices, LaunchBlockDevice::snapshotId))
                        .and("encryptedByDefault", byDefault)
                        .facts());
    }

    private static List<String> all(List<LaunchBlockDevice> devices, Function<LaunchBlockDevice, String> part) {
        return devices.stream().map(part).filter(Objects::nonNull).toList();
    }

    private static boolean encryptsByDefault(Estate estate) {
        return estate.stored(RegionSettings.class).stream()
                .anyMatch(settings -> Boolean.TRUE.equals(settings.attributes().ebsEncryptionByDefault()));
    }
}
