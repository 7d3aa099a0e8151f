package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * See the AWS Backup API's {@code ListBackupPlans}, {@code GetBackupPlan}, {@code ListBackupSelections},
 * {@code GetBackupSelection}.
 */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.BACKUP_PLAN,
        plural = "backupPlans",
        description = "A plan of AWS Backup with its rules, and the resources that are assigned to it.")
public record BackupPlan(
        @Described("The version of the plan.") @Nullable String versionId,

        @Described("The plan's rules; absent where they could not be read.") @Nullable
        List<BackupRule> rules,

        @Described("The resources that are assigned to it; absent where they could not be listed.") @Nullable
        List<BackupSelection> selections,

        @Described("When it last made a backup.") @Nullable @Unhashed(Flicker.USE)
        Instant lastExecutionDate,

        @Described("When it was made.") @Nullable Instant creationDate,

        @Described(
                "When AWS was asked last for its rules, selections and tags; absent where one of them could not be read.")
        @Nullable
        @Unhashed(Flicker.CHECK)
        @CheckedAt(
                value = {"rules", "selections"},
                tags = true)
        Instant selectionsCheckedAt) {}
