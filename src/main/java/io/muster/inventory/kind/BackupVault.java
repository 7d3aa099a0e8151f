package io.muster.inventory.kind;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;

/** See the AWS Backup API's {@code ListBackupVaults}, {@code GetBackupVaultAccessPolicy}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.BACKUP_VAULT,
        plural = "backupVaults",
        description = "A vault of AWS Backup with its lock and its access policy.")
@Related(
        field = "plans",
        to = ResourceKind.BACKUP_PLAN,
        path = @Related.Step(value = Relation.TARGETS, incoming = true))
public record BackupVault(
        @Described("BACKUP_VAULT, LOGICALLY_AIR_GAPPED_BACKUP_VAULT or RESTORE_ACCESS_BACKUP_VAULT.")
        @Nullable
        @Filterable("vaultTypes")
        @Dimension
        String vaultType,

        @Described("CREATING, AVAILABLE or FAILED.") @Nullable
        String vaultState,

        @Described("The key that encrypts its contents.")
        @Nullable
        @Filterable("encryptionKeyArns")
        @Link(value = Relation.ENCRYPTED_WITH, field = "encryptionKey", to = ResourceKind.KMS_KEY)
        String encryptionKeyArn,

        @Described("AWS_OWNED_KMS_KEY or CUSTOMER_MANAGED_KMS_KEY.") @Nullable
        String encryptionKeyType,

        @Described("Whether AWS Backup Vault Lock protects its contents from deletion.")
        @Nullable
        @Filterable(value = "locked", match = Filterable.Match.EQUALS)
        Boolean locked,

        @Described("From when on the lock cannot be taken away; absent where it can be.") @Nullable
        Instant lockDate,

        @Described("The days for which a backup must at least be kept.") @Nullable
        Long minRetentionDays,

        @Described("The days for which a backup may at most be kept.") @Nullable
        Long maxRetentionDays,

        @Described("How many recovery points it holds.") @Nullable @Unhashed(Flicker.ELSEWHERE)
        Long recoveryPoints,

        @Described("Whether it has an access policy; absent where that could not be read.") @Nullable
        Boolean hasAccessPolicy,

        @Described("The vault's access policy; its text, where that is no JSON object.") @Nullable
        JsonNode accessPolicy,

        @Described("When it was made.") @Nullable Instant creationDate,

        @Described(
                "When AWS was asked last for its access policy and tags; absent where one of them could not be read.")
        @Nullable
        @Unhashed(Flicker.CHECK)
        @CheckedAt(
                value = {"hasAccessPolicy", "accessPolicy"},
                tags = true)
        Instant policyCheckedAt) {}
