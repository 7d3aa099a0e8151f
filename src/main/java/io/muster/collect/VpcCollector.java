package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Vpc;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcIpv6CidrBlockAssociation;

@ApplicationScoped
class VpcCollector extends ListingCollector<software.amazon.awssdk.services.ec2.model.Vpc, Vpc> {

    VpcCollector() {
        super(
                Vpc.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeVpcs",
                        (ec2, token) -> ec2.describeVpcs(r -> r.maxResults(1000).nextToken(token)),
                        DescribeVpcsResponse::nextToken,
                        DescribeVpcsResponse::vpcs));
    }

    @Override
    Resource<Vpc> resource(AwsScope aws, software.amazon.awssdk.services.ec2.model.Vpc vpc) {
        Map<String, String> tags = Tags.of(vpc.tags());
        return aws.resource(
                vpc.vpcId(),
                Tags.name(tags),
                tags,
                new Vpc(cidrBlocks(vpc), ipv6CidrBlocks(vpc), Canonical.isTrue(vpc.isDefault()), vpc.ownerId()));
    }

    /** The first range stands on its own as well. */
    private static List<String> cidrBlocks(software.amazon.awssdk.services.ec2.model.Vpc vpc) {
        return Canonical.strings(Stream.concat(
                Stream.ofNullable(vpc.cidrBlock()),
                vpc.cidrBlockAssociationSet().stream()
                        .filter(range -> range.cidrBlockState() == null
                                || Canonical.inForce(range.cidrBlockState().stateAsString()))
                        .map(VpcCidrBlockAssociation::cidrBlock)));
    }

    private static List<String> ipv6CidrBlocks(software.amazon.awssdk.services.ec2.model.Vpc vpc) {
        return Canonical.strings(vpc.ipv6CidrBlockAssociationSet().stream()
                .filter(range -> range.ipv6CidrBlockState() == null
                        || Canonical.inForce(range.ipv6CidrBlockState().stateAsString()))
                .map(VpcIpv6CidrBlockAssociation::ipv6CidrBlock));
    }
}
