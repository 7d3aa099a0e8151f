package io.muster.demo;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.CreateVolumePermission;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/**
 * The snapshots of a region: under an instance's number that of its root volume, where one was taken; then one behind
 * each image; then one that is public, one that is shared with a partner, and one that is still being taken.
 */
final class Snapshots {

    private static final List<OwnImage> IMAGES = List.of(OwnImage.values());

    private static final int MORE = 3;

    /** The volume id that AWS gives for a snapshot that was copied or imported. */
    private static final String NO_VOLUME = "vol-ffffffff";

    /** An account of another organization. */
    static final String PARTNER = "888877776666";

    private final Site site;

    Snapshots(Site site) {
        this.site = site;
    }

    int numbers() {
        return firstOfMore() + MORE;
    }

    Optional<Snapshot> at(int number) {
        if (number >= firstOfMore()) {
            return Optional.of(more(number));
        }
        return number >= site.instances()
                ? Optional.of(ofImageNumber(number))
                : Optional.of(new Launch(number)).filter(Launch::snapshotTaken).map(this::ofRootVolume);
    }

    /** Who may make volumes of it. */
    Optional<DescribeSnapshotAttributeResponse> permissions(int number) {
        List<CreateVolumePermission> permissions = switch (number - firstOfMore()) {
            case 0 -> List.of(CreateVolumePermission.builder().group("all").build());
            case 1 -> List.of(CreateVolumePermission.builder().userId(PARTNER).build());
            default -> List.of();
        };
        return at(number)
                .map(snapshot -> DescribeSnapshotAttributeResponse.builder()
                        .snapshotId(snapshot.snapshotId())
                        .createVolumePermissions(permissions)
                        .build());
    }

    String ofImage(OwnImage image) {
        return site.snapshot(site.instances() + IMAGES.indexOf(image));
    }

    /** A public image cannot be encrypted. */
    boolean imageEncrypted(OwnImage image) {
        return !image.isPublic() && !image.deprecated();
    }

    private int firstOfMore() {
        return firstOfMore(site);
    }

    /** The one that was handed over to a partner; not encrypted. */
    static int handedOver(Site site) {
        return firstOfMore(site) + 1;
    }

    private static int firstOfMore(Site site) {
        return site.instances() + IMAGES.size();
    }

    private Snapshot ofRootVolume(Launch launch) {
        return snapshot(launch.number(), launch.encrypted())
                .volumeId(site.volume(launch.number() * 2))
                .description("nightly")
                .build();
    }

    private Snapshot ofImageNumber(int number) {
        OwnImage image = IMAGES.get(number - site.instances());
        return snapshot(number, imageEncrypted(image))
                .volumeId(NO_VOLUME)
                .description("Copied for DestinationAmi " + site.image(image))
                .build();
    }

    private Snapshot more(int number) {
        Snapshot.Builder snapshot = snapshot(number, false).volumeId(NO_VOLUME);
        return switch (number - firstOfMore()) {
            case 0 -> snapshot.description("sample records for the conference").build();
            case 1 -> snapshot.description("handed over to the partner").build();
            default ->
                snapshot.description("being taken")
                        .state("pending")
                        .progress("40%")
                        .build();
        };
    }

    private Snapshot.Builder snapshot(int number, boolean encrypted) {
        Snapshot.Builder snapshot = Snapshot.builder()
                .snapshotId(site.snapshot(number))
                .ownerId(site.accountId())
                .state("completed")
                .progress("100%")
                .storageTier("standard")
                .startTime(site.dice().past("snapshot", number))
                .volumeSize(20)
                .encrypted(encrypted);
        return encrypted ? snapshot.kmsKeyId(site.diskKeyArn()) : snapshot;
    }
}
