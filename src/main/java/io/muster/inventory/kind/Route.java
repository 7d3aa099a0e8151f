package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** One route of a route table. */
@Described("One route of a route table.")
@IdentifiedBy("destination")
public record Route(
        @Described("A range, or the id of a prefix list.") @Nullable
        String destination,

        @Described("The id of what the traffic is handed to; local inside the VPC.") @Nullable @Link(Relation.ROUTES_TO)
        String target,

        @Described("What kind the target is, where it has one.") @Nullable
        ResourceKind targetKind,

        @Described("active, or blackhole where the target is gone.") @Nullable
        String state,

        @Described("Whether a virtual private gateway propagated it.")
        boolean propagated) {}
