package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** An address of a NAT gateway. */
@Described("One address of a NAT gateway.")
public record NatGatewayAddress(
        @Described("The public address; absent for a private gateway.") @Nullable @Filterable("publicIps")
        String publicIp,

        @Described("The private address.") @Nullable String privateIp,

        @Described("The id of the Elastic IP address.") @Nullable @Link(Relation.ASSOCIATED_WITH)
        String allocationId,

        @Described("The network interface's id.") @Nullable @Link(Relation.ASSOCIATED_WITH)
        String networkInterfaceId,

        @Described("Whether traffic leaves by it where no other is chosen.")
        boolean primary,

        @Described("The Availability Zone, of a regional gateway's address.") @Nullable
        String availabilityZone) {}
