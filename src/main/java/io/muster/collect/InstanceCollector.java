package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.BlockDevice;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.MonitoringState;
import software.amazon.awssdk.services.ec2.model.Reservation;

/**
 * Instances, with AWS's metadata of their images: these come from a listing of their own, whose refusal leaves them unknown. Of
 * their user data, a hash and a verdict are kept where the configuration wants it looked up.
 */
@ApplicationScoped
class InstanceCollector implements Collector<Instance> {

    private static final Listing<?, software.amazon.awssdk.services.ec2.model.Instance> LISTING = Listing.withManaged(
            "DescribeInstances",
            "instance-id",
            (ec2, included, filters, token) -> ec2.describeInstances(r -> r.includeManagedResources(included)
                    .filters(filters)
                    .maxResults(1000)
                    .nextToken(token)),
            DescribeInstancesResponse::nextToken,
            InstanceCollector::instances);

    private final CollectConfig config;

    InstanceCollector(CollectConfig config) {
        this.config = config;
    }

    @Override
    public Class<Instance> type() {
        return Instance.class;
    }

    @Override
    public Set<AwsOperation> operations() {
        return Stream.concat(
                        Stream.of(LISTING.operation(), InstanceImages.operation()),
                        config.instanceUserData() ? InstanceUserData.operations().stream() : Stream.empty())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<String> events() {
        return List.of(
                "ec2:*Address",
                "ec2:*Ipv6Addresses",
                "ec2:AttachVolume",
                "ec2:DetachVolume",
                "ec2:*tachNetworkInterface",
                "ec2:ModifyNetworkInterfaceAttribute");
    }

    @Override
    public boolean byId() {
        return LISTING.byId();
    }

    @Override
    public Uni<Collection<Instance>> collect(AwsScope aws) {
        return InstanceImages.read(aws)
                .chain(images -> LISTING.read(aws, instance -> resource(aws, instance, images))
                        .map(instances -> withGapsOf(images, instances)))
                .chain(instances -> config.instanceUserData()
                        ? InstanceUserData.addedTo(aws, instances)
                        : Uni.createFrom().item(instances))
                .map(Reading::outcome);
    }

    /** Adds the gaps of the images' metadata, unless there are no instances. */
    private static Reading<Resource<Instance>> withGapsOf(
            InstanceImages images, Reading<Resource<Instance>> instances) {
        List<Collection.Gap> gaps = instances.items().isEmpty()
                ? instances.gaps()
                : Stream.concat(instances.gaps().stream(), images.gaps().stream())
                        .toList();
        return new Reading<>(instances.items(), instances.unread(), gaps);
    }

    static Resource<Instance> resource(
            AwsScope aws, software.amazon.awssdk.services.ec2.model.Instance instance, InstanceImages images) {
        Map<String, String> tags = Tags.of(instance.tags());
        String arn = aws.arn(ResourceKind.INSTANCE, instance.instanceId());
        return aws.resource(instance.instanceId(), Tags.name(tags), tags, attributes(instance, images, arn));
    }

    private static Instance attributes(
            software.amazon.awssdk.services.ec2.model.Instance instance, InstanceImages images, String arn) {
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
                securityGroupIds(instance, arn),
                Canonical.strings(interfaces(instance).map(InstanceNetworkInterface::networkInterfaceId)),
                part(instance.iamInstanceProfile(), profile -> profile.arn()),
                instance.rootDeviceName(),
                instance.rootDeviceTypeAsString(),
                blockDevices(instance),
                instance.stateTransitionReason(),
                instance.operator() != null
                        && Canonical.isTrue(instance.operator().managed()),
                part(instance.monitoring(), monitoring -> monitoring.stateAsString()),
                Canonical.operator(instance.operator()),
                InstanceFacts.stateTransitionTime(instance.stateTransitionReason()),
                part(instance.privateDnsNameOptions(), options -> options.hostnameTypeAsString()),
                part(instance.cpuOptions(), options -> options.nestedVirtualizationAsString()),
                images.of(instance.imageId()),
                null,
                null,
                part(instance.iamInstanceProfile(), profile -> profile.id()));
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
    private static List<String> securityGroupIds(
            software.amazon.awssdk.services.ec2.model.Instance instance, String arn) {
        return Canonical.ids(
                "the id of a security group",
                Stream.concat(
                                instance.securityGroups().stream(),
                                interfaces(instance).flatMap(eni -> eni.groups().stream()))
                        .map(GroupIdentifier::groupId),
                arn);
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
