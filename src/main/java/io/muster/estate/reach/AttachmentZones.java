package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.kind.TransitGatewayAttachment;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The zones of subnets that send to a transit gateway, and of the subnets by which a VPC is attached to it: the gateway takes traffic from
 * the Availability Zones in which the attachment has a subnet.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html">Amazon VPC attachments</a>
 */
record AttachmentZones(Estate estate) {

    /** An Availability Zone, and no Local or Wavelength Zone, as us-west-2-lax-1a and us-east-1-wl1-bos-wlz-1 are. */
    private static final Pattern AVAILABILITY_ZONE = Pattern.compile("[a-z]+(-[a-z]+)+-\\d+[a-z]");

    /**
     * Whether the subnet is in a Local or Wavelength Zone: it has a way by an attachment in its parent zone, which is not read.
     *
     * @see <a href="https://docs.aws.amazon.com/local-zones/latest/ug/local-zones-connectivity-transit-gateway-lzs.html">Transit gateway
     *     connection between Local Zones</a>
     */
    boolean isLocal(String subnet) {
        return zone(subnet)
                .filter(name -> !AVAILABILITY_ZONE.matcher(name).matches())
                .isPresent();
    }

    /** Whether the attachment has subnets, all of other zones than this one, which is no Local or Wavelength Zone. */
    boolean isElsewhere(TransitGatewayAttachment attachment, String subnet) {
        Optional<String> zone = zone(subnet);
        if (zone.isEmpty() || isLocal(subnet) || attachment.vpcOptions() == null) {
            return false;
        }
        List<Optional<String>> zones =
                attachment.vpcOptions().subnetIds().stream().map(this::zone).toList();
        return !zones.isEmpty() && zones.stream().allMatch(Optional::isPresent) && !zones.contains(zone);
    }

    private Optional<String> zone(String subnet) {
        return Subnets.of(estate).zone(subnet);
    }
}
