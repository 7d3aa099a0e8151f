package io.muster.graphql;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

@GraphQLApi
@NonBlocking
public class RuleApi {

    private final RuleBook rules;
    private final FilterNames names;

    RuleApi(RuleBook rules, FilterNames names) {
        this.names = names;
        this.rules = rules;
    }

    @Query("rules")
    @Description("The rules that resources are inspected by, by their ids.")
    public @NonNull Uni<List<@NonNull RuleType>> rules(
            Context context, @Name("filter") @Description("Which rules; all without it.") RuleFilterInput filter) {
        return names.check(context)
                .map(checked -> rules.all().stream()
                        .filter(rule -> filter == null || filter.matches(rule))
                        .toList());
    }

    @Query("rule")
    @Description("One rule, or null.")
    public RuleType rule(@Name("ruleId") @NonNull @Description("The rule's id.") String ruleId) {
        return rules.find(ruleId).orElse(null);
    }
}
