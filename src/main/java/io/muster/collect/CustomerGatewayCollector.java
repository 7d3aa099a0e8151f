package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.CustomerGateway;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.DescribeCustomerGatewaysResponse;

/** Customer gateways come all at once: {@code DescribeCustomerGateways} has no pages. */
@ApplicationScoped
class CustomerGatewayCollector
        extends ListingCollector<software.amazon.awssdk.services.ec2.model.CustomerGateway, CustomerGateway> {

    CustomerGatewayCollector() {
        super(
                CustomerGateway.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeCustomerGateways",
                        (Ec2AsyncClient ec2, String token) -> ec2.describeCustomerGateways(),
                        page -> null,
                        DescribeCustomerGatewaysResponse::customerGateways));
    }

    @Override
    Resource<CustomerGateway> resource(
            AwsScope aws, software.amazon.awssdk.services.ec2.model.CustomerGateway gateway) {
        Map<String, String> tags = Tags.of(gateway.tags());
        CustomerGateway attributes = new CustomerGateway(
                gateway.state(),
                gateway.type(),
                gateway.ipAddress(),
                gateway.bgpAsn() == null ? gateway.bgpAsnExtended() : gateway.bgpAsn(),
                gateway.certificateArn(),
                gateway.deviceName());
        return aws.resource(gateway.customerGatewayId(), Tags.name(tags), tags, attributes);
    }
}
