package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;

/** What is set for a whole region of an account. A component is null where it could not be read. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.REGION_SETTINGS,
        plural = "regionSettings",
        description = "What is set for a whole region of an account; null where it could not be read.")
public record RegionSettings(
        @Described("Whether new EBS volumes are encrypted.")
        @Nullable
        @Filterable(value = "ebsEncryptionByDefault", match = Filterable.Match.EQUALS)
        Boolean ebsEncryptionByDefault,

        @Described("The key for it.") @Nullable @Dimension String ebsDefaultKmsKeyId,

        @Described("block-all-sharing, block-new-sharing or unblocked.") @Nullable @Dimension
        String snapshotBlockPublicAccess,

        @Described("block-new-sharing or unblocked.") @Nullable @Dimension
        String imageBlockPublicAccess,

        @Described("The account's default for HttpTokens; no-preference where none is set.") @Nullable @Dimension
        String imdsHttpTokensDefault,

        @Described("Whether the default is enforced on new instances.") @Nullable @Dimension
        String imdsHttpTokensEnforced,

        @Described("account or declarative-policy.") @Nullable @Dimension
        String imdsDefaultsManagedBy,

        @Described("Whether the EC2 serial console may be used.") @Nullable
        Boolean serialConsoleAccess,

        @Described("The internet gateway block mode of VPC Block Public Access.") @Nullable @Dimension
        String vpcBlockPublicAccess) {}
