package io.muster.rule.storage;

import io.muster.estate.Estate;
import io.muster.estate.privilege.Certainty;
import io.muster.inventory.kind.Image;
import io.muster.inventory.kind.LaunchBlockDevice;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Snapshot;
import io.muster.rule.Evidence;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Objects;

/**
 * Whether the volumes of a launch are not encrypted. Encryption by default overrides what a launch says; where a launch does
 * not say, a volume is as its snapshot, and an empty one is not encrypted. A launch that says no does not take encryption from an encrypted
 * snapshot.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EbsBlockDevice.html">EbsBlockDevice</a>
 * @see <a href="https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html">Encryption by default</a>
 */
final class LaunchedVolumes {

    private LaunchedVolumes() {}

    /** The region's setting; null where it is not known. */
    static @Nullable Boolean encryptionByDefault(Estate estate) {
        return estate.all(RegionSettings.class).stream()
                .map(settings -> settings.attributes().ebsEncryptionByDefault())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /**
     * Whether the volume is not encrypted, where encryption by default is off.
     *
     * @param imageId of the launch, whose device it may be
     */
    static Certainty unencrypted(LaunchBlockDevice device, @Nullable String imageId, Estate estate) {
        if (Boolean.TRUE.equals(device.encrypted())) {
            return Certainty.NO;
        }
        boolean saysNo = device.encrypted() != null;
        if (!saysNo && !volume(device)) {
            return Certainty.NO;
        }
        if (device.snapshotId() != null) {
            return ofSnapshot(device.snapshotId(), estate);
        }
        Certainty ofImage = ofImage(device, imageId, estate);
        // it says no also of a device that the image, which may be unknown, does not have
        return saysNo && ofImage == Certainty.POSSIBLE ? Certainty.YES : ofImage;
    }

    /**
     * A mapping of an instance store, or one that takes a device of the image away, has no part of a volume. A launch that names a
     * key and does not ask for encryption is refused.
     */
    private static boolean volume(LaunchBlockDevice device) {
        return device.kmsKeyId() == null
                && (device.snapshotId() != null
                        || device.sizeGiB() != null
                        || device.volumeType() != null
                        || device.deleteOnTermination() != null);
    }

    /** Snapshots of other owners are not kept. */
    private static Certainty ofSnapshot(String snapshotId, Estate estate) {
        return estate.knows(ResourceKind.SNAPSHOT)
                ? estate.find(Snapshot.class, snapshotId)
                        .map(snapshot -> snapshot.attributes().encrypted())
                        .map(encrypted -> Certainty.certainly(!encrypted))
                        .orElse(Certainty.POSSIBLE)
                : Certainty.POSSIBLE;
    }

    /** As the image has the device; one that the image has not, and of which the size is given, is empty. */
    private static Certainty ofImage(LaunchBlockDevice device, @Nullable String imageId, Estate estate) {
        if (imageId == null || !estate.knows(ResourceKind.IMAGE)) {
            return Certainty.POSSIBLE;
        }
        List<LaunchBlockDevice> devices = estate.find(Image.class, imageId)
                .map(image -> image.attributes().blockDevices())
                .orElse(null);
        if (devices == null || device.deviceName() == null) {
            return Certainty.POSSIBLE;
        }
        return devices.stream()
                .filter(one -> device.deviceName().equals(one.deviceName()))
                .findFirst()
                .map(one -> asInImage(one, estate))
                .orElse(device.sizeGiB() == null ? Certainty.POSSIBLE : Certainty.YES);
    }

    private static Certainty asInImage(LaunchBlockDevice device, Estate estate) {
        if (device.encrypted() != null) {
            return Certainty.certainly(!device.encrypted());
        }
        return device.snapshotId() == null ? Certainty.POSSIBLE : ofSnapshot(device.snapshotId(), estate);
    }

    static Object facts(LaunchBlockDevice device, @Nullable Long version) {
        return Evidence.of("version", version)
                .and("deviceName", device.deviceName())
                .and("encrypted", device.encrypted())
                .and("snapshotId", device.snapshotId())
                .facts();
    }
}
