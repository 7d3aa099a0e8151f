package io.muster.endtoend;

import static io.muster.endtoend.Truth.arn;

import io.muster.aws.AwsEstate;
import io.muster.inventory.kind.Image;
import io.muster.inventory.kind.LaunchBlockDevice;
import io.muster.inventory.kind.Snapshot;
import io.muster.inventory.kind.Volume;
import io.muster.inventory.kind.VolumeAttachment;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;

/** The volumes, snapshots and images of {@link AwsEstate}, attribute by attribute. */
record ExpectedStorage(AwsEstate estate, Truth truth) {

    List<Made> volumes() {
        String plain = estate.storage().plainVolume();
        String secret = estate.storage().encryptedVolume();
        var web = estate.compute().web();
        // kmsKeyId: the key that AWS made for the account when the volume was.
        return List.of(
                Made.named(
                        arn("volume", plain),
                        "plain",
                        new Volume(
                                false,
                                null,
                                8,
                                "gp3",
                                "available",
                                null,
                                truth.volume(plain).createTime(),
                                List.of(),
                                false,
                                null)),
                Made.named(
                        arn("volume", secret),
                        "secret",
                        new Volume(
                                true,
                                truth.volume(secret).kmsKeyId(),
                                16,
                                "gp3",
                                "in-use",
                                null,
                                truth.volume(secret).createTime(),
                                List.of(new VolumeAttachment(web.instanceId(), "/dev/sdf", null, false)),
                                false,
                                null)),
                root(web));
    }

    private Made root(Instance instance) {
        InstanceBlockDeviceMapping mapping = truth.instance(instance.instanceId()).blockDeviceMappings().stream()
                .filter(device -> device.deviceName().equals(instance.rootDeviceName()))
                .findFirst()
                .orElseThrow();
        String id = mapping.ebs().volumeId();
        var volume = truth.volume(id);
        return Made.untagged(
                arn("volume", id),
                null,
                new Volume(
                        volume.encrypted(),
                        volume.kmsKeyId(),
                        volume.size(),
                        volume.volumeTypeAsString(),
                        "in-use",
                        volume.snapshotId(),
                        volume.createTime(),
                        // deleteOnTermination: moto tells it on the instance, and forgets it on the volume.
                        List.of(new VolumeAttachment(instance.instanceId(), instance.rootDeviceName(), null, true)),
                        false,
                        null));
    }

    List<Made> snapshots() {
        String plain = estate.storage().plainVolume();
        String secret = estate.storage().encryptedVolume();
        String open = estate.storage().publicSnapshot();
        String friend = estate.storage().sharedSnapshot();
        String encrypted = estate.storage().encryptedSnapshot();
        return List.of(
                snapshot(
                        open,
                        new Snapshot(
                                false,
                                null,
                                plain,
                                "completed",
                                start(open),
                                8,
                                "for everybody",
                                true,
                                List.of(),
                                null)),
                snapshot(
                        friend,
                        new Snapshot(
                                false,
                                null,
                                plain,
                                "completed",
                                start(friend),
                                8,
                                "for a friend",
                                false,
                                List.of(AwsEstate.FRIEND),
                                null)),
                // kmsKeyId: moto does not hand the volume's key on to its snapshots.
                snapshot(
                        encrypted,
                        new Snapshot(
                                true,
                                null,
                                secret,
                                "completed",
                                start(encrypted),
                                16,
                                "for nobody",
                                false,
                                List.of(),
                                null)));
    }

    private Made snapshot(String id, Snapshot made) {
        return Made.untagged(arn("snapshot", id), null, made);
    }

    private Instant start(String snapshotId) {
        return truth.snapshot(snapshotId).startTime();
    }

    List<Made> images() {
        String id = estate.storage().image();
        var image = truth.image(id);
        // snapshotIds: moto makes a snapshot of its own for a registered image, and drops the one that it was given.
        // platform, imdsSupport, deprecationTime: moto keeps none of them.
        return List.of(Made.untagged(
                arn("image", id),
                "golden",
                new Image(
                        "available",
                        false,
                        List.of(AwsEstate.FRIEND),
                        Instant.parse(image.creationDate()),
                        null,
                        null,
                        image.blockDeviceMappings().stream()
                                .map(BlockDeviceMapping::ebs)
                                .map(ebs -> ebs.snapshotId())
                                .toList(),
                        null,
                        Mustered.ACCOUNT,
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        devices(image))));
    }

    private static List<LaunchBlockDevice> devices(software.amazon.awssdk.services.ec2.model.Image image) {
        return image.blockDeviceMappings().stream()
                .map(mapping -> new LaunchBlockDevice(
                        mapping.deviceName(),
                        mapping.ebs().encrypted(),
                        mapping.ebs().kmsKeyId(),
                        mapping.ebs().snapshotId(),
                        mapping.ebs().volumeSize(),
                        mapping.ebs().volumeTypeAsString(),
                        mapping.ebs().deleteOnTermination()))
                .toList();
    }
}
