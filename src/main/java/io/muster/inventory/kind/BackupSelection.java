package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.List;

/** Resources that are assigned to a backup plan. */
@Described("Resources that are assigned to a backup plan, by ARN, by tag or by both.")
@IdentifiedBy("selectionId")
public record BackupSelection(
        @Described("The selection's id.") @Nullable String selectionId,
        @Described("The selection's name.") @Nullable String name,

        @Described("The role with whose rights AWS Backup makes the backups.")
        @Nullable
        @Link(value = Relation.HAS_ROLE, field = "role", to = ResourceKind.ROLE)
        String roleArn,

        @Described(
                "The ARNs of resources, or patterns of them, that are assigned; absent where the selection could not be"
                        + " read.")
        @Nullable
        List<String> resources,

        @Described("The ARNs, or patterns of them, that are left out; absent where the selection could not be read.")
        @Nullable
        List<String> notResources,

        @Described(
                "The tags of which a resource needs one to be assigned; absent where the selection could not be read.")
        @Nullable
        List<TagMatch> tags,

        @Described("The conditions that a resource's tags must all meet; absent where the selection could not be read.")
        @Nullable
        List<BackupCondition> conditions) {}
