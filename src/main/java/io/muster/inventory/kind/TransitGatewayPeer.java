package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** One end of a peering of transit gateways. */
@Described("One end of a peering of transit gateways.")
public record TransitGatewayPeer(
        @Described("The transit gateway's id.") @Nullable String transitGatewayId,

        @Described("The id of the core network, where it is one.") @Nullable
        String coreNetworkId,

        @Described("The account that owns it.") @Nullable String ownerId,

        @Described("The peer's region.") @Nullable String region) {}
