package io.muster.finding;

import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;

/**
 * How rules judged resources: counts of verdicts, each of one rule on one resource. The dimensions that were not grouped by are null.
 *
 * @param suppressed  how many of the failed ones are suppressed
 * @param unreadCells how many cells that the rules need were not read: what is in them is not among the counts
 */
@RegisterForReflection
public record RuleResult(
        int passed,
        int failed,
        int suppressed,
        int unknown,
        int notApplicable,
        int unreadCells,
        @Nullable String ruleId,
        @Nullable Area area,
        @Nullable String accountId,
        @Nullable String accountName,
        @Nullable String region,
        @Nullable ResourceKind resourceKind) {

    RuleResult unread(int cells) {
        return new RuleResult(
                passed,
                failed,
                suppressed,
                unknown,
                notApplicable,
                cells,
                ruleId,
                area,
                accountId,
                accountName,
                region,
                resourceKind);
    }

    /** The values that tell it from the other rows. */
    RuleResult key() {
        return new RuleResult(0, 0, 0, 0, 0, 0, ruleId, area, accountId, null, region, resourceKind);
    }
}
