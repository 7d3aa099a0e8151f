package io.muster.graphql;

import io.muster.finding.RuleChange;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("RuleChange")
@Description(
        "A change of a rule: made to be marked beside trends, which may bend there without a change of the estate.")
public record RuleChangeType(
        @NonNull @Description("The first start of Muster with the rule as it is from then on.")
        Instant time,

        @NonNull @Description("The rule's id.") String ruleId,

        @NonNull @Description("The rule's title; its id where Muster has no such rule any more.")
        String title,

        @Description("The rule's version until then; null where the rule was added.")
        String fromVersion,

        @Description("The rule's version from then on; null where the rule was withdrawn.")
        String toVersion) {

    static RuleChangeType of(RuleChange change, RuleBook rules) {
        return new RuleChangeType(
                change.at(), change.ruleId(), rules.title(change.ruleId()), change.fromVersion(), change.toVersion());
    }
}
