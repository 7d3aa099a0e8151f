package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ElasticIp;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;

/** Elastic IP addresses, which EC2 lists all at once. */
@ApplicationScoped
class ElasticIpCollector extends ListingCollector<Address, ElasticIp> {

    ElasticIpCollector() {
        super(
                ElasticIp.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeAddresses",
                        (ec2, token) -> ec2.describeAddresses(r -> {}),
                        answer -> null,
                        DescribeAddressesResponse::addresses));
    }

    @Override
    public List<String> events() {
        return List.of("ec2:CreateNatGateway", "ec2:DeleteNatGateway");
    }

    @Override
    Resource<ElasticIp> resource(AwsScope aws, Address address) {
        Map<String, String> tags = Tags.of(address.tags());
        ElasticIp attributes = new ElasticIp(
                address.publicIp(),
                address.privateIpAddress(),
                address.associationId(),
                address.instanceId(),
                address.networkInterfaceId(),
                address.networkInterfaceOwnerId(),
                address.subnetId(),
                address.publicIpv4Pool(),
                address.networkBorderGroup(),
                address.carrierIp(),
                address.customerOwnedIp(),
                address.customerOwnedIpv4Pool(),
                address.serviceManagedAsString(),
                address.domainAsString());
        return aws.resource(address.allocationId(), Tags.name(tags), tags, attributes);
    }
}
