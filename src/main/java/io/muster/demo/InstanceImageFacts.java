package io.muster.demo;

import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageMetadata;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceImageMetadata;

/** The image metadata that AWS gives an instance's owner; an image that is gone is deregistered. */
final class InstanceImageFacts {

    private InstanceImageFacts() {}

    static InstanceImageMetadata of(Site site, Listings listings, Instance instance) {
        Optional<Image> image =
                listings.has(Image.class) ? listings.of(Image.class).find(instance.imageId()) : Optional.empty();
        ImageMetadata.Builder metadata = ImageMetadata.builder()
                .imageId(instance.imageId())
                .ownerId(site.accountId())
                .imageAllowed(true)
                .state("deregistered");
        image.ifPresent(there -> metadata.name(there.name())
                .state(there.stateAsString())
                .isPublic(there.publicLaunchPermissions())
                .creationDate(there.creationDate())
                .deprecationTime(there.deprecationTime()));
        return InstanceImageMetadata.builder()
                .instanceId(instance.instanceId())
                .instanceType(instance.instanceType())
                .launchTime(instance.launchTime())
                .ownerId(site.accountId())
                .imageMetadata(metadata.build())
                .build();
    }
}
