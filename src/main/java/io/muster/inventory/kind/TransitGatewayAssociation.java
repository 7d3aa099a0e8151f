package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** An attachment that is associated with a table of a transit gateway. */
@Described("An attachment that is associated with a table of a transit gateway.")
@IdentifiedBy("attachmentId")
public record TransitGatewayAssociation(
        @Described("The attachment's id.") @Nullable String attachmentId,

        @Described("The type of the resource that is attached, for example vpc.") @Nullable
        String attachedType,

        @Described("The id of the resource that is attached.") @Nullable
        String attachedId,

        @Described("associating, associated, disassociating or disassociated.") @Nullable
        String state) {}
