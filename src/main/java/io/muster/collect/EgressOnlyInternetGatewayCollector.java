package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.EgressOnlyInternetGateway;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.DescribeEgressOnlyInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;

@ApplicationScoped
class EgressOnlyInternetGatewayCollector
        extends ListingCollector<
                software.amazon.awssdk.services.ec2.model.EgressOnlyInternetGateway, EgressOnlyInternetGateway> {

    EgressOnlyInternetGatewayCollector() {
        super(
                EgressOnlyInternetGateway.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeEgressOnlyInternetGateways",
                        (ec2, token) -> ec2.describeEgressOnlyInternetGateways(
                                r -> r.maxResults(255).nextToken(token)),
                        DescribeEgressOnlyInternetGatewaysResponse::nextToken,
                        DescribeEgressOnlyInternetGatewaysResponse::egressOnlyInternetGateways));
    }

    @Override
    Resource<EgressOnlyInternetGateway> resource(
            AwsScope aws, software.amazon.awssdk.services.ec2.model.EgressOnlyInternetGateway gateway) {
        Map<String, String> tags = Tags.of(gateway.tags());
        EgressOnlyInternetGateway attributes =
                new EgressOnlyInternetGateway(Canonical.strings(gateway.attachments().stream()
                        .filter(attachment -> Canonical.linked(attachment.stateAsString()))
                        .map(InternetGatewayAttachment::vpcId)));
        return aws.resource(gateway.egressOnlyInternetGatewayId(), Tags.name(tags), tags, attributes);
    }
}
