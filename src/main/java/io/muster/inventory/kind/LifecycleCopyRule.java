package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** How a lifecycle policy copies its backups to another region. */
@Described("How a lifecycle policy copies its backups to another region or Outpost.")
public record LifecycleCopyRule(
        @Described("The region, or the ARN of the Outpost.") @Nullable
        String target,

        @Described("Whether the copies are encrypted; those of encrypted snapshots always are.") @Nullable
        Boolean encrypted,

        @Described("The KMS key that encrypts the copies; absent for the default key.") @Nullable
        String kmsKeyArn) {}
