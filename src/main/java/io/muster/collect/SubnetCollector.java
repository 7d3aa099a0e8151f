package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Subnet;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.BlockPublicAccessStates;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.Ipv6AddressAttribute;
import software.amazon.awssdk.services.ec2.model.SubnetIpv6CidrBlockAssociation;

@ApplicationScoped
class SubnetCollector extends ListingCollector<software.amazon.awssdk.services.ec2.model.Subnet, Subnet> {

    SubnetCollector() {
        super(
                Subnet.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeSubnets",
                        (ec2, token) ->
                                ec2.describeSubnets(r -> r.maxResults(1000).nextToken(token)),
                        DescribeSubnetsResponse::nextToken,
                        DescribeSubnetsResponse::subnets));
    }

    @Override
    public List<String> events() {
        return List.of("ec2:*VpcBlockPublicAccess*", "ec2:CreateDefaultVpc");
    }

    @Override
    Resource<Subnet> resource(AwsScope aws, software.amazon.awssdk.services.ec2.model.Subnet subnet) {
        Map<String, String> tags = Tags.of(subnet.tags());
        Subnet attributes = new Subnet(
                subnet.vpcId(),
                subnet.cidrBlock(),
                ipv6CidrBlocks(subnet),
                subnet.availabilityZone(),
                Canonical.isTrue(subnet.mapPublicIpOnLaunch()),
                Canonical.isTrue(subnet.assignIpv6AddressOnCreation()),
                blockMode(subnet.blockPublicAccessStates()),
                subnet.ownerId(),
                privateIpv6CidrBlocks(subnet));
        return aws.resource(subnet.subnetId(), Tags.name(tags), tags, attributes);
    }

    private static List<String> ipv6CidrBlocks(software.amazon.awssdk.services.ec2.model.Subnet subnet) {
        return Canonical.strings(inForce(subnet).map(SubnetIpv6CidrBlockAssociation::ipv6CidrBlock));
    }

    private static @Nullable List<String> privateIpv6CidrBlocks(
            software.amazon.awssdk.services.ec2.model.Subnet subnet) {
        List<String> blocks = Canonical.strings(inForce(subnet)
                .filter(range -> range.ipv6AddressAttribute() == Ipv6AddressAttribute.PRIVATE)
                .map(SubnetIpv6CidrBlockAssociation::ipv6CidrBlock));
        return blocks.isEmpty() ? null : blocks;
    }

    private static Stream<SubnetIpv6CidrBlockAssociation> inForce(
            software.amazon.awssdk.services.ec2.model.Subnet subnet) {
        return subnet.ipv6CidrBlockAssociationSet().stream()
                .filter(range -> range.ipv6CidrBlockState() == null
                        || Canonical.inForce(range.ipv6CidrBlockState().stateAsString()));
    }

    private static @Nullable String blockMode(@Nullable BlockPublicAccessStates states) {
        return states == null ? null : states.internetGatewayBlockModeAsString();
    }
}
