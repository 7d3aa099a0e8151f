package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Subnet;
import io.muster.inventory.kind.TransitGatewayVpcOptions;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The subnets by which packets pass between a transit gateway and a VPC: those of the VPC's attachment.
 *
 * @param source the subnet that the packets come from; null where they come from a network that is no VPC
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html">Amazon VPC attachments</a>
 */
record AttachmentSubnets(
        Estate estate, String gateway, @Nullable String source) {

    private static final String ENABLED = "enable";

    /**
     * The subnets of an attachment that packets may pass.
     *
     * @param told whether it is told that they pass one of these, and it is the only one
     */
    record Passed(List<String> subnets, boolean told) {}

    /**
     * Those between the gateway and a subnet of the VPC. The gateway keeps to the zone of the source where the attachment has a subnet there, but
     * for appliances.
     */
    Passed passed(String vpc, String own) {
        Optional<TransitGatewayVpcOptions> options = TransitGateways.of(estate).options(gateway, vpc);
        if (options.isEmpty() || options.get().subnetIds().isEmpty()) {
            return new Passed(subnetsOf(vpc, own), false);
        }
        List<String> all = options.get().subnetIds();
        Optional<String> zone = Optional.ofNullable(source).flatMap(this::zone);
        List<String> near = zone.isEmpty() || ENABLED.equals(options.get().applianceModeSupport())
                ? List.of()
                : all.stream().filter(subnet -> zone(subnet).equals(zone)).toList();
        List<String> passed = near.isEmpty() ? all : near;
        return new Passed(passed, passed.size() == 1);
    }

    private List<String> subnetsOf(String vpc, String own) {
        return Stream.concat(
                        Stream.of(own),
                        estate.stored(Subnet.class).stream()
                                .filter(subnet ->
                                        Objects.equals(vpc, subnet.attributes().vpcId()))
                                .map(Resource::resourceId))
                .distinct()
                .toList();
    }

    private Optional<String> zone(String subnet) {
        return Subnets.of(estate).zone(subnet);
    }
}
