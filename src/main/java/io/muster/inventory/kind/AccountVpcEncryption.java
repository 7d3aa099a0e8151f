package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.List;

/** See the EC2 API's {@code DescribeAccountVpcEncryptionControl}. */
@Described("An account's settings for the encryption of traffic in all VPCs of a region.")
public record AccountVpcEncryption(
        @Described("unmanaged, attempt-monitor or attempt-enforce.") @Nullable @Dimension
        String mode,

        @Described("How far it is applied to the VPCs, for example transitions-successful.") @Nullable @Dimension
        String state,

        @Described("The source of the setting: account or declarative-policy.") @Nullable @Dimension
        String managedBy,

        @Described("The kinds of resources that are excluded from it.")
        List<VpcEncryptionExclusion> exclusions) {}
