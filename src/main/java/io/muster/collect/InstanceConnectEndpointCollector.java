package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.InstanceConnectEndpoint;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceConnectEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.Ec2InstanceConnectEndpoint;

@ApplicationScoped
class InstanceConnectEndpointCollector extends ListingCollector<Ec2InstanceConnectEndpoint, InstanceConnectEndpoint> {

    InstanceConnectEndpointCollector() {
        super(
                InstanceConnectEndpoint.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeInstanceConnectEndpoints",
                        (ec2, token) -> ec2.describeInstanceConnectEndpoints(
                                r -> r.maxResults(50).nextToken(token)),
                        DescribeInstanceConnectEndpointsResponse::nextToken,
                        DescribeInstanceConnectEndpointsResponse::instanceConnectEndpoints));
    }

    @Override
    Resource<InstanceConnectEndpoint> resource(AwsScope aws, Ec2InstanceConnectEndpoint endpoint) {
        Map<String, String> tags = Tags.of(endpoint.tags());
        InstanceConnectEndpoint attributes = new InstanceConnectEndpoint(
                endpoint.stateAsString(),
                endpoint.stateMessage(),
                endpoint.vpcId(),
                endpoint.subnetId(),
                Canonical.strings(endpoint.securityGroupIds().stream()),
                Canonical.strings(endpoint.networkInterfaceIds().stream()),
                endpoint.preserveClientIp(),
                endpoint.ipAddressTypeAsString(),
                endpoint.dnsName(),
                endpoint.availabilityZone(),
                endpoint.ownerId(),
                endpoint.createdAt());
        return aws.resource(endpoint.instanceConnectEndpointId(), Tags.name(tags), tags, attributes);
    }
}
