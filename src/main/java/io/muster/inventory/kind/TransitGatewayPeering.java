package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** The two ends of a peering of transit gateways. */
@Described("The two ends of a peering of transit gateways.")
public record TransitGatewayPeering(
        @Described("The end that asked for it.") @Nullable TransitGatewayPeer requester,

        @Described("The end that was asked.") @Nullable TransitGatewayPeer accepter,

        @Described("The id of the attachment at the end that was asked.") @Nullable
        String accepterAttachmentId,

        @Described("enable or disable: whether routes are exchanged by themselves.") @Nullable
        String dynamicRouting) {}
