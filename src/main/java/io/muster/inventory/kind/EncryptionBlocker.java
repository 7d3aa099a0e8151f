package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** See the EC2 API's {@code VpcEncryptionNonCompliantResource}. */
@Described("A resource because of which the encryption of a VPC's traffic cannot be enforced.")
@IdentifiedBy("resourceId")
public record EncryptionBlocker(
        @Described("The resource's id.") @Nullable @Link(Relation.ASSOCIATED_WITH)
        String resourceId,

        @Described("The type of the resource, as AWS spells it.") @Nullable
        String resourceType,

        @Described("AWS's words on it.") @Nullable String description,
        @Described("Whether it may be excluded.") @Nullable Boolean excludable) {}
