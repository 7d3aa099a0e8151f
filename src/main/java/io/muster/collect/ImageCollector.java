package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Image;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeImageAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.ImageAttributeName;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;
import software.amazon.awssdk.services.ec2.model.PermissionGroup;

/** The account's own images, deprecated and disabled ones too, and who may launch them. */
@ApplicationScoped
class ImageCollector implements Collector<Image> {

    private static final String SELF = "self";
    private static final String GONE = "InvalidAMIID";
    private static final AwsOperation ATTRIBUTE = AwsOperation.ec2("DescribeImageAttribute");

    private static final Listing<?, software.amazon.awssdk.services.ec2.model.Image> LISTING = Listing.ec2(
            "DescribeImages",
            (ec2, token) -> ec2.describeImages(r -> r.owners(SELF)
                    .includeDeprecated(true)
                    .includeDisabled(true)
                    .maxResults(1000)
                    .nextToken(token)),
            DescribeImagesResponse::nextToken,
            DescribeImagesResponse::images);

    @Override
    public Class<Image> type() {
        return Image.class;
    }

    @Override
    public Set<AwsOperation> operations() {
        return Set.of(LISTING.operation(), ATTRIBUTE);
    }

    @Override
    public Uni<Collection<Image>> collect(AwsScope aws) {
        Uni<List<Resource<Image>>> reading = LISTING.all(aws)
                .chain(images -> Harvest.each(
                        images,
                        image -> permissions(aws, image)
                                .map(permissions -> resource(aws, image, permissions))
                                // Deregistered since it was listed.
                                .onFailure(thrown -> Harvest.refusedAs(thrown, GONE))
                                .recoverWithNull()));
        return Harvest.whole(LISTING.operation(), reading);
    }

    /** Only an image that can be launched has permissions: AWS takes them away when it is disabled. */
    private static Uni<List<LaunchPermission>> permissions(
            AwsScope aws, software.amazon.awssdk.services.ec2.model.Image image) {
        if (image.state() != ImageState.AVAILABLE) {
            return Uni.createFrom().item(List.of());
        }
        return aws.ec2(
                        ATTRIBUTE,
                        ec2 -> ec2.describeImageAttribute(
                                r -> r.imageId(image.imageId()).attribute(ImageAttributeName.LAUNCH_PERMISSION)))
                .map(DescribeImageAttributeResponse::launchPermissions);
    }

    static Resource<Image> resource(
            AwsScope aws, software.amazon.awssdk.services.ec2.model.Image image, List<LaunchPermission> permissions) {
        Map<String, String> tags = Tags.of(image.tags());
        Image attributes = new Image(
                image.stateAsString(),
                Canonical.isTrue(image.publicLaunchPermissions())
                        || permissions.stream().anyMatch(permission -> permission.group() == PermissionGroup.ALL),
                sharedWith(permissions),
                instant(image.creationDate()),
                image.platformDetails(),
                image.imdsSupportAsString(),
                snapshotIds(image),
                instant(image.deprecationTime()),
                image.ownerId());
        return aws.resource(image.imageId(), Tags.name(tags, image.name()), tags, attributes);
    }

    private static List<String> sharedWith(List<LaunchPermission> permissions) {
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

    /** Images alone give their times as text; one that cannot be read is worth less than the image. */
    static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }
}
