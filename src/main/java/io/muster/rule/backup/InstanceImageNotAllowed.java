package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AllowedImages;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceImage;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.InstanceRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Applies where Allowed AMIs is in force or in audit mode. */
@Singleton
class InstanceImageNotAllowed extends InstanceRule {

    private static final String DISABLED = "disabled";

    InstanceImageNotAllowed() {
        super(
                new RuleMetadata(
                        "ec2-instance-image-not-allowed",
                        "Instance runs from an image that the account does not allow",
                        Severity.MEDIUM,
                        Area.BACKUP,
                        ResourceKind.INSTANCE,
                        "Allowed AMIs refuses launches, and does not end instances that run already, or that were launched in audit"
                                + " mode.",
                        "Launch the instance anew from an image that meets the criteria, or add the image's owner to them (aws ec2"
                                + " replace-image-criteria-in-allowed-images-settings).",
                        List.of("https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-allowed-amis.html"),
                        List.of()),
                ResourceKind.REGION_SETTINGS);
    }

    @Override
    protected Verdict judge(Resource<Instance> resource, Instance instance, Estate estate) {
        Optional<String> state = estate.all(RegionSettings.class).stream()
                .map(settings -> settings.attributes().allowedImages())
                .flatMap(Stream::ofNullable)
                .map(AllowedImages::state)
                .flatMap(Stream::ofNullable)
                .findFirst();
        if (state.isEmpty()) {
            return Verdict.unknown("from which images instances may be launched could not be read");
        }
        if (DISABLED.equals(state.get())) {
            return Verdict.notApplicable();
        }
        InstanceImage image = instance.imageMetadata();
        if (image == null || image.imageAllowed() == null) {
            return Verdict.unknown("AWS does not say whether the instance's image is allowed");
        }
        return image.imageAllowed()
                ? Verdict.pass()
                : fail(
                        "The instance runs from an image that the account's criteria do not allow.",
                        Evidence.of("imageId", instance.imageId())
                                .and("imageOwnerId", image.ownerId())
                                .and("allowedImages", state.get())
                                .facts());
    }
}
