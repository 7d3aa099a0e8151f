package io.muster.graphql;

import io.muster.finding.RuleResult;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import jakarta.annotation.Nullable;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("RuleResult")
@Description(
        "How rules judged resources: counts of verdicts, each of one rule on one resource. The dimensions that were not"
                + " asked for are null.")
public record RuleResultType(
        @Description("How many passed.") int passed,

        @Description("How many failed, those that are suppressed included.")
        int failed,

        @Description("How many of the failed are suppressed.")
        int suppressed,

        @Description("How many could not be judged, because something that the rule needs is not known.")
        int unknown,

        @Description("How many the rule does not speak of.") int notApplicable,

        @Description(
                "How many cells (account, region and kind) that the rules need were not read. Resources that were never read are not among the counts.")
        int unreadCells,

        @Description("The rule.") String ruleId,
        @Description("The title of the rule.") String ruleTitle,
        @Description("The area.") Area area,
        @Description("The account.") String accountId,
        @Description("The name of the account.") String accountName,

        @Description("The region, or global; * where the regions of an account are not known yet.")
        String region,

        @Description("The kind of the resources.") ResourceKind resourceKind) {

    static RuleResultType of(RuleResult result, RuleBook rules) {
        return new RuleResultType(
                result.passed(),
                result.failed(),
                result.suppressed(),
                result.unknown(),
                result.notApplicable(),
                result.unreadCells(),
                result.ruleId(),
                title(result.ruleId(), rules),
                result.area(),
                result.accountId(),
                result.accountName(),
                result.region(),
                result.resourceKind());
    }

    @Nullable
    private static String title(@Nullable String ruleId, RuleBook rules) {
        return ruleId == null ? null : rules.title(ruleId);
    }
}
