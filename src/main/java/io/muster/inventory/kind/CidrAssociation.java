package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** The association of a range of addresses with a VPC. */
@Described("The association of a CIDR with a VPC.")
@IdentifiedBy("associationId")
public record CidrAssociation(
        @Described("The association's id.") @Nullable String associationId,
        @Described("The IPv4 or IPv6 CIDR.") @Nullable String cidr,

        @Described("associating, associated, disassociating, disassociated, failing or failed.") @Nullable
        String state,

        @Described("The pool that an IPv6 CIDR comes from: Amazon, or the id of the customer's own.") @Nullable
        String ipv6Pool) {}
