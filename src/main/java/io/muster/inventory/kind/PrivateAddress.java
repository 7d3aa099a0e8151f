package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** A private IPv4 address of a network interface, and the association with another address, see {@code NetworkInterfaceAssociation}. */
@Described("A private IPv4 address of a network interface, with the address by which it is reached from outside.")
@IdentifiedBy("privateIp")
public record PrivateAddress(
        @Described("The private address.") @Nullable String privateIp,

        @Described("Whether it is the interface's first address, which cannot be moved.")
        boolean primary,

        @Described("The public address, which an internet gateway translates.") @Nullable
        String publicIp,

        @Described("The address in a telecommunication carrier's network, which a carrier gateway translates.")
        @Nullable
        String carrierIp,

        @Described("The address of the customer's own network, which a local gateway of an Outpost translates.")
        @Nullable
        String customerOwnedIp,

        @Described("The id of the Elastic IP address; absent for an address that Amazon lent.") @Nullable
        String allocationId,

        @Described("The account that owns the public address; amazon for an address that Amazon lent.") @Nullable
        String ipOwnerId) {}
