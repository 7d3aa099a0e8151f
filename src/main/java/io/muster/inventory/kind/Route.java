package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.Comparator;

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

        @Described("active, blackhole where the target is gone, or filtered where it is no part of the table in force.")
        @Nullable
        String state,

        @Described("Whether a virtual private gateway propagated it.")
        boolean propagated,

        @Described(
                "How it came to be: CreateRouteTable, CreateRoute, EnableVgwRoutePropagation, or Advertisement by a route server.")
        @Nullable
        String origin,

        @Described("The IP address of the next hop, of a route that a route server propagated.") @Nullable
        String nextHopIp) {

    /** The order in which they are kept, so that AWS's own order makes no change. */
    public static final Comparator<Route> ORDER = Comparator.comparing(
                    Route::destination, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Route::target, Comparator.nullsFirst(Comparator.naturalOrder()));
}
