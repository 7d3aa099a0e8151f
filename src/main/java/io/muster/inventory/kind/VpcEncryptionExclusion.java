package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** See the EC2 API's {@code VpcEncryptionControlExclusions}. */
@Described("An exclusion of a kind of resources from the encryption of traffic in a VPC.")
@IdentifiedBy("resource")
public record VpcEncryptionExclusion(
        @Described("The kind of resources: internet-gateway, egress-only-internet-gateway, nat-gateway,"
                + " virtual-private-gateway, vpc-peering, lambda, vpc-lattice or elastic-file-system.")
        String resource,

        @Described("enabling, enabled, disabling or disabled.") @Nullable
        String state) {}
