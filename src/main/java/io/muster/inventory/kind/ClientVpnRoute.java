package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** A route of a Client VPN endpoint. */
@Described("A route of a Client VPN endpoint.")
@IdentifiedBy({"destination", "target"})
public record ClientVpnRoute(
        @Described("The range of addresses it is for.") @Nullable
        String destination,

        @Described("The subnet, or the transit gateway attachment, that receives the traffic.")
        @Nullable
        @Link(Relation.ROUTES_TO)
        String target,

        @Described("associate where AWS made it with a target network, add-route where a user did.") @Nullable
        String origin,

        @Described("creating, active, failed or deleting.") @Nullable
        String state) {}
