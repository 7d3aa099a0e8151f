package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.InternetGateway;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;

@ApplicationScoped
class InternetGatewayCollector
        extends ListingCollector<software.amazon.awssdk.services.ec2.model.InternetGateway, InternetGateway> {

    InternetGatewayCollector() {
        super(
                InternetGateway.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeInternetGateways",
                        (ec2, token) -> ec2.describeInternetGateways(
                                r -> r.maxResults(1000).nextToken(token)),
                        DescribeInternetGatewaysResponse::nextToken,
                        DescribeInternetGatewaysResponse::internetGateways));
    }

    @Override
    public List<String> events() {
        return List.of("ec2:CreateDefaultVpc");
    }

    @Override
    Resource<InternetGateway> resource(
            AwsScope aws, software.amazon.awssdk.services.ec2.model.InternetGateway gateway) {
        Map<String, String> tags = Tags.of(gateway.tags());
        InternetGateway attributes = new InternetGateway(Canonical.strings(gateway.attachments().stream()
                .filter(attachment -> Canonical.linked(attachment.stateAsString()))
                .map(InternetGatewayAttachment::vpcId)));
        return aws.resource(gateway.internetGatewayId(), Tags.name(tags), tags, attributes);
    }
}
