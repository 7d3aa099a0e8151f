package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** See the EC2 API's {@code DescribeFleets}. What was overridden when it was made (metadata options, profile) AWS does not tell. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.FLEET,
        plural = "fleets",
        description = "An EC2 Fleet. AWS lists a deleted one for two days.")
public record Fleet(
        @Described("submitted, active, deleted, failed, deleted_running, deleted_terminating or modifying.")
        @Nullable
        @Filterable("states")
        @Dimension
        String state,

        @Described("request, maintain or instant.") @Nullable @Dimension
        String type,

        @Described("error, pending_fulfillment, pending_termination or fulfilled.")
        @Nullable
        @Unhashed(Flicker.PROGRESS)
        String activityStatus,

        @Described("The launch templates that it launches by.")
        List<LaunchTemplateReference> launchTemplates,

        @Described("The images that it launches instead of those of its templates.") @Link(Relation.USES_IMAGE)
        List<String> imageIds,

        @Described("The subnets that it launches in instead of those of its templates.") @Link(Relation.IN_SUBNET)
        List<String> subnetIds,

        @Described("How many units it is to have.") @Nullable
        Integer totalTargetCapacity,

        @Described("How many of them are On-Demand Instances.") @Nullable
        Integer onDemandTargetCapacity,

        @Described("How many of them are Spot Instances.") @Nullable
        Integer spotTargetCapacity,

        @Described("When it begins.") @Nullable Instant validFrom,
        @Described("When it ends.") @Nullable Instant validUntil,
        @Described("When it was made.") @Nullable Instant createTime) {}
