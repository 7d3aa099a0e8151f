package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** An instance of an auto scaling group. */
@Described("One instance of an auto scaling group.")
@IdentifiedBy("instanceId")
public record AutoScalingInstance(
        @Described("The instance's id.") @Nullable @Link(Relation.TARGETS)
        String instanceId,

        @Described("For example InService, Pending, Standby or Terminating.") @Nullable @Unhashed(Flicker.PROGRESS)
        String lifecycleState,

        @Described("Healthy or Unhealthy.") @Nullable @Unhashed(Flicker.HEALTH)
        String healthStatus,

        @Described("For example eu-central-1a.") @Nullable String availabilityZone,

        @Described("The launch template that it was launched by.") @Nullable
        LaunchTemplateReference launchTemplate,

        @Described("The launch configuration that it was launched by.") @Nullable
        String launchConfigurationName,

        @Described("Whether the group keeps it when it scales in.")
        boolean protectedFromScaleIn) {}
