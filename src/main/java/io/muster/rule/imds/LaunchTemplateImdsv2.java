package io.muster.rule.imds;

import io.muster.estate.Estate;
import io.muster.estate.LaunchTemplateUse;
import io.muster.estate.privilege.Certainty;
import io.muster.inventory.Resource;
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
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Judges the versions in use alone, and of no template that an AWS service keeps. Weighs more where an auto scaling group launches by such a version. */
@Singleton
class LaunchTemplateImdsv2 extends RecordRule<LaunchTemplate> {

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

    /** Since 2, templates that an AWS service keeps are not meant. */
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
                .filter(version -> optional(version, estate) == Certainty.YES)
                .toList();
        if (!lax.isEmpty()) {
            return lax(resource, lax, estate);
        }
        return versions.stream().anyMatch(version -> optional(version, estate) == Certainty.POSSIBLE)
                ? Verdict.unknown(LaunchedTokens.missing("template", estate))
                : Verdict.pass();
    }

    private static Certainty optional(LaunchTemplateVersion version, Estate estate) {
        return LaunchedTokens.optional(version.metadataOptions(), version.imageId(), estate);
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
