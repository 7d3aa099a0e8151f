package io.muster.demo;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageMetadata;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceImageMetadata;

/** The answers that are derived from an instance. */
final class InstanceFacts {

    private static final String SCRIPT = "#!/bin/bash\nset -e\n/opt/start\n";
    private static final String WITH_PASSWORD = SCRIPT + "export DB_PASSWORD=hunter22x\n";

    private InstanceFacts() {}

    /** A script, which has a password in instances of the oldest type. */
    static DescribeInstanceAttributeResponse userData(Instance instance) {
        boolean old = String.valueOf(instance.instanceTypeAsString()).startsWith("t2.");
        byte[] text = (old ? WITH_PASSWORD : SCRIPT).getBytes(StandardCharsets.UTF_8);
        return DescribeInstanceAttributeResponse.builder()
                .instanceId(instance.instanceId())
                .userData(data -> data.value(Base64.getEncoder().encodeToString(text)))
                .build();
    }

    /** An image that is gone is deregistered. */
    static InstanceImageMetadata image(Site site, Listings listings, Instance instance) {
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
