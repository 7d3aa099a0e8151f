package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;

/** The settings of a whole region of an account. A component is null where it could not be read. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.REGION_SETTINGS,
        plural = "regionSettings",
        description = "The settings of a whole region of an account; null where it could not be read.")
public record RegionSettings(
        @Described("Whether new EBS volumes are encrypted.")
        @Nullable
        @Filterable(value = "ebsEncryptionByDefault", match = Filterable.Match.EQUALS)
        Boolean ebsEncryptionByDefault,

        @Described("The KMS key for encryption by default.") @Nullable @Dimension
        String ebsDefaultKmsKeyId,

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

        @Described(
                "The internet gateway block mode of VPC Block Public Access: off, block-bidirectional or block-ingress.")
        @Nullable
        @Filterable("vpcBlockPublicAccess")
        @Dimension
        String vpcBlockPublicAccess,

        @Described("The origin of snapshotBlockPublicAccess: account or declarative-policy.") @Nullable @Dimension
        String snapshotBlockPublicAccessManagedBy,

        @Described("The origin of imageBlockPublicAccess: account or declarative-policy.") @Nullable @Dimension
        String imageBlockPublicAccessManagedBy,

        @Described("The origin of serialConsoleAccess: account or declarative-policy.") @Nullable @Dimension
        String serialConsoleAccessManagedBy,

        @Described("The origin of vpcBlockPublicAccess: account or declarative-policy.") @Nullable @Dimension
        String vpcBlockPublicAccessManagedBy,

        @Described("Whether VPCs and subnets may be excluded from VPC Block Public Access: allowed or not-allowed.")
        @Nullable
        @Dimension
        String vpcBlockPublicAccessExclusionsAllowed,

        @Described("The account's default for HttpEndpoint: enabled, disabled, or no-preference where none is set.")
        @Nullable
        @Dimension
        String imdsHttpEndpointDefault,

        @Described("The account's default for the hop limit of answers; absent where none is set.") @Nullable @Dimension
        Integer imdsHopLimitDefault,

        @Described(
                "The account's default for tags in instance metadata: enabled, disabled, or no-preference where none is set.")
        @Nullable
        @Dimension
        String imdsInstanceTagsDefault,

        @Described("From which images instances may be launched.") @Nullable
        AllowedImages allowedImages,

        @Described(
                "Whether EC2 leaves resources that AWS services run out of answers in which they are not asked for: hidden or visible.")
        @Nullable
        @Dimension
        String managedResourceVisibility,

        @Described("The settings for the encryption of traffic in all VPCs.") @Nullable
        AccountVpcEncryption vpcEncryption) {}
