package io.muster.rule.imds;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.HttpTokens;
import io.muster.inventory.kind.Image;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceImage;
import io.muster.inventory.kind.MetadataOptions;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The limit protects only the token response: while IMDSv1 is on it protects nothing, and ec2-imdsv2-required reports that. An
 * image that is marked for IMDSv2, as Amazon's of Amazon Linux 2023 are, sets a limit of 2 by itself, and so may the region's default, which
 * lowers the severity.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html#instance-metadata-options-order-of-precedence">Order
 *     of precedence for instance metadata options</a>
 */
@Singleton
class ImdsHopLimit extends SettledOptions {

    private static final String IMDSV2_IMAGE = "v2.0";
    private static final String AMAZON = "amazon";
    private static final String AMAZON_LINUX_2023 = "al2023-ami-";

    ImdsHopLimit() {
        super(new RuleMetadata(
                "ec2-imds-hop-limit",
                "Metadata service token reaches containers and proxies",
                Severity.MEDIUM,
                Area.IMDS,
                ResourceKind.INSTANCE,
                "With a limit above 1, the answer that carries a session token survives the hop into a container or"
                        + " through a proxy on the instance, which can then take the credentials of the instance's role.",
                "Set HttpPutResponseHopLimit to 1; to 2 where containers on the instance are meant to use its role, and"
                        + " better to give them roles of their own (ECS task roles, EKS Pod Identity).",
                List.of(GUIDE, OPTIONS),
                List.of()));
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.IMAGE, ResourceKind.REGION_SETTINGS);
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    Verdict judge(Resource<Instance> resource, MetadataOptions options, Estate estate) {
        if (options.httpTokens() != HttpTokens.REQUIRED) {
            return Verdict.notApplicable();
        }
        Integer limit = options.hopLimit();
        if (limit == null) {
            return Verdict.unknown("AWS does not report the hop limit of this instance");
        }
        boolean containers = Baseline.hostsContainers(resource.tags());
        int allowed = containers ? Baseline.CONTAINER_HOP_LIMIT : Baseline.HOP_LIMIT;
        return limit <= allowed ? Verdict.pass() : tooFar(resource, estate, limit, allowed);
    }

    private Verdict tooFar(Resource<Instance> resource, Estate estate, int limit, int allowed) {
        boolean byImage = limit == Baseline.CONTAINER_HOP_LIMIT && setByImage(resource.attributes(), estate);
        boolean byDefault = limit == Baseline.CONTAINER_HOP_LIMIT && isDefault(limit, estate);
        return Verdict.fail(
                byImage || byDefault ? Severity.LOW : metadata().severity(),
                "The token answer of the metadata service survives " + limit + " network hops; " + allowed
                        + " would do.",
                Evidence.of("hopLimit", limit)
                        .and("allowedHopLimit", allowed)
                        .and("setByImage", byImage ? resource.attributes().imageId() : null)
                        .and("setByDefault", byDefault ? true : null)
                        .facts());
    }

    private static boolean isDefault(int limit, Estate estate) {
        return estate.stored(RegionSettings.class).stream()
                .filter(estate::current)
                .map(settings -> settings.attributes().imdsHopLimitDefault())
                .anyMatch(Integer.valueOf(limit)::equals);
    }

    private static boolean setByImage(Instance instance, Estate estate) {
        return isAmazonLinux2023(instance.imageMetadata()) || isMarked(instance, estate);
    }

    private static boolean isAmazonLinux2023(@Nullable InstanceImage image) {
        return image != null
                && AMAZON.equals(image.ownerAlias())
                && image.name() != null
                && image.name().startsWith(AMAZON_LINUX_2023);
    }

    private static boolean isMarked(Instance instance, Estate estate) {
        return Optional.ofNullable(instance.imageId())
                .flatMap(id -> estate.stored(Image.class, id))
                .filter(image -> IMDSV2_IMAGE.equals(image.attributes().imdsSupport()))
                .isPresent();
    }
}
