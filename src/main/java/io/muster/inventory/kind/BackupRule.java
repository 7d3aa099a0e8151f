package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.List;

/** A rule of a backup plan. */
@Described("One rule of a backup plan: when backups are made, where they are kept, and for how long.")
@IdentifiedBy("ruleId")
public record BackupRule(
        @Described("The rule's id.") @Nullable String ruleId,
        @Described("The rule's name.") @Nullable String name,

        @Described("The ARN of the vault that its backups go to.")
        @Nullable
        @Link(value = Relation.TARGETS, field = "vault", to = ResourceKind.BACKUP_VAULT)
        String vaultArn,

        @Described("The ARN of the logically air-gapped vault that they go to, too.")
        @Nullable
        @Link(value = Relation.TARGETS, field = "airGappedVault", to = ResourceKind.BACKUP_VAULT)
        String airGappedVaultArn,

        @Described("When a backup begins: a cron expression.") @Nullable
        String scheduleExpression,

        @Described("The time zone of the schedule; UTC where it is absent.") @Nullable
        String scheduleTimezone,

        @Described("Whether it makes backups from which any point in time can be restored.") @Nullable
        Boolean continuous,

        @Described("The days after which a backup is moved to cold storage.") @Nullable
        Long moveToColdStorageAfterDays,

        @Described("The days after which a backup is deleted; absent for never.") @Nullable
        Long deleteAfterDays,

        @Described("The ARNs of the vaults that its backups are copied to.")
        List<String> copyToVaultArns) {}
