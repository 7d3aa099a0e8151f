package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AutoScalingGroup;
import io.muster.inventory.kind.AutoScalingInstance;
import io.muster.inventory.kind.LaunchOverride;
import io.muster.inventory.kind.LaunchTemplateReference;
import io.muster.inventory.kind.MixedInstances;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.InstancesDistribution;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplate;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.autoscaling.model.WarmPoolConfiguration;

@ApplicationScoped
class AutoScalingGroupCollector
        extends ListingCollector<software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup, AutoScalingGroup> {

    AutoScalingGroupCollector() {
        super(
                AutoScalingGroup.class,
                Listing.of(
                        AwsService.AUTO_SCALING,
                        "DescribeAutoScalingGroups",
                        (autoScaling, token) -> autoScaling.describeAutoScalingGroups(
                                r -> r.maxRecords(100).nextToken(token)),
                        DescribeAutoScalingGroupsResponse::nextToken,
                        DescribeAutoScalingGroupsResponse::autoScalingGroups));
    }

    @Override
    public List<String> events() {
        return List.of(
                "autoscaling:SetDesiredCapacity",
                "autoscaling:Attach*",
                "autoscaling:Detach*",
                "autoscaling:*Processes",
                "autoscaling:*WarmPool");
    }

    @Override
    Resource<AutoScalingGroup> resource(
            AwsScope aws, software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group) {
        Map<String, String> tags = Tags.of(group.tags(), TagDescription::key, TagDescription::value);
        AutoScalingGroup attributes = new AutoScalingGroup(
                reference(group.launchTemplate()),
                group.launchConfigurationName(),
                mixed(group.mixedInstancesPolicy()),
                group.minSize(),
                group.maxSize(),
                group.desiredCapacity(),
                instances(group),
                subnetIds(group.vpcZoneIdentifier()),
                Canonical.strings(group.availabilityZones().stream()),
                Canonical.strings(group.targetGroupARNs().stream()),
                Canonical.strings(group.loadBalancerNames().stream()),
                group.healthCheckType(),
                group.healthCheckGracePeriod(),
                group.capacityRebalance(),
                group.newInstancesProtectedFromScaleIn(),
                group.maxInstanceLifetime(),
                Canonical.strings(group.suspendedProcesses().stream().map(SuspendedProcess::processName)),
                LaunchParts.part(group.warmPoolConfiguration(), WarmPoolConfiguration::poolStateAsString),
                group.deletionProtectionAsString(),
                group.serviceLinkedRoleARN(),
                group.status(),
                group.createdTime());
        String name = group.autoScalingGroupName();
        return aws.resource(group.autoScalingGroupARN(), name, Tags.name(tags, name), tags, attributes);
    }

    private static @Nullable LaunchTemplateReference reference(@Nullable LaunchTemplateSpecification template) {
        return template == null
                ? null
                : new LaunchTemplateReference(
                        template.launchTemplateId(), template.launchTemplateName(), template.version());
    }

    private static @Nullable MixedInstances mixed(@Nullable MixedInstancesPolicy policy) {
        if (policy == null) {
            return null;
        }
        LaunchTemplate template = policy.launchTemplate();
        InstancesDistribution distribution = policy.instancesDistribution();
        return new MixedInstances(
                template == null ? null : reference(template.launchTemplateSpecification()),
                template == null
                        ? List.of()
                        : template.overrides().stream()
                                .map(AutoScalingGroupCollector::override)
                                .toList(),
                LaunchParts.part(distribution, InstancesDistribution::onDemandBaseCapacity),
                LaunchParts.part(distribution, InstancesDistribution::onDemandPercentageAboveBaseCapacity),
                LaunchParts.part(distribution, InstancesDistribution::spotAllocationStrategy));
    }

    private static LaunchOverride override(LaunchTemplateOverrides override) {
        return new LaunchOverride(
                override.instanceType(), override.imageId(), reference(override.launchTemplateSpecification()));
    }

    private static List<AutoScalingInstance> instances(
            software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group) {
        return group.instances().stream()
                .map(AutoScalingGroupCollector::instance)
                .sorted(Comparator.comparing(
                        AutoScalingInstance::instanceId, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    private static AutoScalingInstance instance(Instance instance) {
        return new AutoScalingInstance(
                instance.instanceId(),
                instance.lifecycleStateAsString(),
                instance.healthStatus(),
                instance.availabilityZone(),
                reference(instance.launchTemplate()),
                instance.launchConfigurationName(),
                Canonical.isTrue(instance.protectedFromScaleIn()));
    }

    /** Separated by commas. */
    private static List<String> subnetIds(@Nullable String zoneIdentifier) {
        return Canonical.strings(Stream.ofNullable(zoneIdentifier)
                .flatMap(ids -> Stream.of(ids.split(",", -1)))
                .map(String::strip)
                .filter(id -> !id.isEmpty()));
    }
}
