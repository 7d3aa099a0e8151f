package io.muster.rule.imds;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AutoScalingGroup;
import io.muster.inventory.kind.LaunchConfiguration;
import io.muster.inventory.kind.LaunchMetadataOptions;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Weighs less where it is certain that no auto scaling group launches by the configuration, or where only the account's settings keep its
 * instances from IMDSv1: those that require it of launches which leave the tokens open, refuse others, or switch the service off.
 */
@Singleton
class LaunchConfigurationImdsv2 extends RecordRule<LaunchConfiguration> {

    private static final String REQUIRED = LaunchDefaults.REQUIRED;
    private static final String DISABLED = "disabled";

    LaunchConfigurationImdsv2() {
        super(
                new RuleMetadata(
                        "autoscaling-launch-configuration-imdsv2-required",
                        "Launch configuration does not require IMDSv2, or its hop limit is above 1",
                        Severity.HIGH,
                        Area.IMDS,
                        ResourceKind.LAUNCH_CONFIGURATION,
                        "Every instance that the auto scaling group launches accepts IMDSv1, or hands its metadata to the containers and proxies behind it.",
                        "A launch configuration cannot be changed, and AWS adds no features to them: copy it to a launch template"
                                + " (console: Copy to launch template) with HttpTokens=required and"
                                + " HttpPutResponseHopLimit=1, set the group to the template, and refresh its instances.",
                        List.of(
                                SettledOptions.OPTIONS,
                                "https://docs.aws.amazon.com/autoscaling/ec2/userguide/migrate-to-launch-templates.html",
                                "https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html#autoscaling-3"),
                        List.of(
                                Control.fsbp("AutoScaling.3"),
                                Control.prowler("autoscaling_group_launch_configuration_requires_imdsv2"))),
                LaunchConfiguration.class);
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.AUTO_SCALING_GROUP, ResourceKind.REGION_SETTINGS);
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    public Verdict judge(Resource<LaunchConfiguration> resource, Estate estate) {
        LaunchMetadataOptions options = resource.attributes().metadataOptions();
        String fault = fault(options);
        if (fault == null) {
            return Verdict.pass();
        }
        String mended = byAccount(options, LaunchDefaults.of(estate));
        return mended == null
                ? lax(resource, fault, options, estate)
                : Verdict.fail(Severity.LOW, mended, facts(options, groups(resource, estate)));
    }

    /** How the account's settings keep its instances from the fault; null where they do not. */
    private static @Nullable String byAccount(@Nullable LaunchMetadataOptions options, LaunchDefaults defaults) {
        if (defaults.switchOff(options)) {
            return "The launch configuration does not require IMDSv2 itself: only the account's settings switch the metadata service off.";
        }
        if (options == null || (options.httpTokens() == null && !goesFar(options))) {
            return defaults.enforce() || REQUIRED.equals(defaults.tokens())
                    ? "The launch configuration does not require IMDSv2 itself: only the account's settings do."
                    : null;
        }
        return options.httpTokens() != null && !REQUIRED.equals(options.httpTokens()) && defaults.enforce()
                ? "The launch configuration does not require IMDSv2, so that the account's settings refuse launches by it."
                : null;
    }

    private static @Nullable String fault(@Nullable LaunchMetadataOptions options) {
        if (options != null && DISABLED.equals(options.httpEndpoint())) {
            return null;
        }
        if (options == null || !REQUIRED.equals(options.httpTokens())) {
            return "Instances that are launched by the configuration accept IMDSv1";
        }
        return goesFar(options)
                ? "The token answers of instances that are launched by the configuration survive " + options.hopLimit()
                        + " hops"
                : null;
    }

    private static boolean goesFar(LaunchMetadataOptions options) {
        return options.hopLimit() != null && options.hopLimit() > Baseline.HOP_LIMIT;
    }

    private Verdict lax(
            Resource<LaunchConfiguration> resource,
            String fault,
            @Nullable LaunchMetadataOptions options,
            Estate estate) {
        List<String> groups = groups(resource, estate);
        boolean unused = groups.isEmpty() && estate.knows(ResourceKind.AUTO_SCALING_GROUP);
        return Verdict.fail(
                unused ? Severity.LOW : metadata().severity(),
                fault + (unused ? "; no auto scaling group uses it." : "."),
                facts(options, groups));
    }

    private static List<String> groups(Resource<LaunchConfiguration> resource, Estate estate) {
        return estate.stored(AutoScalingGroup.class).stream()
                .filter(group -> resource.resourceId().equals(group.attributes().launchConfigurationName()))
                .map(Resource::resourceId)
                .sorted()
                .toList();
    }

    private static Map<String, Object> facts(@Nullable LaunchMetadataOptions options, List<String> groups) {
        return Evidence.of("httpEndpoint", options == null ? null : options.httpEndpoint())
                .and("httpTokens", options == null ? null : options.httpTokens())
                .and("hopLimit", options == null ? null : options.hopLimit())
                .and("autoScalingGroups", groups)
                .facts();
    }
}
