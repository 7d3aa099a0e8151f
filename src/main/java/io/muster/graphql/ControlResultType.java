package io.muster.graphql;

import io.muster.finding.RuleResult;
import java.util.Collection;
import java.util.List;
import java.util.function.ToIntFunction;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("ControlResult")
@Description(
        "How the rules that a control asks for judged resources: counts of verdicts, each of one rule on one resource.")
public record ControlResultType(
        @NonNull @Description("For example AWS-FSBP.") String framework,
        @NonNull @Description("For example EC2.8.") String control,

        @NonNull @Description("The rules that it asks for, as far as there are such.")
        List<@NonNull String> ruleIds,

        @Description("How many passed.") int passed,

        @Description("How many failed, those that are suppressed included.")
        int failed,

        @Description("How many of the failed are suppressed.")
        int suppressed,

        @Description("How many could not be judged, because something that a rule needs is not known.")
        int unknown,

        @Description("How many the rules do not speak of.") int notApplicable,

        @Description(
                "How many cells that one of its rules needs were not read; a cell counts for each rule that needs it.")
        int unreadCells) {

    static ControlResultType of(RuleType.Control control, List<String> ruleIds, Collection<RuleResult> results) {
        return new ControlResultType(
                control.framework(),
                control.control(),
                ruleIds,
                sum(results, RuleResult::passed),
                sum(results, RuleResult::failed),
                sum(results, RuleResult::suppressed),
                sum(results, RuleResult::unknown),
                sum(results, RuleResult::notApplicable),
                sum(results, RuleResult::unreadCells));
    }

    private static int sum(Collection<RuleResult> results, ToIntFunction<RuleResult> count) {
        return results.stream().mapToInt(count).sum();
    }
}
