package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** See the AWS Backup API's {@code DescribeRegionSettings}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.BACKUP_SETTINGS,
        plural = "backupSettings",
        description =
                "Which types of resources AWS Backup protects in a region of an account. A plan passes over those that are"
                        + " not opted in.")
public record BackupSettings(
        @Described("The types of resources that AWS Backup knows.")
        List<BackupResourceType> resourceTypes) {}
