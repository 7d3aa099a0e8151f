package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** A network that clients of a Client VPN endpoint may reach. */
@Described("A network that clients of a Client VPN endpoint may reach.")
@IdentifiedBy({"destination", "groupId"})
public record ClientVpnAuthorizationRule(
        @Described("The network's range.") @Nullable String destination,

        @Described("Whether all clients may reach it, and not those of one group alone.") @Nullable
        Boolean accessAll,

        @Described("The group of the directory or identity provider that may reach it.") @Nullable
        String groupId,

        @Described("authorizing, active, failed or revoking.") @Nullable
        String state,

        @Described("The rule's description.") @Nullable String description) {}
