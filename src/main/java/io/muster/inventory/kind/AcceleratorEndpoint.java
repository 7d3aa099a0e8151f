package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** An endpoint of an accelerator. */
@Described("One endpoint of an accelerator.")
@IdentifiedBy("endpointId")
public record AcceleratorEndpoint(
        @Described("The ARN of a load balancer, or the id of an instance or of an elastic IP address.") @Nullable
        String endpointId,

        @Described("The endpoint's ARN; absent for an id that tells no kind.") @Nullable @Link(Relation.TARGETS)
        String endpointArn,

        @Described("The share of traffic that it gets; 0 for none.") @Nullable
        Integer weight,

        @Described("Whether it sees the client's address, so that its security groups meet the internet.") @Nullable
        Boolean clientIpPreservationEnabled,

        @Described("INITIAL, HEALTHY or UNHEALTHY.") @Nullable @Unhashed(Flicker.HEALTH)
        String healthState) {}
