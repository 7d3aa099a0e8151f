package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** An attachment that receives the traffic of a transit gateway's route. */
@Described("An attachment that receives the traffic of a transit gateway's route.")
@IdentifiedBy("attachmentId")
public record TransitGatewayRouteTarget(
        @Described("The attachment's id.") @Nullable @Link(Relation.ROUTES_TO)
        String attachmentId,

        @Described("The type of the resource that is attached, for example vpc.") @Nullable
        String attachedType,

        @Described("The id of the resource that is attached.") @Nullable
        String attachedId) {}
