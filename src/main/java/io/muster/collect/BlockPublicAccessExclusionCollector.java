package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.BlockPublicAccessExclusion;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.DescribeVpcBlockPublicAccessExclusionsResponse;
import software.amazon.awssdk.services.ec2.model.VpcBlockPublicAccessExclusion;

@ApplicationScoped
class BlockPublicAccessExclusionCollector
        extends ListingCollector<VpcBlockPublicAccessExclusion, BlockPublicAccessExclusion> {

    BlockPublicAccessExclusionCollector() {
        super(
                BlockPublicAccessExclusion.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeVpcBlockPublicAccessExclusions",
                        (ec2, token) -> ec2.describeVpcBlockPublicAccessExclusions(
                                r -> r.maxResults(1000).nextToken(token)),
                        DescribeVpcBlockPublicAccessExclusionsResponse::nextToken,
                        DescribeVpcBlockPublicAccessExclusionsResponse::vpcBlockPublicAccessExclusions));
    }

    @Override
    Resource<BlockPublicAccessExclusion> resource(AwsScope aws, VpcBlockPublicAccessExclusion exclusion) {
        Map<String, String> tags = Tags.of(exclusion.tags());
        BlockPublicAccessExclusion attributes = new BlockPublicAccessExclusion(
                exclusion.internetGatewayExclusionModeAsString(),
                exclusion.resourceArn(),
                exclusion.stateAsString(),
                exclusion.reason(),
                exclusion.creationTimestamp(),
                exclusion.lastUpdateTimestamp(),
                exclusion.deletionTimestamp());
        return aws.resource(exclusion.exclusionId(), Tags.name(tags), tags, attributes);
    }
}
