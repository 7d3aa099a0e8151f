package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.SecurityGroupVpcAssociation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupVpcAssociationsResponse;

@ApplicationScoped
class SecurityGroupVpcAssociationCollector
        extends ListingCollector<
                software.amazon.awssdk.services.ec2.model.SecurityGroupVpcAssociation, SecurityGroupVpcAssociation> {

    SecurityGroupVpcAssociationCollector() {
        super(
                SecurityGroupVpcAssociation.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeSecurityGroupVpcAssociations",
                        (ec2, token) -> ec2.describeSecurityGroupVpcAssociations(
                                r -> r.maxResults(1000).nextToken(token)),
                        DescribeSecurityGroupVpcAssociationsResponse::nextToken,
                        DescribeSecurityGroupVpcAssociationsResponse::securityGroupVpcAssociations));
    }

    @Override
    public List<String> events() {
        return List.of("ec2:*SecurityGroupVpc");
    }

    @Override
    Resource<SecurityGroupVpcAssociation> resource(
            AwsScope aws, software.amazon.awssdk.services.ec2.model.SecurityGroupVpcAssociation association) {
        String group = UnreadableItem.require("the group", association.groupId());
        String vpc = UnreadableItem.require("the VPC", association.vpcId());
        SecurityGroupVpcAssociation attributes = new SecurityGroupVpcAssociation(
                group,
                association.groupOwnerId(),
                vpc,
                association.vpcOwnerId(),
                association.stateAsString(),
                association.stateReason());
        return aws.resource(group + "/" + vpc, null, Map.of(), attributes);
    }
}
