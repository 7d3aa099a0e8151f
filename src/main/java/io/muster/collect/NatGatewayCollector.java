package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NatGateway;
import io.muster.inventory.kind.NatGatewayAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.NatGatewayAttachedAppliance;

@ApplicationScoped
class NatGatewayCollector extends ListingCollector<software.amazon.awssdk.services.ec2.model.NatGateway, NatGateway> {

    private static final Comparator<NatGatewayAddress> BY_INTERFACE = Comparator.comparing(
                    NatGatewayAddress::networkInterfaceId, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(NatGatewayAddress::privateIp, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(NatGatewayAddress::publicIp, Comparator.nullsLast(Comparator.naturalOrder()));

    NatGatewayCollector() {
        super(
                NatGateway.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeNatGateways",
                        (ec2, token) ->
                                ec2.describeNatGateways(r -> r.maxResults(1000).nextToken(token)),
                        DescribeNatGatewaysResponse::nextToken,
                        DescribeNatGatewaysResponse::natGateways));
    }

    @Override
    Resource<NatGateway> resource(AwsScope aws, software.amazon.awssdk.services.ec2.model.NatGateway gateway) {
        Map<String, String> tags = Tags.of(gateway.tags());
        NatGateway attributes = new NatGateway(
                gateway.stateAsString(),
                gateway.connectivityTypeAsString(),
                gateway.availabilityModeAsString(),
                gateway.vpcId(),
                gateway.subnetId(),
                gateway.routeTableId(),
                addresses(gateway),
                gateway.autoScalingIpsAsString(),
                Canonical.strings(gateway.attachedAppliances().stream().map(NatGatewayAttachedAppliance::applianceArn)),
                gateway.failureCode(),
                gateway.createTime());
        return aws.resource(gateway.natGatewayId(), Tags.name(tags), tags, attributes);
    }

    private static List<NatGatewayAddress> addresses(software.amazon.awssdk.services.ec2.model.NatGateway gateway) {
        return gateway.natGatewayAddresses().stream()
                .map(address -> new NatGatewayAddress(
                        address.publicIp(),
                        address.privateIp(),
                        address.allocationId(),
                        address.networkInterfaceId(),
                        Canonical.isTrue(address.isPrimary()),
                        address.availabilityZone()))
                .sorted(BY_INTERFACE)
                .toList();
    }
}
