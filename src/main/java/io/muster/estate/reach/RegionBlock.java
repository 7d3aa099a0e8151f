package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.BlockPublicAccessExclusion;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Subnet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The block mode of subnets of which none is told, by the region's setting of VPC Block Public Access and the exclusions from it: an
 * exclusion of the subnet counts before one of its VPC.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html">Block public access to VPCs and subnets</a>
 */
record RegionBlock(Estate estate) {

    static final String OFF = "off";
    static final String INGRESS = "block-ingress";
    static final String BIDIRECTIONAL = "block-bidirectional";

    private static final String ALLOW_ALL = "allow-bidirectional";
    private static final String ALLOW_EGRESS = "allow-egress";

    /** The region's mode; empty where it was not read. */
    Optional<String> mode() {
        return estate.stored(RegionSettings.class).stream()
                .filter(estate::current)
                .findFirst()
                .map(settings -> settings.attributes().vpcBlockPublicAccess());
    }

    /** The mode of the subnet; empty where the region's was not read. */
    Optional<String> mode(Resource<Subnet> subnet) {
        return mode().map(mode -> exclusions(subnet).stream()
                .findFirst()
                .map(BlockPublicAccessExclusion::internetGatewayExclusionMode)
                .filter(exclusion -> !mode.equals(OFF))
                .map(exclusion -> exclusion.equals(ALLOW_ALL) ? OFF : INGRESS)
                .orElse(mode));
    }

    /** Whether the exclusions leave open what is blocked in the subnet: one is being changed, or they were not read. */
    boolean isUnclear(Resource<Subnet> subnet) {
        if (mode().filter(mode -> !mode.equals(OFF)).isEmpty()) {
            return false;
        }
        List<BlockPublicAccessExclusion> exclusions = exclusions(subnet);
        if (inEffect().anyMatch(one -> one.resourceArn() == null)) {
            return true;
        }
        return exclusions.isEmpty()
                ? !estate.knows(ResourceKind.BLOCK_PUBLIC_ACCESS_EXCLUSION)
                : exclusions.size() > 1 || !isUnderstood(exclusions.get(0));
    }

    private static boolean isUnderstood(BlockPublicAccessExclusion exclusion) {
        return exclusion.inForce()
                && (ALLOW_ALL.equals(exclusion.internetGatewayExclusionMode())
                        || ALLOW_EGRESS.equals(exclusion.internetGatewayExclusionMode()));
    }

    private List<BlockPublicAccessExclusion> exclusions(Resource<Subnet> subnet) {
        List<BlockPublicAccessExclusion> own = of(subnet.arn());
        return own.isEmpty()
                ? of(estate.scope()
                        .arn(
                                ResourceKind.VPC,
                                String.valueOf(subnet.attributes().vpcId())))
                : own;
    }

    private List<BlockPublicAccessExclusion> of(String arn) {
        return inEffect().filter(one -> arn.equals(one.resourceArn())).toList();
    }

    /** The exclusions that may have an effect. */
    private Stream<BlockPublicAccessExclusion> inEffect() {
        return estate.stored(BlockPublicAccessExclusion.class).stream()
                .filter(estate::current)
                .map(Resource::attributes)
                .filter(one -> !one.withoutEffect());
    }
}
