package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.TransitGateway;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.TransitGatewayOptions;

@ApplicationScoped
class TransitGatewayCollector
        extends ListingCollector<software.amazon.awssdk.services.ec2.model.TransitGateway, TransitGateway> {

    private static final TransitGatewayOptions NONE =
            TransitGatewayOptions.builder().build();

    TransitGatewayCollector() {
        super(
                TransitGateway.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeTransitGateways",
                        (ec2, token) -> ec2.describeTransitGateways(
                                r -> r.maxResults(1000).nextToken(token)),
                        DescribeTransitGatewaysResponse::nextToken,
                        DescribeTransitGatewaysResponse::transitGateways));
    }

    @Override
    Resource<TransitGateway> resource(AwsScope aws, software.amazon.awssdk.services.ec2.model.TransitGateway gateway) {
        Map<String, String> tags = Tags.of(gateway.tags());
        TransitGatewayOptions options = gateway.options() == null ? NONE : gateway.options();
        TransitGateway attributes = new TransitGateway(
                gateway.stateAsString(),
                gateway.ownerId(),
                gateway.description(),
                Canonical.text(options.amazonSideAsn()),
                Canonical.strings(options.transitGatewayCidrBlocks().stream()),
                options.autoAcceptSharedAttachmentsAsString(),
                options.defaultRouteTableAssociationAsString(),
                options.associationDefaultRouteTableId(),
                options.defaultRouteTablePropagationAsString(),
                options.propagationDefaultRouteTableId(),
                options.securityGroupReferencingSupportAsString(),
                options.encryptionSupport() == null
                        ? null
                        : options.encryptionSupport().encryptionStateAsString(),
                options.dnsSupportAsString(),
                options.vpnEcmpSupportAsString(),
                options.multicastSupportAsString(),
                gateway.creationTime());
        return aws.resource(gateway.transitGatewayId(), Tags.name(tags), tags, attributes);
    }
}
