package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.LaunchConfiguration;
import io.muster.inventory.kind.LaunchConfigurationDevice;
import io.muster.inventory.kind.LaunchMetadataOptions;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.Map;
import software.amazon.awssdk.services.autoscaling.model.BlockDeviceMapping;
import software.amazon.awssdk.services.autoscaling.model.DescribeLaunchConfigurationsResponse;
import software.amazon.awssdk.services.autoscaling.model.Ebs;
import software.amazon.awssdk.services.autoscaling.model.InstanceMetadataOptions;
import software.amazon.awssdk.services.autoscaling.model.InstanceMonitoring;

/** Launch configurations, which have no tags. Of their user data, a hash and a verdict are kept. */
@ApplicationScoped
class LaunchConfigurationCollector
        extends ListingCollector<
                software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration, LaunchConfiguration> {

    LaunchConfigurationCollector() {
        super(
                LaunchConfiguration.class,
                Listing.of(
                        AwsService.AUTO_SCALING,
                        "DescribeLaunchConfigurations",
                        (autoScaling, token) -> autoScaling.describeLaunchConfigurations(
                                r -> r.maxRecords(100).nextToken(token)),
                        DescribeLaunchConfigurationsResponse::nextToken,
                        DescribeLaunchConfigurationsResponse::launchConfigurations));
    }

    @Override
    Resource<LaunchConfiguration> resource(
            AwsScope aws, software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration configuration) {
        LaunchConfiguration attributes = new LaunchConfiguration(
                configuration.imageId(),
                configuration.instanceType(),
                configuration.keyName(),
                Canonical.strings(configuration.securityGroups().stream()),
                configuration.iamInstanceProfile(),
                configuration.associatePublicIpAddress(),
                metadataOptions(configuration.metadataOptions()),
                configuration.blockDeviceMappings().stream()
                        .filter(mapping -> !Canonical.isTrue(mapping.noDevice()))
                        .map(LaunchConfigurationCollector::device)
                        .sorted(Comparator.comparing(
                                LaunchConfigurationDevice::deviceName,
                                Comparator.nullsFirst(Comparator.naturalOrder())))
                        .toList(),
                LaunchParts.part(configuration.instanceMonitoring(), InstanceMonitoring::enabled),
                configuration.ebsOptimized(),
                configuration.placementTenancy(),
                configuration.spotPrice(),
                UserDataVerdict.of(configuration.userData()),
                configuration.createdTime());
        String name = configuration.launchConfigurationName();
        return aws.resource(configuration.launchConfigurationARN(), name, name, Map.of(), attributes);
    }

    private static @Nullable LaunchMetadataOptions metadataOptions(@Nullable InstanceMetadataOptions options) {
        return options == null
                ? null
                : new LaunchMetadataOptions(
                        options.httpEndpointAsString(),
                        options.httpTokensAsString(),
                        options.httpPutResponseHopLimit());
    }

    private static LaunchConfigurationDevice device(BlockDeviceMapping mapping) {
        Ebs ebs = mapping.ebs() == null ? Ebs.builder().build() : mapping.ebs();
        return new LaunchConfigurationDevice(
                mapping.deviceName(),
                ebs.encrypted(),
                ebs.snapshotId(),
                ebs.volumeSize(),
                ebs.volumeType(),
                ebs.deleteOnTermination());
    }
}
