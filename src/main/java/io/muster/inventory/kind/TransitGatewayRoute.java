package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.List;

/** One route of a transit gateway's route table. */
@Described("One route of a transit gateway's route table.")
@IdentifiedBy({"destination", "prefixListId"})
public record TransitGatewayRoute(
        @Described("The range of addresses it is for.") @Nullable
        String destination,

        @Described("The prefix list that the range is of.") @Nullable
        String prefixListId,

        @Described("active, or blackhole where the traffic is dropped.") @Nullable
        String state,

        @Described("static, propagated or system.") @Nullable
        String type,

        @Described("The attachments that receive the traffic: several where it is spread.")
        List<TransitGatewayRouteTarget> targets) {}
