package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.BlockDevice;
import io.muster.inventory.kind.Instance;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.MonitoringState;
import software.amazon.awssdk.services.ec2.model.Reservation;

/** Instances, without their user data: it may hold secrets, and no rule may need it. */
@ApplicationScoped
class InstanceCollector extends ListingCollector<software.amazon.awssdk.services.ec2.model.Instance, Instance> {

    InstanceCollector() {
        super(
                Instance.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeInstances",
                        (ec2, token) -> ec2.describeInstances(r ->
                                r.includeManagedResources(true).maxResults(1000).nextToken(token)),
                        DescribeInstancesResponse::nextToken,
                        InstanceCollector::instances));
    }

    @Override
    Resource<Instance> resource(AwsScope aws, software.amazon.awssdk.services.ec2.model.Instance instance) {
        Map<String, String> tags = Tags.of(instance.tags());
        return aws.resource(instance.instanceId(), Tags.name(tags), tags, attributes(instance));
    }

    private static Instance attributes(software.amazon.awssdk.services.ec2.model.Instance instance) {
        return new Instance(
                InstanceFacts.state(instance.state()),
                instance.instanceTypeAsString(),
                instance.imageId(),
                instance.platformDetails(),
                instance.launchTime(),
                instance.privateIpAddress(),
                instance.publicIpAddress(),
                ipv6Addresses(instance),
                part(instance.placement(), placement -> placement.availabilityZone()),
                InstanceFacts.metadataOptions(instance.metadataOptions()),
                instance.monitoring() != null && instance.monitoring().state() == MonitoringState.ENABLED,
                instance.ebsOptimized(),
                instance.keyName(),
                instance.vpcId(),
                instance.subnetId(),
                securityGroupIds(instance),
                Canonical.strings(interfaces(instance).map(InstanceNetworkInterface::networkInterfaceId)),
                part(instance.iamInstanceProfile(), profile -> profile.arn()),
                instance.rootDeviceName(),
                instance.rootDeviceTypeAsString(),
                blockDevices(instance),
                instance.stateTransitionReason(),
                instance.operator() != null
                        && Canonical.isTrue(instance.operator().managed()),
                part(instance.monitoring(), monitoring -> monitoring.stateAsString()),
                Canonical.operator(instance.operator()));
    }

    private static List<software.amazon.awssdk.services.ec2.model.Instance> instances(DescribeInstancesResponse page) {
        return page.reservations().stream()
                .map(Reservation::instances)
                .flatMap(List::stream)
                .toList();
    }

    private static Stream<InstanceNetworkInterface> interfaces(
            software.amazon.awssdk.services.ec2.model.Instance instance) {
        return instance.networkInterfaces().stream()
                .filter(eni -> eni.attachment() == null
                        || Canonical.linked(eni.attachment().statusAsString()));
    }

    /** The instance tells its primary interface's groups only, and none of a terminated instance's. */
    private static List<String> securityGroupIds(software.amazon.awssdk.services.ec2.model.Instance instance) {
        return Canonical.strings(Stream.concat(
                        instance.securityGroups().stream(), interfaces(instance).flatMap(eni -> eni.groups().stream()))
                .map(GroupIdentifier::groupId));
    }

    private static List<String> ipv6Addresses(software.amazon.awssdk.services.ec2.model.Instance instance) {
        return Canonical.strings(Stream.concat(
                Stream.ofNullable(instance.ipv6Address()),
                interfaces(instance)
                        .flatMap(eni -> eni.ipv6Addresses().stream())
                        .map(InstanceIpv6Address::ipv6Address)));
    }

    private static List<BlockDevice> blockDevices(software.amazon.awssdk.services.ec2.model.Instance instance) {
        return instance.blockDeviceMappings().stream()
                .filter(mapping ->
                        mapping.ebs() == null || Canonical.linked(mapping.ebs().statusAsString()))
                .map(InstanceCollector::blockDevice)
                .sorted(Comparator.comparing(BlockDevice::deviceName, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    private static BlockDevice blockDevice(InstanceBlockDeviceMapping mapping) {
        return new BlockDevice(
                mapping.deviceName(),
                part(mapping.ebs(), ebs -> ebs.volumeId()),
                mapping.ebs() == null ? null : mapping.ebs().deleteOnTermination());
    }

    private static <P> @Nullable String part(@Nullable P whole, Function<P, String> part) {
        return whole == null ? null : part.apply(whole);
    }
}
