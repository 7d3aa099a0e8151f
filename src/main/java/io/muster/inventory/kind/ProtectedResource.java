package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;

/** See the AWS Backup API's {@code ListProtectedResources}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.PROTECTED_RESOURCE,
        plural = "protectedResources",
        description = "A volume or instance of which AWS Backup has made a backup.")
public record ProtectedResource(
        @Described("EBS or EC2.") @Nullable @Filterable("resourceTypes") @Dimension
        String resourceType,

        @Described("The ARN of the volume or instance.") @Filterable("resourceArns") @Link(Relation.PROTECTS)
        String resourceArn,

        @Described("When it was last backed up.") @Nullable @Unhashed(Flicker.USE)
        Instant lastBackupTime,

        @Described("The vault that holds its last backup.")
        @Nullable
        @Link(value = Relation.ASSOCIATED_WITH, field = "lastBackupVault", to = ResourceKind.BACKUP_VAULT)
        String lastBackupVaultArn,

        @Described("The resource's last backup.") @Nullable @Unhashed(Flicker.USE)
        String lastRecoveryPointArn) {}
