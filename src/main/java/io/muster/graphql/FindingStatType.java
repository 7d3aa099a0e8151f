package io.muster.graphql;

import io.muster.finding.FindingCount;
import io.muster.finding.FindingStatus;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Severity;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("FindingStat")
@Description("How many findings there are, by the dimensions that were asked for; the others are null.")
public record FindingStatType(
        @Description("How many.") int count,
        @Description("Their severity.") Severity severity,
        @Description("Their status.") FindingStatus status,
        @Description("Their area.") Area area,
        @Description("Their rule.") String ruleId,

        @Description(
                "The title of the rule, or its id where the rule is gone; null where the row is of no single rule.")
        String ruleTitle,

        @Description("Their account.") String accountId,
        @Description("Their region.") String region,
        @Description("The kind of their resources.") ResourceKind resourceKind) {

    /** The row with its account, or without. */
    FindingStatType account(boolean shown) {
        return shown
                ? this
                : new FindingStatType(count, severity, status, area, ruleId, ruleTitle, null, region, resourceKind);
    }

    static FindingStatType of(FindingCount row, RuleBook rules) {
        return new FindingStatType(
                row.count(),
                row.severity(),
                row.status(),
                row.area(),
                row.ruleId(),
                row.ruleId() == null ? null : rules.title(row.ruleId()),
                row.accountId(),
                row.region(),
                row.resourceKind());
    }
}
