package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.VpnGateway;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.DescribeVpnGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.VpcAttachment;

/** Virtual private gateways come all at once: {@code DescribeVpnGateways} has no pages. */
@ApplicationScoped
class VpnGatewayCollector extends ListingCollector<software.amazon.awssdk.services.ec2.model.VpnGateway, VpnGateway> {

    VpnGatewayCollector() {
        super(
                VpnGateway.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeVpnGateways",
                        (Ec2AsyncClient ec2, String token) -> ec2.describeVpnGateways(),
                        page -> null,
                        DescribeVpnGatewaysResponse::vpnGateways));
    }

    @Override
    Resource<VpnGateway> resource(AwsScope aws, software.amazon.awssdk.services.ec2.model.VpnGateway gateway) {
        Map<String, String> tags = Tags.of(gateway.tags());
        VpnGateway attributes = new VpnGateway(
                gateway.stateAsString(),
                gateway.typeAsString(),
                Canonical.text(gateway.amazonSideAsn()),
                Canonical.strings(gateway.vpcAttachments().stream()
                        .filter(attachment -> Canonical.linked(attachment.stateAsString()))
                        .map(VpcAttachment::vpcId)));
        return aws.resource(gateway.vpnGatewayId(), Tags.name(tags), tags, attributes);
    }
}
