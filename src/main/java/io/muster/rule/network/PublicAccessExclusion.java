package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.BlockPublicAccessExclusion;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.KnownStates;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Judges exclusions that have an effect: none has where the region blocks nothing or the organization allows no exclusions, and one that allows
 * egress has none where only ingress is blocked. Of one that is being changed, or could not be, that is not known.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcBlockPublicAccessExclusion.html">VpcBlockPublicAccessExclusion</a>
 */
@Singleton
class PublicAccessExclusion extends RecordRule<BlockPublicAccessExclusion> {

    private static final String BEING_MADE = "create-in-progress";
    private static final String NOT_ALLOWED = "not-allowed";
    private static final String OFF = "off";
    private static final String INGRESS = "block-ingress";
    private static final String ALLOW_EGRESS = "allow-egress";

    PublicAccessExclusion() {
        super(
                new RuleMetadata(
                        "vpc-block-public-access-exclusion",
                        "A VPC or subnet is excluded from VPC Block Public Access",
                        Severity.MEDIUM,
                        Area.NETWORK,
                        ResourceKind.BLOCK_PUBLIC_ACCESS_EXCLUSION,
                        "An excluded VPC or subnet has its gateways back, against the region's settings. Those who rely on the"
                                + " settings do not look there.",
                        "Delete the exclusion where nothing needs it, or narrow it to the subnets that do, and to allow-egress.",
                        List.of(
                                "https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html",
                                "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcBlockPublicAccessExclusions.html"),
                        List.of()),
                BlockPublicAccessExclusion.class);
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.REGION_SETTINGS);
    }

    @Override
    public Verdict judge(Resource<BlockPublicAccessExclusion> resource, Estate estate) {
        BlockPublicAccessExclusion exclusion = resource.attributes();
        RegionSettings settings = settings(estate);
        if (!KnownStates.BLOCK_PUBLIC_ACCESS_EXCLUSION.hold(exclusion.state())) {
            return Verdict.unknown("AWS did not tell the state of the exclusion");
        }
        if (exclusion.withoutEffect()
                || BEING_MADE.equals(exclusion.state())
                || (settings != null && hasNoEffect(exclusion, settings))) {
            return Verdict.notApplicable();
        }
        if (!exclusion.inForce()) {
            return Verdict.unknown(
                    "whether the exclusion has an effect is not known in the state " + exclusion.state());
        }
        if (settings == null || settings.vpcBlockPublicAccess() == null) {
            return Verdict.unknown("what VPC Block Public Access blocks in the region could not be read");
        }
        return switch (Objects.requireNonNullElse(exclusion.internetGatewayExclusionMode(), "")) {
            case "allow-bidirectional" -> open(Severity.MEDIUM, "Traffic from and to the internet", resource, settings);
            case ALLOW_EGRESS -> open(Severity.LOW, "Traffic to the internet", resource, settings);
            default -> Verdict.unknown("the mode of the exclusion is not known");
        };
    }

    private static boolean hasNoEffect(BlockPublicAccessExclusion exclusion, RegionSettings settings) {
        return NOT_ALLOWED.equals(settings.vpcBlockPublicAccessExclusionsAllowed())
                || OFF.equals(settings.vpcBlockPublicAccess())
                || (INGRESS.equals(settings.vpcBlockPublicAccess())
                        && ALLOW_EGRESS.equals(exclusion.internetGatewayExclusionMode()));
    }

    @Override
    public String version() {
        return "3";
    }

    private static @Nullable RegionSettings settings(Estate estate) {
        return estate.stored(RegionSettings.class).stream()
                .filter(estate::current)
                .map(Resource::attributes)
                .findFirst()
                .orElse(null);
    }

    private static Verdict open(
            Severity severity, String traffic, Resource<BlockPublicAccessExclusion> resource, RegionSettings settings) {
        BlockPublicAccessExclusion exclusion = resource.attributes();
        return Verdict.fail(
                severity,
                traffic + " is not blocked for " + exclusion.resourceArn() + ".",
                Evidence.of("exclusionId", resource.resourceId())
                        .and("resourceArn", exclusion.resourceArn())
                        .and("mode", exclusion.internetGatewayExclusionMode())
                        .and("state", exclusion.state())
                        .and("regionBlockMode", settings.vpcBlockPublicAccess())
                        .facts());
    }
}
