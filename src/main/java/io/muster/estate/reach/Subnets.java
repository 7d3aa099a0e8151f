package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Subnet;
import java.util.Optional;
import java.util.Set;

/**
 * Whether VPC Block Public Access lets traffic pass between the internet and a subnet. AWS tells it for each subnet,
 * exclusions included; where it is told for none of a region, there is no such block there.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html">Block public access to VPCs</a>
 */
final class Subnets {

    private static final String OFF = "off";
    private static final Set<String> BLOCKING = Set.of("block-ingress", "block-bidirectional");

    private final Estate estate;
    private final boolean told;

    private Subnets(Estate estate) {
        this.estate = estate;
        told = estate.stored(Subnet.class).stream()
                .anyMatch(subnet -> subnet.attributes().internetGatewayBlockMode() != null);
    }

    static Subnets of(Estate estate) {
        return estate.view(Subnets.class, Subnets::new);
    }

    /** The subnet as it was read just now. */
    Optional<Resource<Subnet>> find(String subnetId) {
        return estate.stored(Subnet.class, subnetId).filter(estate::current);
    }

    /** Its own addresses. */
    CidrSet addresses(String subnetId) {
        return find(subnetId)
                .map(subnet -> Addresses.of(
                        subnet.attributes().cidrBlock(), subnet.attributes().ipv6CidrBlocks()))
                .orElse(CidrSet.EMPTY);
    }

    /** The traffic that passes directly between an internet gateway and the subnet, in either direction. */
    Gate publicAccess(String subnetId) {
        Optional<Resource<Subnet>> subnet = find(subnetId);
        if (subnet.isEmpty()) {
            return Gate.unknown(subnetId, ResourceKind.SUBNET, doubt(subnetId));
        }
        String mode = subnet.get().attributes().internetGatewayBlockMode();
        if (mode == null) {
            return told
                    ? Gate.unknown(subnetId, ResourceKind.SUBNET, "the block mode of " + subnetId)
                    : Gate.open(subnetId, ResourceKind.SUBNET, "VPC Block Public Access is not in use");
        }
        return BLOCKING.contains(mode)
                ? Gate.closed(subnetId, ResourceKind.SUBNET, "VPC Block Public Access is " + mode)
                : mode.equals(OFF)
                        ? Gate.open(subnetId, ResourceKind.SUBNET, "VPC Block Public Access is off")
                        : Gate.unknown(subnetId, ResourceKind.SUBNET, "what block mode " + mode + " means");
    }

    /** The traffic that passes through a NAT gateway or an egress-only internet gateway of the subnet. */
    Gate outboundAccess(String subnetId) {
        return find(subnetId)
                .map(subnet -> subnet.attributes().internetGatewayBlockMode())
                .filter("block-bidirectional"::equals)
                .map(mode -> Gate.closed(subnetId, ResourceKind.SUBNET, "VPC Block Public Access is " + mode))
                .orElseGet(() -> find(subnetId).isPresent() && !isUntold(subnetId)
                        ? Gate.open(subnetId, ResourceKind.SUBNET, "VPC Block Public Access lets connections out")
                        : Gate.unknown(subnetId, ResourceKind.SUBNET, doubt(subnetId)));
    }

    private boolean isUntold(String subnetId) {
        return told && find(subnetId).orElseThrow().attributes().internetGatewayBlockMode() == null;
    }

    private String doubt(String subnetId) {
        return estate.lists(ResourceKind.SUBNET) ? "the subnet " + subnetId : estate.missing(ResourceKind.SUBNET);
    }
}
