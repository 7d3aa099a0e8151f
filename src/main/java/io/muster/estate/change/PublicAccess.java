package io.muster.estate.change;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.BlockPublicAccessExclusion;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Subnet;
import io.muster.inventory.kind.Vpc;
import jakarta.annotation.Nullable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * VPC Block Public Access: the mode of the region, its exclusions, and the mode of each VPC and subnet that follows from both.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html">Block public access to VPCs</a>
 */
final class PublicAccess {

    static final String OFF = "off";
    static final String INGRESS = "block-ingress";
    static final List<String> MODES = List.of(OFF, INGRESS, "block-bidirectional");
    static final String BIDIRECTIONAL = "allow-bidirectional";
    static final List<String> EXCLUSION_MODES = List.of(BIDIRECTIONAL, "allow-egress");

    static final Set<ResourceKind> KINDS = Set.of(
            ResourceKind.REGION_SETTINGS,
            ResourceKind.VPC,
            ResourceKind.SUBNET,
            ResourceKind.BLOCK_PUBLIC_ACCESS_EXCLUSION);

    private PublicAccess() {}

    static Resource<RegionSettings> settings(Edits edits) {
        return edits.all(RegionSettings.class).stream()
                .findFirst()
                .orElseThrow(() -> edits.unknown(ResourceKind.REGION_SETTINGS));
    }

    /** The mode of the region; fails where it was not read, so that a change that needs it asks before it changes anything. */
    static String mode(Edits edits) {
        String mode = settings(edits).attributes().vpcBlockPublicAccess();
        if (mode == null) {
            throw edits.unknown(ResourceKind.REGION_SETTINGS);
        }
        return mode;
    }

    /** Puts the modes in force that follow from the region's mode and the exclusions. */
    static void refresh(Edits edits, String mode) {
        Map<String, String> exclusions = new HashMap<>();
        edits.all(BlockPublicAccessExclusion.class).stream()
                .map(Resource::attributes)
                .filter(one -> one.resourceArn() != null && one.inForce())
                .forEach(one -> exclusions.put(
                        one.resourceArn(),
                        Optional.ofNullable(one.internetGatewayExclusionMode()).orElse("")));
        Map<String, String> ofVpcs = new HashMap<>();
        for (Resource<Vpc> vpc : edits.all(Vpc.class)) {
            String exclusion = exclusions.get(vpc.arn());
            ofVpcs.put(vpc.resourceId(), exclusion);
            String effective = effective(mode, exclusion);
            if (!effective.equals(vpc.attributes().internetGatewayBlockMode())) {
                edits.change(vpc, known -> with(known, effective));
            }
        }
        for (Resource<Subnet> subnet : edits.all(Subnet.class)) {
            String exclusion = exclusions.getOrDefault(
                    subnet.arn(), ofVpcs.get(subnet.attributes().vpcId()));
            String effective = effective(mode, exclusion);
            if (!effective.equals(subnet.attributes().internetGatewayBlockMode())) {
                edits.change(subnet, known -> with(known, effective));
            }
        }
    }

    /** An exclusion that lets connections out alone leaves those blocked that come in. */
    private static String effective(String mode, @Nullable String exclusion) {
        if (exclusion == null || mode.equals(OFF)) {
            return mode;
        }
        return exclusion.equals(BIDIRECTIONAL) ? OFF : INGRESS;
    }

    /** The VPC or subnet of the id. */
    static String excludable(Edits edits, String id) {
        return id.contains("vpc-")
                ? edits.one(Vpc.class, "resourceId", id).arn()
                : edits.one(Subnet.class, "resourceId", id).arn();
    }

    private static Vpc with(Vpc vpc, String mode) {
        return new Vpc(
                vpc.cidrBlocks(), vpc.ipv6CidrBlocks(), vpc.isDefault(), vpc.ownerId(), mode, vpc.cidrAssociations());
    }

    private static Subnet with(Subnet subnet, String mode) {
        return new Subnet(
                subnet.vpcId(),
                subnet.cidrBlock(),
                subnet.ipv6CidrBlocks(),
                subnet.availabilityZone(),
                subnet.mapPublicIpOnLaunch(),
                subnet.assignIpv6AddressOnCreation(),
                mode,
                subnet.ownerId(),
                subnet.privateIpv6CidrBlocks());
    }
}
