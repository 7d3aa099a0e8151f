package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.LaunchBlockDevice;
import io.muster.inventory.kind.LaunchNetworkInterface;
import io.muster.inventory.kind.SpotFleetRequest;
import io.muster.inventory.kind.SpotLaunchSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.ClassicLoadBalancer;
import software.amazon.awssdk.services.ec2.model.DescribeSpotFleetRequestsResponse;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.ec2.model.SpotFleetLaunchSpecification;
import software.amazon.awssdk.services.ec2.model.SpotFleetMonitoring;
import software.amazon.awssdk.services.ec2.model.SpotFleetRequestConfig;
import software.amazon.awssdk.services.ec2.model.SpotFleetRequestConfigData;
import software.amazon.awssdk.services.ec2.model.TargetGroup;

/** Spot Fleet requests. Of the user data in their launch specifications, a hash and a verdict are kept. */
@ApplicationScoped
class SpotFleetRequestCollector extends ListingCollector<SpotFleetRequestConfig, SpotFleetRequest> {

    SpotFleetRequestCollector() {
        super(
                SpotFleetRequest.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeSpotFleetRequests",
                        (ec2, token) -> ec2.describeSpotFleetRequests(
                                r -> r.maxResults(1000).nextToken(token)),
                        DescribeSpotFleetRequestsResponse::nextToken,
                        DescribeSpotFleetRequestsResponse::spotFleetRequestConfigs));
    }

    @Override
    public List<String> events() {
        return List.of("ec2:RequestSpotFleet");
    }

    @Override
    Resource<SpotFleetRequest> resource(AwsScope aws, SpotFleetRequestConfig request) {
        Map<String, String> tags = Tags.of(request.tags());
        SpotFleetRequestConfigData config = request.spotFleetRequestConfig() == null
                ? SpotFleetRequestConfigData.builder().build()
                : request.spotFleetRequestConfig();
        SpotFleetRequest attributes = new SpotFleetRequest(
                request.spotFleetRequestStateAsString(),
                config.typeAsString(),
                request.activityStatusAsString(),
                config.iamFleetRole(),
                LaunchParts.references(config.launchTemplateConfigs().stream()
                        .flatMap(template -> Stream.ofNullable(template.launchTemplateSpecification()))
                        .map(LaunchParts::reference)),
                Canonical.records(config.launchSpecifications().stream().map(SpotFleetRequestCollector::specification)),
                config.targetCapacity(),
                targetGroupArns(config),
                classicLoadBalancers(config),
                config.validFrom(),
                config.validUntil(),
                request.createTime(),
                subnetIds(config));
        return aws.resource(request.spotFleetRequestId(), Tags.name(tags), tags, attributes);
    }

    private static List<String> subnetIds(SpotFleetRequestConfigData config) {
        return subnetIds(config.launchTemplateConfigs().stream()
                .flatMap(template -> template.overrides().stream())
                .map(LaunchTemplateOverrides::subnetId));
    }

    private static List<String> targetGroupArns(SpotFleetRequestConfigData config) {
        return Canonical.strings(Stream.ofNullable(config.loadBalancersConfig())
                .flatMap(balancers -> Stream.ofNullable(balancers.targetGroupsConfig()))
                .flatMap(groups -> groups.targetGroups().stream())
                .map(TargetGroup::arn));
    }

    private static List<String> classicLoadBalancers(SpotFleetRequestConfigData config) {
        return Canonical.strings(Stream.ofNullable(config.loadBalancersConfig())
                .flatMap(balancers -> Stream.ofNullable(balancers.classicLoadBalancersConfig()))
                .flatMap(classic -> classic.classicLoadBalancers().stream())
                .map(ClassicLoadBalancer::name));
    }

    private static SpotLaunchSpecification specification(SpotFleetLaunchSpecification specification) {
        List<LaunchNetworkInterface> interfaces = LaunchParts.interfaces(
                specification.networkInterfaces().stream().map(SpotFleetRequestCollector::eni));
        return new SpotLaunchSpecification(
                specification.imageId(),
                specification.instanceTypeAsString(),
                specification.keyName(),
                LaunchParts.part(
                        specification.iamInstanceProfile(),
                        profile -> LaunchParts.either(profile.arn(), profile.name())),
                subnetIds(Stream.ofNullable(specification.subnetId())),
                LaunchParts.groups(specification.securityGroups().stream().map(GroupIdentifier::groupId), interfaces),
                interfaces,
                LaunchParts.devices(specification.blockDeviceMappings().stream()
                        .filter(mapping -> mapping.noDevice() == null)
                        .map(SpotFleetRequestCollector::device)),
                LaunchParts.part(specification.monitoring(), SpotFleetMonitoring::enabled),
                UserDataVerdict.of(specification.userData()));
    }

    /** The ids of lists that separate them by commas. */
    private static List<String> subnetIds(Stream<String> lists) {
        return Canonical.strings(lists.filter(Objects::nonNull)
                .flatMap(ids -> Stream.of(ids.split(",", -1)))
                .map(String::strip)
                .filter(id -> !id.isEmpty()));
    }

    private static LaunchNetworkInterface eni(InstanceNetworkInterfaceSpecification eni) {
        return new LaunchNetworkInterface(
                eni.deviceIndex(),
                eni.networkInterfaceId(),
                eni.associatePublicIpAddress(),
                eni.subnetId(),
                Canonical.strings(eni.groups().stream()));
    }

    private static LaunchBlockDevice device(BlockDeviceMapping mapping) {
        EbsBlockDevice ebs = mapping.ebs() == null ? EbsBlockDevice.builder().build() : mapping.ebs();
        return new LaunchBlockDevice(
                mapping.deviceName(),
                ebs.encrypted(),
                ebs.kmsKeyId(),
                ebs.snapshotId(),
                ebs.volumeSize(),
                ebs.volumeTypeAsString(),
                ebs.deleteOnTermination());
    }
}
