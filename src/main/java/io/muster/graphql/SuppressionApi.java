package io.muster.graphql;

import graphql.schema.DataFetchingEnvironment;
import io.muster.finding.exemption.ExemptionFilter;
import io.muster.finding.exemption.ExemptionReads;
import io.muster.finding.exemption.ExemptionView;
import io.muster.graphql.endpoint.CallContext;
import io.muster.inventory.query.PageRequest;
import io.muster.platform.AccountScope;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
@NonBlocking
public class SuppressionApi {

    private final ExemptionReads exemptions;
    private final RuleBook rules;
    private final FilterNames names;

    SuppressionApi(ExemptionReads exemptions, RuleBook rules, FilterNames names) {
        this.exemptions = exemptions;
        this.rules = rules;
        this.names = names;
    }

    @Query("suppressions")
    @Description(
            "Suppressions and attestations, the latest first. A caller who may not see every account sees those that name"
                    + " an account of theirs.")
    public @NonNull Uni<SuppressionConnection> suppressions(
            Context context,
            @Name("filter") @Description(PageTexts.FILTER) SuppressionFilterInput filter,
            @Name("first") @DefaultValue("50") @Description(PageTexts.FIRST) Integer first,
            @Name("after") @Description(PageTexts.AFTER) String after) {
        AccountScope seen = CallContext.accounts(context);
        ExemptionFilter wanted = SuppressionFilterInput.toFilter(filter);
        return names.check(context)
                .chain(() -> exemptions.page(seen, wanted, PageRequest.of(first, after), Arguments.list(context)))
                .map(page -> SuppressionConnection.of(
                        page.map(view -> SuppressionType.of(view, rules)), () -> exemptions.count(seen, wanted)));
    }

    @Description(PageTexts.TOTAL_COUNT)
    public @NonNull Uni<Integer> totalCount(@Source SuppressionConnection connection) {
        return connection.total().get();
    }

    @Description("Its events, the latest first.")
    public @NonNull Uni<List<@NonNull ExemptionEventEntry>> history(
            Context context, @Source SuppressionType suppression) {
        DataFetchingEnvironment environment = context.unwrap(DataFetchingEnvironment.class);
        return Uni.createFrom()
                .completionStage(() -> Batches.load(
                        environment,
                        suppression.id(),
                        "Suppression",
                        ids -> exemptions
                                .history(ids)
                                .map(found -> mapped(
                                        found,
                                        events -> events.stream()
                                                .map(ExemptionEventEntry::of)
                                                .toList())),
                        List.of()));
    }

    @Description("The suppression that covers it; null where none does.")
    public Uni<SuppressionType> suppression(Context context, @Source FindingType finding) {
        if (finding.exemptionId() == null) {
            return Uni.createFrom().nullItem();
        }
        DataFetchingEnvironment environment = context.unwrap(DataFetchingEnvironment.class);
        return Uni.createFrom()
                .completionStage(() -> Batches.load(
                        environment,
                        finding.exemptionId(),
                        "",
                        ids -> exemptions
                                .byId(CallContext.accounts(environment), ids)
                                .map(this::types),
                        null));
    }

    @Description("The attestation of a person who checked it by hand, while that is in force.")
    public Uni<SuppressionType> attestation(Context context, @Source FindingType finding) {
        DataFetchingEnvironment environment = context.unwrap(DataFetchingEnvironment.class);
        return Uni.createFrom()
                .completionStage(() -> Batches.load(
                        environment,
                        finding.id(),
                        "",
                        ids -> exemptions
                                .attestations(CallContext.accounts(environment), ids)
                                .map(this::types),
                        null));
    }

    private Map<String, SuppressionType> types(Map<String, ExemptionView> views) {
        return mapped(views, view -> SuppressionType.of(view, rules));
    }

    private static <V, T> Map<String, T> mapped(Map<String, V> found, Function<V, T> mapping) {
        return found.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> mapping.apply(entry.getValue())));
    }
}
