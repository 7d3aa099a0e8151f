package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** A target of a target group. */
@Described("One target of a target group.")
public record Target(
        @Described("The instance's id, the address, or the ARN of the function or load balancer.")
        @Link(Relation.TARGETS)
        String id,

        @Described("The port that it gets traffic on.") @Nullable
        Integer port,

        @Described("The target's Availability Zone; all for an address outside of the VPC.") @Nullable
        String availabilityZone,

        @Described("initial, healthy, unhealthy, unhealthy.draining, unused, draining or unavailable.")
        @Nullable
        @Unhashed(Flicker.HEALTH)
        String health,

        @Described("Why the target is not healthy, for example Target.Timeout.") @Nullable @Unhashed(Flicker.HEALTH)
        String healthReason) {}
