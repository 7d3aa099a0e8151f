package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** A static route of a VPN connection. */
@Described("A static route of a VPN connection.")
@IdentifiedBy("destination")
public record VpnStaticRoute(
        @Described("The range at the customer's end.") @Nullable
        String destination,

        @Described("pending, available, deleting or deleted.") @Nullable
        String state) {}
