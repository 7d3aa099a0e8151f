package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.CarrierGateway;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.DescribeCarrierGatewaysResponse;

@ApplicationScoped
class CarrierGatewayCollector
        extends ListingCollector<software.amazon.awssdk.services.ec2.model.CarrierGateway, CarrierGateway> {

    CarrierGatewayCollector() {
        super(
                CarrierGateway.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeCarrierGateways",
                        (ec2, token) -> ec2.describeCarrierGateways(
                                r -> r.maxResults(1000).nextToken(token)),
                        DescribeCarrierGatewaysResponse::nextToken,
                        DescribeCarrierGatewaysResponse::carrierGateways));
    }

    @Override
    Resource<CarrierGateway> resource(AwsScope aws, software.amazon.awssdk.services.ec2.model.CarrierGateway gateway) {
        Map<String, String> tags = Tags.of(gateway.tags());
        CarrierGateway attributes = new CarrierGateway(gateway.stateAsString(), gateway.vpcId(), gateway.ownerId());
        return aws.resource(gateway.carrierGatewayId(), Tags.name(tags), tags, attributes);
    }
}
