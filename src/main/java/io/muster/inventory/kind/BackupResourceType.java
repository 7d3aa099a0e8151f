package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** A type of resources in the settings of AWS Backup. */
@Described("A type of resources in the settings of AWS Backup.")
@IdentifiedBy("resourceType")
public record BackupResourceType(
        @Described("The type, for example EBS.") String resourceType,

        @Described("Whether AWS Backup protects resources of the type.") @Nullable
        Boolean optedIn,

        @Described("Whether AWS Backup fully manages their backups.") @Nullable
        Boolean fullyManaged) {}
