package io.muster.rule.backup;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.BackupCondition;
import io.muster.inventory.kind.BackupPlan;
import io.muster.inventory.kind.BackupRule;
import io.muster.inventory.kind.BackupSelection;
import io.muster.inventory.kind.TagMatch;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.stream.Stream;

/** Plans of AWS Backup and what they select. */
final class BackupParts {

    private BackupParts() {}

    static Estates.Made<BackupPlan> plan(List<BackupSelection> selections) {
        return Made.of(
                "plan-1",
                Parts.of(BackupPlan.class, "rules", List.of(Parts.of(BackupRule.class)), "selections", selections));
    }

    static BackupSelection selection(
            List<String> resources,
            List<String> notResources,
            @Nullable TagMatch tag,
            @Nullable BackupCondition condition) {
        return Parts.of(
                BackupSelection.class,
                "resources",
                resources,
                "notResources",
                notResources,
                "tags",
                Stream.ofNullable(tag).toList(),
                "conditions",
                Stream.ofNullable(condition).toList());
    }
}
