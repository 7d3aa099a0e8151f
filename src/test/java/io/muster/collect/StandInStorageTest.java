package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.AwsEstate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.BlockDevice;
import io.muster.inventory.kind.Image;
import io.muster.inventory.kind.Snapshot;
import io.muster.inventory.kind.Volume;
import io.muster.inventory.kind.VolumeAttachment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Volumes, snapshots and images. */
class StandInStorageTest extends StandInCollecting {

    @Test
    void volumesAreReadAsTheyWereMade() {
        String instance = estate.compute().web().instanceId();
        Volume plain = one(
                        new VolumeCollector(new InstanceCollector(() -> false)),
                        estate.storage().plainVolume())
                .attributes();
        assertRecent(plain.createTime());
        assertThat(plain)
                .isEqualTo(new Volume(
                        false, null, 8, "gp3", "available", null, plain.createTime(), List.of(), false, null));

        Resource<Volume> secret = one(
                new VolumeCollector(new InstanceCollector(() -> false)),
                estate.storage().encryptedVolume());
        assertThat(secret.name()).isEqualTo("secret");
        assertThat(secret.attributes().kmsKeyId()).startsWith("arn:aws:kms:eu-central-1:123456789012:key/");
        assertThat(secret.attributes())
                .usingRecursiveComparison()
                .ignoringFields("kmsKeyId", "createTime")
                .isEqualTo(new Volume(
                        true,
                        null,
                        16,
                        "gp3",
                        "in-use",
                        null,
                        null,
                        List.of(new VolumeAttachment(instance, "/dev/sdf", null, false)),
                        false,
                        null));
    }

    @Test
    void theVolumeThatAnInstanceStartsFromIsItsRoot() {
        BlockDevice root = one(
                        new InstanceCollector(() -> false),
                        estate.compute().web().instanceId())
                .attributes()
                .blockDevices()
                .get(0);
        assertThat(one(new VolumeCollector(new InstanceCollector(() -> false)), root.volumeId())
                        .attributes()
                        .attachments())
                .singleElement()
                .matches(VolumeAttachment::root);
    }

    @Test
    void snapshotsAreReadAsTheyWereMade() {
        String volume = estate.storage().plainVolume();
        snapshot(
                estate.storage().publicSnapshot(),
                new Snapshot(false, null, volume, "completed", null, 8, "for everybody", true, List.of(), null));
        snapshot(
                estate.storage().sharedSnapshot(),
                new Snapshot(
                        false,
                        null,
                        volume,
                        "completed",
                        null,
                        8,
                        "for a friend",
                        false,
                        List.of(AwsEstate.FRIEND),
                        null));
        snapshot(
                estate.storage().encryptedSnapshot(),
                new Snapshot(
                        true,
                        null,
                        estate.storage().encryptedVolume(),
                        "completed",
                        null,
                        16,
                        "for nobody",
                        false,
                        List.of(),
                        null));
    }

    private static void snapshot(String id, Snapshot made) {
        Snapshot collected = one(new SnapshotCollector(), id).attributes();
        assertRecent(collected.startTime());
        assertThat(collected)
                .usingRecursiveComparison()
                .ignoringFields("startTime")
                .isEqualTo(made);
    }

    @Test
    void imagesAreReadAsTheyWereMade() {
        Resource<Image> image = one(new ImageCollector(), estate.storage().image());
        assertThat(image.name()).isEqualTo("golden");
        assertRecent(image.attributes().creationDate());
        // moto makes a snapshot of its own for a registered image.
        assertThat(image.attributes().snapshotIds()).singleElement().asString().startsWith("snap-");
        assertThat(image.attributes())
                .isEqualTo(new Image(
                        "available",
                        false,
                        List.of(AwsEstate.FRIEND),
                        image.attributes().creationDate(),
                        null,
                        null,
                        image.attributes().snapshotIds(),
                        null,
                        ACCOUNT,
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        image.attributes().blockDevices()));
        assertThat(all(new ImageCollector())).hasSize(1);
    }
}
