package io.muster.demo;

import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.DescribeImageAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;

/** The account's own images, and who may launch them. */
final class Images {

    /** An account of somebody else. */
    static final String PARTNER = "888877776666";

    private final Site site;
    private final Snapshots snapshots;

    Images(Site site, Snapshots snapshots) {
        this.site = site;
        this.snapshots = snapshots;
    }

    List<Image> all() {
        return Arrays.stream(OwnImage.values()).map(this::image).toList();
    }

    /** Who may launch the image of a number. */
    DescribeImageAttributeResponse permissions(int number) {
        OwnImage image = List.of(OwnImage.values()).get(number);
        return DescribeImageAttributeResponse.builder()
                .imageId(site.image(image))
                .launchPermissions(permissions(image))
                .build();
    }

    private static List<LaunchPermission> permissions(OwnImage image) {
        return switch (image) {
            case WEB_PUBLIC -> List.of(LaunchPermission.builder().group("all").build());
            case LEGACY_2019 ->
                List.of(LaunchPermission.builder().userId(PARTNER).build());
            default -> List.of();
        };
    }

    private Image image(OwnImage image) {
        Image.Builder described = Image.builder()
                .imageId(site.image(image))
                .name(image.imageName())
                .imageLocation(site.accountId() + "/" + image.imageName())
                .state(image.state())
                .ownerId(site.accountId())
                .publicLaunchPermissions(image.isPublic())
                .creationDate(site.dice().of(image.name()).past("image", 0).toString())
                .platformDetails("Linux/UNIX")
                .architecture(image == OwnImage.GOLDEN_ARM ? "arm64" : "x86_64")
                .imageType("machine")
                .rootDeviceName(Instances.ROOT_DEVICE)
                .rootDeviceType("ebs")
                .virtualizationType("hvm")
                .blockDeviceMappings(BlockDeviceMapping.builder()
                        .deviceName(Instances.ROOT_DEVICE)
                        .ebs(e -> e.snapshotId(snapshots.ofImage(image))
                                .volumeSize(20)
                                .volumeType("gp3")
                                .encrypted(snapshots.imageEncrypted(image)))
                        .build())
                .tags(Site.tags(image.imageName()));
        return image.deprecated()
                ? described.deprecationTime("2025-01-01T00:00:00.000Z").build()
                : described.imdsSupport("v2.0").build();
    }
}
