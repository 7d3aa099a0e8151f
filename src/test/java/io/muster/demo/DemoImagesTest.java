package io.muster.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.CreateVolumePermission;
import software.amazon.awssdk.services.ec2.model.DescribeImageAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageAttributeName;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.PermissionGroup;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.SnapshotAttributeName;

/** What the SDK's own client reads of snapshots, images and their permissions is what was generated. */
class DemoImagesTest {

    private static Demo demo;
    private static Ec2AsyncClient ec2;

    @BeforeAll
    static void start() {
        demo = Demo.ofInstances(25);
        ec2 = demo.ec2();
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @Test
    void describesOwnSnapshots() {
        demo.assertListed(
                Snapshot.class,
                token -> ec2.describeSnapshots(
                                r -> r.ownerIds("self").maxResults(5).nextToken(token))
                        .thenApply(r -> Demo.page(r.snapshots(), r.nextToken())));
    }

    @Test
    void describesSnapshotsThatEveryoneMayRestore() {
        List<Snapshot> open = ec2.describeSnapshots(r -> r.ownerIds("self").restorableByUserIds("all"))
                .join()
                .snapshots();

        assertThat(open).singleElement().satisfies(snapshot -> {
            assertThat(snapshot.encrypted()).isFalse();
            assertThat(permissionsOf(snapshot).get(0).groupAsString()).isEqualTo("all");
        });
    }

    @Test
    void describesWhoMayRestoreASnapshot() {
        assertThat(demo.generated(Snapshot.class))
                .filteredOn(snapshot -> !permissionsOf(snapshot).isEmpty())
                .hasSize(2)
                .anySatisfy(snapshot ->
                        assertThat(permissionsOf(snapshot).get(0).userId()).isEqualTo("888877776666"));
    }

    @Test
    void describesOwnImages() {
        demo.assertListed(
                Image.class,
                token -> ec2.describeImages(r -> r.owners("self")
                                .includeDisabled(true)
                                .includeDeprecated(true)
                                .maxResults(5)
                                .nextToken(token))
                        .thenApply(r -> Demo.page(r.images(), r.nextToken())));
    }

    @Test
    void hidesDisabledImagesUnlessAskedForThem() {
        assertThat(ec2.describeImages(r -> r.owners("self")).join().images())
                .hasSize(demo.generated(Image.class).size() - 1)
                .noneMatch(image -> image.state() == ImageState.DISABLED);
    }

    @Test
    void describesWhoMayLaunchAnImage() {
        for (Image image : demo.generated(Image.class)) {
            DescribeImageAttributeResponse attribute = ec2.describeImageAttribute(
                            r -> r.imageId(image.imageId()).attribute(ImageAttributeName.LAUNCH_PERMISSION))
                    .join();
            assertThat(attribute.launchPermissions().stream().anyMatch(p -> p.group() == PermissionGroup.ALL))
                    .isEqualTo(image.publicLaunchPermissions());
        }
    }

    private static List<CreateVolumePermission> permissionsOf(Snapshot snapshot) {
        return ec2.describeSnapshotAttribute(r ->
                        r.snapshotId(snapshot.snapshotId()).attribute(SnapshotAttributeName.CREATE_VOLUME_PERMISSION))
                .join()
                .createVolumePermissions();
    }
}
