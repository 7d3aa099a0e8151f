package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.estate.FleetState;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AutoScalingGroup;
import io.muster.inventory.kind.Fleet;
import io.muster.inventory.kind.Image;
import io.muster.inventory.kind.LaunchConfiguration;
import io.muster.inventory.kind.LaunchOverride;
import io.muster.inventory.kind.LaunchTemplate;
import io.muster.inventory.kind.LaunchTemplateVersion;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SpotFleetRequest;
import io.muster.inventory.kind.SpotLaunchSpecification;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Launches depend on images that a launch template version in use, an auto scaling group, its launch configuration or a fleet
 * names, or may depend on images that known accounts may launch: which of them do is not looked up. Images that are named by a parameter of Systems Manager are not looked up.
 */
@Singleton
class DeregistrationUnprotected extends RecordRule<Image> {

    private static final String DISABLED = "disabled";
    private static final Set<String> GONE = Set.of("disabled", "deregistered", "failed", "error", "invalid");

    private final Baseline baseline;

    DeregistrationUnprotected(Baseline baseline) {
        super(
                new RuleMetadata(
                        "ami-deregistration-protection-off",
                        "Image that launches depend on can be deregistered",
                        Severity.LOW,
                        Area.BACKUP,
                        ResourceKind.IMAGE,
                        "When the image is gone, auto scaling groups and fleets launch nothing more, which shows at the next failure"
                                + " or peak of load. Launches of other accounts, with which the image is shared, may depend on it as well.",
                        "aws ec2 enable-image-deregistration-protection --image-id ID --with-cooldown.",
                        List.of(
                                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ami-deregistration-protection.html"),
                        List.of()),
                Image.class,
                ResourceKind.LAUNCH_TEMPLATE,
                ResourceKind.LAUNCH_CONFIGURATION,
                ResourceKind.AUTO_SCALING_GROUP,
                ResourceKind.FLEET,
                ResourceKind.SPOT_FLEET_REQUEST);
        this.baseline = baseline;
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.ORGANIZATION_POLICY);
    }

    @Override
    public Verdict judge(Resource<Image> resource, Estate estate) {
        Image image = resource.attributes();
        if (foreign(resource, image.ownerId()) || GONE.contains(Objects.requireNonNullElse(image.imageState(), ""))) {
            return Verdict.notApplicable();
        }
        if (image.deregistrationProtection() != null && !DISABLED.equals(image.deregistrationProtection())) {
            return Verdict.pass();
        }
        List<String> users = users(resource.resourceId(), estate);
        List<String> sharers = sharers(resource, estate);
        if (users.isEmpty() && sharers.isEmpty()) {
            return unused(image, estate);
        }
        return image.deregistrationProtection() == null
                ? Verdict.unknown("AWS does not say whether the image is protected from being deregistered")
                : fail(
                        users.isEmpty()
                                ? "The image can be deregistered, although it is shared with accounts that are known, whose launches may depend on it."
                                : "The image can be deregistered, although launches depend on it.",
                        Evidence.of("imageId", resource.resourceId())
                                .and("usedBy", users)
                                .and("sharedWith", sharers.isEmpty() ? null : sharers)
                                .and("deregistrationProtection", image.deregistrationProtection())
                                .facts());
    }

    private static Verdict unused(Image image, Estate estate) {
        if (estate.all(LaunchTemplate.class).stream()
                .anyMatch(template -> template.attributes().versions() == null)) {
            return Verdict.unknown("the versions of a launch template, which may name the image, could not be read");
        }
        return image.sharedWith() == null
                ? Verdict.unknown(
                        "with which accounts, whose launches may depend on it, the image is shared could not be read")
                : Verdict.notApplicable();
    }

    /** The known accounts and organizations that may launch it. */
    private List<String> sharers(Resource<Image> image, Estate estate) {
        return Stream.ofNullable(image.attributes().sharedWith())
                .flatMap(List::stream)
                .filter(share -> !share.equals(image.scope().accountId()) && knows(share, estate))
                .sorted()
                .toList();
    }

    private boolean knows(String share, Estate estate) {
        return Shares.isAccount(share)
                ? baseline.knows(share, estate)
                : Shares.organization(share)
                        .filter(id -> baseline.trustsOrganization(id, estate))
                        .isPresent();
    }

    private static List<String> users(String imageId, Estate estate) {
        Stream<String> templates = estate.all(LaunchTemplate.class).stream()
                .filter(template -> template.attributes().versions() != null
                        && template.attributes().versions().stream()
                                .map(LaunchTemplateVersion::imageId)
                                .anyMatch(imageId::equals))
                .map(Resource::arn);
        Stream<String> groups = estate.all(AutoScalingGroup.class).stream()
                .filter(group -> names(group.attributes(), imageId, configurations(imageId, estate)))
                .map(Resource::arn);
        return Stream.of(templates, groups, fleets(imageId, estate))
                .flatMap(arns -> arns)
                .sorted()
                .toList();
    }

    private static Stream<String> fleets(String imageId, Estate estate) {
        Stream<String> fleets = estate.all(Fleet.class).stream()
                .filter(fleet -> FleetState.launches(fleet.attributes().state())
                        && fleet.attributes().imageIds().contains(imageId))
                .map(Resource::arn);
        Stream<String> spotFleets = estate.all(SpotFleetRequest.class).stream()
                .filter(fleet -> FleetState.launches(fleet.attributes().state())
                        && fleet.attributes().launchSpecifications().stream()
                                .map(SpotLaunchSpecification::imageId)
                                .anyMatch(imageId::equals))
                .map(Resource::arn);
        return Stream.concat(fleets, spotFleets);
    }

    private static Set<String> configurations(String imageId, Estate estate) {
        return estate.all(LaunchConfiguration.class).stream()
                .filter(configuration ->
                        imageId.equals(configuration.attributes().imageId()))
                .map(Resource::resourceId)
                .collect(Collectors.toSet());
    }

    private static boolean names(AutoScalingGroup group, String imageId, Set<String> configurations) {
        return configurations.contains(Objects.requireNonNullElse(group.launchConfigurationName(), ""))
                || (group.mixedInstances() != null
                        && group.mixedInstances().overrides().stream()
                                .map(LaunchOverride::imageId)
                                .anyMatch(imageId::equals));
    }
}
