package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.inventory.kind.InstanceImage;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceImageMetadataResponse;
import software.amazon.awssdk.services.ec2.model.ImageMetadata;
import software.amazon.awssdk.services.ec2.model.ImageWatermark;
import software.amazon.awssdk.services.ec2.model.InstanceImageMetadata;

/**
 * AWS's metadata of the images of a region's instances, or of those that are asked for, in one listing. It answers for images that are gone or no longer
 * shared, too, which {@code DescribeImages} leaves out.
 *
 * @param byId by the image's id; instances of one image have one answer
 * @param gaps why some may be missing
 */
record InstanceImages(Map<String, InstanceImage> byId, List<Collection.Gap> gaps) {

    private static final Listing<?, InstanceImageMetadata> LISTING = Listing.filtered(
            "DescribeInstanceImageMetadata",
            "instance-id",
            (ec2, filters, token) -> ec2.describeInstanceImageMetadata(
                    r -> r.filters(filters).maxResults(1000).nextToken(token)),
            DescribeInstanceImageMetadataResponse::nextToken,
            DescribeInstanceImageMetadataResponse::instanceImageMetadata);

    static AwsOperation operation() {
        return LISTING.operation();
    }

    /** Never fails. */
    static Uni<InstanceImages> read(AwsScope aws) {
        Map<String, InstanceImage> byId = new HashMap<>();
        return LISTING.read(aws, instance -> keep(byId, instance))
                .map(reading -> new InstanceImages(byId, reading.gaps()));
    }

    /** Keeps one entry per image: a region may have a hundred thousand instances of one image. */
    private static Boolean keep(Map<String, InstanceImage> byId, InstanceImageMetadata instance) {
        ImageMetadata image = instance.imageMetadata();
        return image != null && image.imageId() != null && byId.put(image.imageId(), image(image)) == null;
    }

    @Nullable
    InstanceImage of(@Nullable String imageId) {
        return imageId == null ? null : byId.get(imageId);
    }

    private static InstanceImage image(ImageMetadata image) {
        return new InstanceImage(
                image.name(),
                image.ownerId(),
                image.imageOwnerAlias(),
                image.stateAsString(),
                image.isPublic(),
                image.imageAllowed(),
                ImageCollector.instant(image.creationDate()),
                ImageCollector.instant(image.deprecationTime()),
                Canonical.strings(image.imageWatermarks().stream().map(ImageWatermark::watermarkKey)));
    }
}
