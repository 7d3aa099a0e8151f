package io.muster.rule.imds;

import io.muster.estate.Estate;
import io.muster.estate.LaunchTemplateUse;
import io.muster.estate.privilege.Certainty;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Image;
import io.muster.inventory.kind.LaunchMetadataOptions;
import io.muster.inventory.kind.LaunchTemplate;
import io.muster.inventory.kind.LaunchTemplateVersion;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * Judges only versions in use, and no template that an AWS service manages. Where a version leaves the tokens open, the account's
 * default decides, and where that states no preference, the image. Weighs more where an auto scaling group launches by such a
 * version.
 */
@Singleton
class LaunchTemplateImdsv2 extends RecordRule<LaunchTemplate> {

    private static final String NO_PREFERENCE = "no-preference";
    private static final String IMDSV2_IMAGE = "v2.0";

    LaunchTemplateImdsv2() {
        super(
                new RuleMetadata(
                        "ec2-launch-template-imdsv2-required",
                        "Launch template in use does not require IMDSv2",
                        Severity.MEDIUM,
                        Area.IMDS,
                        ResourceKind.LAUNCH_TEMPLATE,
                        "Every instance that is launched by the template accepts IMDSv1, however often running instances are"
                                + " put right.",
                        "aws ec2 create-launch-template-version --launch-template-id ID --source-version N"
                                + " --launch-template-data MetadataOptions={HttpTokens=required}, make it the default"
                                + " version, and point auto scaling groups and fleets that name a number to it.",
                        List.of(
                                SettledOptions.OPTIONS,
                                "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-170"),
                        List.of(Control.fsbp("EC2.170"), Control.prowler("ec2_launch_template_imdsv2_required"))),
                LaunchTemplate.class);
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.REGION_SETTINGS, ResourceKind.IMAGE, ResourceKind.AUTO_SCALING_GROUP);
    }

    @Override
    public Verdict judge(Resource<LaunchTemplate> resource, Estate estate) {
        if (resource.attributes().operatorManaged()) {
            return Verdict.notApplicable();
        }
        List<LaunchTemplateVersion> versions = resource.attributes().versions();
        if (versions == null || versions.isEmpty()) {
            return Verdict.unknown("the versions of the launch template could not be read");
        }
        List<LaunchTemplateVersion> lax = versions.stream()
                .filter(version -> takesV1(version, estate) == Certainty.YES)
                .toList();
        if (!lax.isEmpty()) {
            return lax(resource, lax, estate);
        }
        return versions.stream().anyMatch(version -> takesV1(version, estate) == Certainty.POSSIBLE)
                ? Verdict.unknown(unknown(estate))
                : Verdict.pass();
    }

    private static String unknown(Estate estate) {
        return estate.knows(ResourceKind.REGION_SETTINGS)
                ? "the template leaves open whether IMDSv2 is required, and the account's default or the image, which decide, are not"
                        + " known"
                : "not known: " + estate.missing(ResourceKind.REGION_SETTINGS);
    }

    private static Certainty takesV1(LaunchTemplateVersion version, Estate estate) {
        LaunchMetadataOptions options = version.metadataOptions();
        LaunchDefaults defaults = LaunchDefaults.of(estate);
        if (defaults.switchOff(options) || defaults.enforce()) {
            return Certainty.NO;
        }
        if (options != null && options.httpTokens() != null) {
            return Certainty.certainly(!LaunchDefaults.REQUIRED.equals(options.httpTokens()));
        }
        String tokens = defaults.tokens();
        if (tokens == null) {
            return Certainty.POSSIBLE;
        }
        return NO_PREFERENCE.equals(tokens)
                ? byImage(version.imageId(), estate)
                : Certainty.certainly(!LaunchDefaults.REQUIRED.equals(tokens));
    }

    /** Whether it is known; it is not for an image of another owner, and for one that a parameter names. */
    private static Certainty byImage(@Nullable String imageId, Estate estate) {
        return imageId == null || !estate.knows(ResourceKind.IMAGE)
                ? Certainty.POSSIBLE
                : estate.find(Image.class, imageId)
                        .map(image -> Certainty.certainly(
                                !IMDSV2_IMAGE.equals(image.attributes().imdsSupport())))
                        .orElse(Certainty.POSSIBLE);
    }

    private Verdict lax(Resource<LaunchTemplate> resource, List<LaunchTemplateVersion> lax, Estate estate) {
        List<String> groups = lax.stream()
                .flatMap(version -> LaunchTemplateUse.groups(resource, version, estate).stream())
                .distinct()
                .sorted()
                .toList();
        return Verdict.fail(
                groups.isEmpty() ? metadata().severity() : Severity.HIGH,
                "Instances that are launched by the template accept IMDSv1"
                        + (groups.isEmpty()
                                ? "."
                                : "; auto scaling groups launch by it: " + String.join(", ", groups) + "."),
                Evidence.of(
                                "versions",
                                lax.stream().map(LaunchTemplateImdsv2::facts).toList())
                        .and("autoScalingGroups", groups)
                        .facts());
    }

    private static Object facts(LaunchTemplateVersion version) {
        LaunchMetadataOptions options = version.metadataOptions();
        return Evidence.of("version", version.version())
                .and("defaultVersion", version.defaultVersion())
                .and("latestVersion", version.latestVersion())
                .and("httpEndpoint", options == null ? null : options.httpEndpoint())
                .and("httpTokens", options == null ? null : options.httpTokens())
                .and("imageId", version.imageId())
                .facts();
    }
}
