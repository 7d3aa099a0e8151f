package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** See the EC2 API's {@code DescribeSpotFleetRequests}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.SPOT_FLEET_REQUEST,
        plural = "spotFleetRequests",
        description = "A Spot Fleet request. AWS lists a cancelled one for two days.")
public record SpotFleetRequest(
        @Described("submitted, active, cancelled, failed, cancelled_running, cancelled_terminating or modifying.")
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

        @Described("The role by which the fleet launches, ends and tags instances.")
        @Nullable
        @Link(value = Relation.HAS_ROLE, field = "fleetRole", to = ResourceKind.ROLE)
        String fleetRoleArn,

        @Described("The launch templates that it launches by.")
        List<LaunchTemplateReference> launchTemplates,

        @Described("The launch specifications that it launches by.")
        List<SpotLaunchSpecification> launchSpecifications,

        @Described("How many units it is to have.") @Nullable
        Integer targetCapacity,

        @Described("The target groups that its instances are registered with.") @Link(Relation.ASSOCIATED_WITH)
        List<String> targetGroupArns,

        @Described("The Classic Load Balancers that its instances are registered with.")
        @Link(value = Relation.ASSOCIATED_WITH, to = ResourceKind.CLASSIC_LOAD_BALANCER)
        List<String> classicLoadBalancerNames,

        @Described("When it begins.") @Nullable Instant validFrom,
        @Described("When it ends.") @Nullable Instant validUntil,
        @Described("When it was made.") @Nullable Instant createTime,

        @Described(
                "The subnets that it launches in instead of those of its templates; absent where an earlier version of Muster read it.")
        @Nullable
        @Link(Relation.IN_SUBNET)
        List<String> subnetIds) {}
