package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Image;
import io.muster.inventory.kind.LaunchBlockDevice;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.DescribeImageAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.ImageAttributeName;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.ImageWatermark;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;
import software.amazon.awssdk.services.ec2.model.PermissionGroup;

/** The account's own images, deprecated and disabled ones too, and who may launch them. */
@ApplicationScoped
class ImageCollector extends DetailCollector<software.amazon.awssdk.services.ec2.model.Image, Image> {

    private static final String SELF = "self";

    private static final Lookup<software.amazon.awssdk.services.ec2.model.Image, List<LaunchPermission>> PERMISSIONS =
            Lookup.of(
                            AwsService.EC2,
                            "DescribeImageAttribute",
                            software.amazon.awssdk.services.ec2.model.Image::imageId,
                            (ec2, id) -> ec2.describeImageAttribute(
                                    r -> r.imageId(id).attribute(ImageAttributeName.LAUNCH_PERMISSION)),
                            DescribeImageAttributeResponse::launchPermissions)
                    .gone("InvalidAMIID")
                    .rechecked()
                    .onlyIf(ImageCollector::mayBeLaunched, List.of());

    ImageCollector() {
        super(
                Image.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeImages",
                        (ec2, token) -> ec2.describeImages(r -> r.owners(SELF)
                                .includeDeprecated(true)
                                .includeDisabled(true)
                                .maxResults(1000)
                                .nextToken(token)),
                        DescribeImagesResponse::nextToken,
                        DescribeImagesResponse::images),
                software.amazon.awssdk.services.ec2.model.Image::imageId,
                List.of(PERMISSIONS));
    }

    /**
     * Whether the image can have launch permissions: AWS removes them from a disabled image. For a state that the SDK does not
     * know, AWS is asked.
     */
    private static boolean mayBeLaunched(software.amazon.awssdk.services.ec2.model.Image image) {
        return image.state() == ImageState.AVAILABLE || image.state() == ImageState.UNKNOWN_TO_SDK_VERSION;
    }

    @Override
    Resource<Image> resource(AwsScope aws, Detail<software.amazon.awssdk.services.ec2.model.Image> detail) {
        var image = detail.item();
        List<LaunchPermission> permissions = detail.of(PERMISSIONS);
        Map<String, String> tags = Tags.of(image.tags());
        Image attributes = new Image(
                image.stateAsString(),
                isPublic(image.publicLaunchPermissions(), permissions),
                sharedWith(permissions),
                instant(image.creationDate()),
                image.platformDetails(),
                image.imdsSupportAsString(),
                snapshotIds(image),
                instant(image.deprecationTime()),
                image.ownerId(),
                image.deregistrationProtection(),
                image.imageAllowed(),
                Canonical.strings(image.imageWatermarks().stream().map(ImageWatermark::watermarkKey)),
                instant(image.lastLaunchedTime()),
                null,
                LaunchParts.devices(image.blockDeviceMappings().stream().flatMap(ImageCollector::volume)));
        return aws.resource(image.imageId(), Tags.name(tags, image.name()), tags, attributes);
    }

    /** Whether the listing, which each scan reads, or the permissions say that the image is public. */
    private static @Nullable Boolean isPublic(@Nullable Boolean listed, @Nullable List<LaunchPermission> permissions) {
        if (permissions == null) {
            return listed;
        }
        return Canonical.isTrue(listed)
                || permissions.stream().anyMatch(permission -> permission.group() == PermissionGroup.ALL);
    }

    private static @Nullable List<String> sharedWith(@Nullable List<LaunchPermission> permissions) {
        if (permissions == null) {
            return null;
        }
        return Canonical.strings(permissions.stream()
                .flatMap(permission -> Stream.of(
                                permission.userId(), permission.organizationArn(), permission.organizationalUnitArn())
                        .flatMap(Stream::ofNullable)));
    }

    private static List<String> snapshotIds(software.amazon.awssdk.services.ec2.model.Image image) {
        return Canonical.strings(image.blockDeviceMappings().stream()
                .flatMap(mapping -> Stream.ofNullable(mapping.ebs()))
                .flatMap(ebs -> Stream.ofNullable(ebs.snapshotId())));
    }

    /** The volume of a device; none where the device is an instance store or is left out. */
    private static Stream<LaunchBlockDevice> volume(BlockDeviceMapping mapping) {
        return Stream.ofNullable(mapping.ebs())
                .map(ebs -> new LaunchBlockDevice(
                        mapping.deviceName(),
                        ebs.encrypted(),
                        ebs.kmsKeyId(),
                        ebs.snapshotId(),
                        ebs.volumeSize(),
                        ebs.volumeTypeAsString(),
                        ebs.deleteOnTermination()));
    }

    /** Images give their times as text; an unreadable time is left out, and the image is kept. */
    static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }
}
