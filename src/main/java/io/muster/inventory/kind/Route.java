package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** One route of a route table. */
@Described("One route of a route table.")
@IdentifiedBy("destination")
public record Route(
        @Described("A range, or the id of a prefix list.") @Nullable
        String destination,

        @Described("The id of the target that receives the traffic; local inside the VPC.")
        @Nullable
        @Link(Relation.ROUTES_TO)
        String target,

        @Described("The kind of the target, where it has one.") @Nullable
        ResourceKind targetKind,

        @Described("active, or blackhole where the target is gone.") @Nullable
        String state,

        @Described("Whether a virtual private gateway propagated it.")
        boolean propagated) {}
