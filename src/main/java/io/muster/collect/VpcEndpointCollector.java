package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.VpcEndpoint;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.DnsEntry;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;

@ApplicationScoped
class VpcEndpointCollector
        extends ListingCollector<software.amazon.awssdk.services.ec2.model.VpcEndpoint, VpcEndpoint> {

    VpcEndpointCollector() {
        super(
                VpcEndpoint.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeVpcEndpoints",
                        (ec2, token) ->
                                ec2.describeVpcEndpoints(r -> r.maxResults(1000).nextToken(token)),
                        DescribeVpcEndpointsResponse::nextToken,
                        DescribeVpcEndpointsResponse::vpcEndpoints));
    }

    @Override
    Resource<VpcEndpoint> resource(AwsScope aws, software.amazon.awssdk.services.ec2.model.VpcEndpoint endpoint) {
        Map<String, String> tags = Tags.of(endpoint.tags());
        VpcEndpoint attributes = new VpcEndpoint(
                endpoint.vpcEndpointTypeAsString(),
                endpoint.stateAsString(),
                endpoint.serviceName(),
                endpoint.serviceRegion(),
                endpoint.vpcId(),
                Canonical.strings(endpoint.subnetIds().stream()),
                Canonical.ids(
                        "the id of a security group",
                        endpoint.groups().stream().map(SecurityGroupIdentifier::groupId),
                        aws.arn(ResourceKind.VPC_ENDPOINT, endpoint.vpcEndpointId())),
                Canonical.strings(endpoint.routeTableIds().stream()),
                Canonical.strings(endpoint.networkInterfaceIds().stream()),
                PolicyText.parseIfAny(endpoint.policyDocument()),
                endpoint.privateDnsEnabled(),
                Canonical.strings(endpoint.dnsEntries().stream().map(DnsEntry::dnsName)),
                endpoint.ipAddressTypeAsString(),
                Canonical.isTrue(endpoint.requesterManaged()),
                endpoint.ownerId(),
                endpoint.resourceConfigurationArn(),
                endpoint.serviceNetworkArn(),
                endpoint.failureReason(),
                endpoint.creationTimestamp());
        return aws.resource(endpoint.vpcEndpointId(), Tags.name(tags), tags, attributes);
    }
}
