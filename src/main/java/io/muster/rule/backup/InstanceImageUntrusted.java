package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceImage;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.InstanceRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Judges by AWS's metadata of the images of instances, which also covers images that are gone or no longer shared. Criteria for
 * allowed images count only while they are switched on.
 */
@Singleton
class InstanceImageUntrusted extends InstanceRule {

    private static final String AVAILABLE = "available";
    private static final String DISABLED = "disabled";

    /** The owners of AWS itself, by alias; sellers in the AWS Marketplace are none. */
    private static final Set<String> AWS = Set.of("amazon", "aws-backup-vault");

    private final Baseline baseline;

    InstanceImageUntrusted(Baseline baseline) {
        super(new RuleMetadata(
                "ec2-instance-untrusted-or-outdated-ami",
                "Instance runs from an image of an unknown owner, or from one that is outdated",
                Severity.MEDIUM,
                Area.BACKUP,
                ResourceKind.INSTANCE,
                "The maker of an image decides on every program in it. One that is deprecated or was withdrawn gets no patches, and"
                        + " the instance cannot be launched again.",
                "Launch the instance anew from a current image of your own, of Amazon or of an owner named in"
                        + " muster.baseline.trusted-accounts, and point launch templates to it.",
                List.of(
                        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceImageMetadata.html",
                        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ami-deprecate.html",
                        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-allowed-amis.html"),
                List.of(Control.prowler("ec2_instance_with_outdated_ami"))));
        this.baseline = baseline;
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.REGION_SETTINGS);
    }

    @Override
    protected Verdict judge(Resource<Instance> resource, Instance instance, Estate estate) {
        InstanceImage image = instance.imageMetadata();
        if (image == null) {
            return Verdict.unknown("the metadata of the instance's image could not be read");
        }
        List<String> faults = faults(image, estate);
        if (!faults.isEmpty()) {
            return fail("The image of the instance " + String.join(", ", faults) + ".", facts(instance, image, estate));
        }
        return (image.ownerId() == null && image.ownerAlias() == null) || image.state() == null
                ? Verdict.unknown("AWS does not tell the owner or the state of the instance's image")
                : Verdict.pass();
    }

    private List<String> faults(InstanceImage image, Estate estate) {
        List<String> faults = new ArrayList<>();
        if (isForeign(image, estate)) {
            faults.add("is of an owner that is not known: " + image.ownerId());
        }
        if (image.state() != null && !AVAILABLE.equals(image.state())) {
            faults.add("is no longer available: " + image.state());
        }
        if (image.deprecationTime() != null && image.deprecationTime().isBefore(estate.asOf())) {
            faults.add("is deprecated");
        }
        if (Boolean.FALSE.equals(image.imageAllowed()) && !criteriaAreOff(estate)) {
            faults.add("is none that the account allows");
        }
        return faults;
    }

    private boolean isForeign(InstanceImage image, Estate estate) {
        return image.ownerId() != null && !ofAws(image) && !baseline.knows(image.ownerId(), estate);
    }

    private static boolean criteriaAreOff(Estate estate) {
        return estate.stored(RegionSettings.class).stream()
                .map(settings -> settings.attributes().allowedImages())
                .anyMatch(allowed -> allowed != null && DISABLED.equals(allowed.state()));
    }

    private static boolean ofAws(InstanceImage image) {
        return image.ownerAlias() != null && AWS.contains(image.ownerAlias());
    }

    private Map<String, Object> facts(Instance instance, InstanceImage image, Estate estate) {
        return Evidence.of("imageId", instance.imageId())
                .and("name", image.name())
                .and("ownerId", image.ownerId())
                .and("ownerAlias", image.ownerAlias())
                .and("state", image.state())
                .and("deprecationTime", Objects.toString(image.deprecationTime(), null))
                .and("imageAllowed", image.imageAllowed())
                .and("judgedBy", isForeign(image, estate) ? Baseline.knownFrom(estate) : null)
                .facts();
    }
}
