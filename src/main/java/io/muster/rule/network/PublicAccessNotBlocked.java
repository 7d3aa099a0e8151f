package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.reach.PublicAddresses;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.BlockPublicAccessExclusion;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
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
 * Fails only where blocking would cut nothing off: where public workloads run, blocking is their owners' decision. Those are behind public
 * addresses, or behind AWS Global Accelerator and VPC origins of CloudFront, which need none and are blocked as well.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html">VPC BPA basics</a>
 */
@Singleton
class PublicAccessNotBlocked extends RecordRule<RegionSettings> {

    private static final String OFF = "off";
    private static final String OF_VPC_ORIGINS = "CloudFront-VPCOrigins-Service-SG";

    PublicAccessNotBlocked() {
        super(
                new RuleMetadata(
                        "vpc-block-public-access-off",
                        "VPC Block Public Access is off in a region without public workloads",
                        Severity.MEDIUM,
                        Area.NETWORK,
                        ResourceKind.REGION_SETTINGS,
                        "Where nothing is to be reached from the internet, blocking what comes in costs nothing, and no later gateway,"
                                + " route or address can open the region by mistake.",
                        "aws ec2 modify-vpc-block-public-access-options --internet-gateway-block-mode block-ingress, or for the whole"
                                + " organization by a declarative policy. The mode block-bidirectional also cuts NAT gateways and"
                                + " egress-only internet gateways off.",
                        List.of(
                                "https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html",
                                "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-172"),
                        List.of(Control.fsbp("EC2.172"))),
                RegionSettings.class,
                ResourceKind.NETWORK_INTERFACE);
    }

    @Override
    public String version() {
        return "4";
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.BLOCK_PUBLIC_ACCESS_EXCLUSION, ResourceKind.SECURITY_GROUP, ResourceKind.SUBNET);
    }

    @Override
    public Verdict judge(Resource<RegionSettings> resource, Estate estate) {
        String mode = resource.attributes().vpcBlockPublicAccess();
        if (mode == null) {
            return Verdict.unknown("the options of VPC Block Public Access could not be read");
        }
        if (!mode.equals(OFF)) {
            return Verdict.pass();
        }
        if (estate.all(NetworkInterface.class).stream().anyMatch(eni -> isPublic(eni.attributes(), estate))
                || hasVpcOrigins(estate)) {
            return Verdict.notApplicable();
        }
        return estate.knows(ResourceKind.SECURITY_GROUP)
                ? fail(
                        "Nothing in the region has a public address, and VPC Block Public Access is off.",
                        Evidence.of("internetGatewayBlockMode", mode)
                                .and("managedBy", resource.attributes().vpcBlockPublicAccessManagedBy())
                                .and("exclusions", exclusions(estate))
                                .facts())
                : Verdict.unknown("not known: " + estate.missing(ResourceKind.SECURITY_GROUP)
                        + ", whose groups show whether CloudFront has VPC origins here");
    }

    /** A NAT gateway's address admits no traffic, and the mode block-ingress leaves its way out. */
    private static boolean isPublic(NetworkInterface eni, Estate estate) {
        return ServiceInterfaces.isAccelerator(eni)
                || (!ServiceInterfaces.isNatGateway(eni)
                        && !PublicAddresses.of(eni, estate).isEmpty());
    }

    /** CloudFront makes a security group for its VPC origins in each VPC that has some. */
    private static boolean hasVpcOrigins(Estate estate) {
        return estate.stored(SecurityGroup.class).stream()
                .anyMatch(group -> OF_VPC_ORIGINS.equals(group.attributes().groupName()));
    }

    /** The subnets and VPCs that the exclusions would leave open; null where they are not known. */
    private static @Nullable List<String> exclusions(Estate estate) {
        return estate.knows(ResourceKind.BLOCK_PUBLIC_ACCESS_EXCLUSION)
                ? estate.all(BlockPublicAccessExclusion.class).stream()
                        .map(Resource::attributes)
                        .filter(BlockPublicAccessExclusion::inForce)
                        .map(exclusion -> String.valueOf(exclusion.resourceArn()))
                        .toList()
                : null;
    }
}
