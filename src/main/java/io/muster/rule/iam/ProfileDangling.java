package io.muster.rule.iam;

import io.muster.estate.Estate;
import io.muster.estate.FleetState;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceProfile;
import io.muster.inventory.kind.LaunchConfiguration;
import io.muster.inventory.kind.LaunchTemplate;
import io.muster.inventory.kind.LaunchTemplateVersion;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SpotFleetRequest;
import io.muster.inventory.kind.SpotLaunchSpecification;
import io.muster.rule.Area;
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
 * Reports profiles that are empty, that nothing uses (no instance, no launch template version in use, no launch configuration, no Spot
 * Fleet), or that were made anew under a name that instances still have from the former one. The template of an auto scaling group
 * without instances counts as a use.
 */
@Singleton
class ProfileDangling extends RecordRule<InstanceProfile> {

    private static final Set<ResourceKind> USERS = Set.of(
            ResourceKind.INSTANCE,
            ResourceKind.LAUNCH_TEMPLATE,
            ResourceKind.LAUNCH_CONFIGURATION,
            ResourceKind.SPOT_FLEET_REQUEST);

    /** What may launch instances with the profile and is not collected. */
    private static final List<String> NOT_LOOKED_AT = List.of(
            "AWS Batch compute environments",
            "Amazon EMR clusters that do not run",
            "EC2 Image Builder configurations",
            "AWS Elastic Beanstalk environments without instances",
            "node classes of Karpenter");

    /**
     * The beginning of the unique ids of instance profiles; an id of another kind tells nothing.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids">Unique
     *     identifiers</a>
     */
    private static final String UNIQUE_ID = "AIPA";

    ProfileDangling() {
        super(
                new RuleMetadata(
                        "iam-instance-profile-dangling",
                        "Instance profile is empty, used by nothing or made anew",
                        Severity.LOW,
                        Area.IAM,
                        ResourceKind.INSTANCE_PROFILE,
                        "An instance with an empty profile gets no credentials, and a principal that may add a role to the profile gives its instances rights without touching them. A role that nothing uses can still be given to an instance by each principal that may pass it. When a profile was made anew under the same name, the credentials of instances that have the former one end.",
                        "Add the role that is meant (aws iam add-role-to-instance-profile --instance-profile-name NAME"
                                + " --role-name ROLE), or delete the profile: aws iam delete-instance-profile"
                                + " --instance-profile-name NAME. First check that no resource in notLookedAt of the evidence uses it."
                                + " If the profile was recreated, give the instances the new one: aws ec2"
                                + " replace-iam-instance-profile-association --association-id ID --iam-instance-profile Name=NAME.",
                        List.of(
                                "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html"),
                        List.of()),
                InstanceProfile.class);
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    public Set<ResourceKind> consults() {
        return USERS;
    }

    @Override
    public Verdict judge(Resource<InstanceProfile> resource, Estate estate) {
        String arn = resource.arn();
        List<Resource<Instance>> instances = estate.stored(Instance.class).stream()
                .filter(instance -> arn.equals(instance.attributes().instanceProfileArn()))
                .filter(instance -> !instance.attributes().state().ended())
                .toList();
        if (resource.attributes().roleArn() == null) {
            return fail(
                    instances.isEmpty()
                            ? "The instance profile holds no role."
                            : "The instance profile holds no role, so that its instances get no credentials.",
                    RoleInUse.with(instances, Evidence.of("instanceProfile", resource.resourceId())));
        }
        List<Resource<Instance>> identified = instances.stream()
                .filter(instance ->
                        estate.tellsOf(ResourceKind.INSTANCE, instance.scope().region(), instance.arn()))
                .filter(instance -> hasUniqueId(instance.attributes()))
                .toList();
        String profileId = resource.attributes().profileId();
        if (profileId == null && !identified.isEmpty()) {
            return Verdict.unknown("AWS did not tell the id of the profile, which may have been made anew");
        }
        List<Resource<Instance>> former = identified.stream()
                .filter(instance -> !instance.attributes().instanceProfileId().equals(profileId))
                .toList();
        if (!former.isEmpty()) {
            return fail(
                    "The instance profile was made anew since instances got the former one of its name, whose credentials end.",
                    RoleInUse.with(former, Evidence.of("instanceProfile", resource.resourceId())));
        }
        return !instances.isEmpty() || launches(resource, estate) ? used(estate) : unused(resource, estate);
    }

    private static boolean hasUniqueId(Instance instance) {
        return instance.instanceProfileId() != null
                && instance.instanceProfileId().startsWith(UNIQUE_ID);
    }

    /** An instance that was not read may have a former profile. */
    private static Verdict used(Estate estate) {
        return estate.knows(ResourceKind.INSTANCE)
                ? Verdict.pass()
                : Verdict.unknown("not known: " + estate.missing(ResourceKind.INSTANCE));
    }

    private Verdict unused(Resource<InstanceProfile> resource, Estate estate) {
        String missing = USERS.stream()
                .filter(kind -> !estate.knows(kind))
                .map(estate::missing)
                .sorted()
                .collect(Collectors.joining("; "));
        if (!missing.isEmpty()) {
            return Verdict.unknown("not known: " + missing + "; nothing that is known uses the profile");
        }
        if (estate.stored(LaunchTemplate.class).stream()
                .anyMatch(template -> template.attributes().versions() == null)) {
            return Verdict.unknown("the versions of a launch template, which may use the profile, could not be read");
        }
        return fail(
                "No instance, launch template, launch configuration or Spot Fleet uses the instance profile.",
                Evidence.of("instanceProfile", resource.resourceId())
                        .and("role", resource.attributes().roleArn())
                        .and("notLookedAt", NOT_LOOKED_AT)
                        .facts());
    }

    /** Whether something that launches instances gives them the profile. */
    private static boolean launches(Resource<InstanceProfile> resource, Estate estate) {
        Stream<String> ofTemplates = estate.stored(LaunchTemplate.class).stream()
                .map(template -> template.attributes().versions())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .map(LaunchTemplateVersion::instanceProfile);
        Stream<String> ofConfigurations = estate.stored(LaunchConfiguration.class).stream()
                .map(configuration -> configuration.attributes().instanceProfile());
        Stream<String> ofSpotFleets = estate.stored(SpotFleetRequest.class).stream()
                .map(Resource::attributes)
                .filter(fleet -> FleetState.launches(fleet.state()))
                .flatMap(fleet -> fleet.launchSpecifications().stream())
                .map(SpotLaunchSpecification::instanceProfile);
        Set<String> forms = Set.of(resource.arn(), name(resource));
        return Stream.of(ofTemplates, ofConfigurations, ofSpotFleets)
                .flatMap(names -> names)
                .filter(Objects::nonNull)
                .anyMatch(forms::contains);
    }

    /** The id has the path before the name. */
    private static String name(Resource<InstanceProfile> resource) {
        return resource.resourceId().substring(resource.resourceId().lastIndexOf('/') + 1);
    }
}
