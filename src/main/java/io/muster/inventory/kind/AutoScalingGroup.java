package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** See the Auto Scaling API's {@code DescribeAutoScalingGroups}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.AUTO_SCALING_GROUP,
        plural = "autoScalingGroups",
        description = "An auto scaling group with its instances. It launches by a launch template, a launch"
                + " configuration or a mixed instances policy.")
public record AutoScalingGroup(
        @Described("The launch template that it launches by.") @Nullable
        LaunchTemplateReference launchTemplate,

        @Described("The launch configuration that it launches by.")
        @Nullable
        @Filterable("launchConfigurationNames")
        @Dimension
        String launchConfigurationName,

        @Described("The mixed instances policy that it launches by.") @Nullable
        MixedInstances mixedInstances,

        @Described("How many instances it has at least.") @Nullable
        Integer minSize,

        @Described("How many instances it has at most.") @Nullable
        Integer maxSize,

        @Described("How many instances it is to have now.") @Nullable @Unhashed(Flicker.ELSEWHERE)
        Integer desiredCapacity,

        @Described("The Auto Scaling group's instances, by id.")
        List<AutoScalingInstance> instances,

        @Described("The Auto Scaling group's subnets.")
        @Filterable("subnetIds")
        @Link(value = Relation.IN_SUBNET, field = "subnets", to = ResourceKind.SUBNET)
        List<String> subnetIds,

        @Described("The Auto Scaling group's Availability Zones.")
        List<String> availabilityZones,

        @Described("The target groups that its instances are registered with.")
        @Filterable("targetGroupArns")
        @Link(value = Relation.ASSOCIATED_WITH, field = "targetGroups", to = ResourceKind.TARGET_GROUP)
        List<String> targetGroupArns,

        @Described("The Classic Load Balancers that its instances are registered with.")
        @Link(value = Relation.ASSOCIATED_WITH, field = "classicLoadBalancers", to = ResourceKind.CLASSIC_LOAD_BALANCER)
        List<String> classicLoadBalancerNames,

        @Described("EC2, ELB, EBS, VPC_LATTICE, or several of them: the health checks that count.") @Nullable @Dimension
        String healthCheckType,

        @Described(
                "The health check grace period: how many seconds Auto Scaling waits, once an instance is in service, before a failed health check counts.")
        @Nullable
        Integer healthCheckGracePeriod,

        @Described("Whether it replaces Spot Instances that are about to be interrupted.") @Nullable
        Boolean capacityRebalance,

        @Described("Whether it keeps new instances when it scales in.") @Nullable
        Boolean newInstancesProtectedFromScaleIn,

        @Described("The maximum lifetime of an instance, in seconds.") @Nullable
        Integer maxInstanceLifetime,

        @Described("The Auto Scaling group's processes that are suspended, for example Launch.")
        List<String> suspendedProcesses,

        @Described(
                "Stopped, Running or Hibernated: in which state its warm pool keeps instances ready; absent without a warm pool.")
        @Nullable
        String warmPoolState,

        @Described("none, prevent-force-deletion or prevent-all-deletion.") @Nullable @Dimension
        String deletionProtection,

        @Described("The role that Auto Scaling acts by.") @Nullable @Link(Relation.HAS_ROLE)
        String serviceLinkedRoleArn,

        @Described("AWS's status text while the group is being deleted.") @Nullable
        String status,

        @Described("When it was made.") @Nullable Instant createdTime) {}
