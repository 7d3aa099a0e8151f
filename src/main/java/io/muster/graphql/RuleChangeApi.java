package io.muster.graphql;

import io.muster.finding.RuleChanges;
import io.muster.inventory.query.PageRequest;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

@GraphQLApi
@NonBlocking
public class RuleChangeApi {

    private final RuleChanges changes;
    private final RuleBook rules;

    RuleChangeApi(RuleChanges changes, RuleBook rules) {
        this.changes = changes;
        this.rules = rules;
    }

    @Query("ruleChanges")
    @Description("The rules that were added, changed or withdrawn, the latest first: flat rows, made for annotations of"
            + " findingTrend, findingFlow and resultTrend.")
    public @NonNull Uni<List<@NonNull RuleChangeType>> ruleChanges(
            @Name("from") @NonNull @Description("Changes at this instant and later.") Instant from,
            @Name("to") @NonNull @Description("Changes at this instant and earlier.") Instant to,
            @Name("first") @DefaultValue("100") @Description("How many at most, from 1 to 500.") Integer first) {
        return changes.between(from, to, PageRequest.of(first, null).first())
                .map(found -> found.stream()
                        .map(change -> RuleChangeType.of(change, rules))
                        .toList());
    }
}
