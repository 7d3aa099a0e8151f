package io.muster.graphql;

import io.muster.finding.FindingAge;
import io.muster.finding.FindingStatus;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Severity;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("FindingAge")
@Description(
        "The ages of findings, from when they were opened, or reopened last. Dimensions that were not asked for are"
                + " null.")
public record FindingAgeType(
        @Description("How many findings.") int count,

        @Description("How many findings of less than one day.")
        int underOneDay,

        @Description("How many findings of one day or longer, and less than seven.")
        int underSevenDays,

        @Description("How many findings of seven days or longer, and less than thirty.")
        int underThirtyDays,

        @Description("How many findings of thirty days or longer, and less than ninety.")
        int underNinetyDays,

        @Description("How many findings of ninety days or longer.")
        int ninetyDaysOrMore,

        @Description("When the oldest finding was opened, or reopened last; null where there is none.")
        Instant oldestSince,

        @Description("The age of the oldest finding, in seconds; 0 where there is none.")
        int oldestAgeSeconds,

        @Description("Their severity.") Severity severity,
        @Description("Their status.") FindingStatus status,
        @Description("Their area.") Area area,
        @Description("Their rule.") String ruleId,
        @Description("The title of their rule.") String ruleTitle,
        @Description("Their account.") String accountId,

        @Description("The name of their account; null where it has none.")
        String accountName,

        @Description("The name of their account with its id, or the id alone: for charts.")
        String accountLabel,

        @Description("Their region.") String region,
        @Description("The kind of their resources.") ResourceKind resourceKind) {

    static FindingAgeType of(FindingAge age, RuleBook rules) {
        return new FindingAgeType(
                age.count(),
                age.underOneDay(),
                age.underSevenDays(),
                age.underThirtyDays(),
                age.underNinetyDays(),
                age.ninetyDaysOrMore(),
                age.oldestSince(),
                Math.toIntExact(age.oldestAgeSeconds()),
                age.severity(),
                age.status(),
                age.area(),
                age.ruleId(),
                age.ruleId() == null ? null : rules.title(age.ruleId()),
                age.accountId(),
                age.accountName(),
                age.accountId() == null ? null : AccountType.label(age.accountId(), age.accountName()),
                age.region(),
                age.resourceKind());
    }
}
