package io.muster.graphql;

import io.muster.finding.FindingFilter;
import io.muster.finding.FindingId;
import io.muster.finding.FindingReads;
import io.muster.graphql.endpoint.CallContext;
import io.muster.inventory.query.PageRequest;
import io.muster.platform.AccountScope;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
@NonBlocking
public class FindingApi {

    private final FindingReads findings;
    private final RuleBook rules;
    private final FilterNames names;

    FindingApi(FindingReads findings, RuleBook rules, FilterNames names) {
        this.names = names;
        this.findings = findings;
        this.rules = rules;
    }

    @Query("findings")
    @Description("Findings, the worst first.")
    public @NonNull Uni<FindingConnection> findings(
            Context context,
            @Name("filter") @Description(PageTexts.FILTER) FindingFilterInput filter,
            @Name("orderBy") @Description("The order; by severity without it.") FindingOrderInput orderBy,
            @Name("first") @DefaultValue("50") @Description(PageTexts.FIRST) Integer first,
            @Name("after") @Description(PageTexts.AFTER) String after) {
        AccountScope seen = CallContext.accounts(context);
        FindingFilter wanted = FindingFilterInput.toFilter(filter, rules);
        return names.check(context)
                .chain(() -> findings.page(
                        seen,
                        wanted,
                        FindingOrderInput.order(orderBy),
                        FindingOrderInput.descending(orderBy),
                        PageRequest.of(first, after),
                        Arguments.list(context)))
                .map(page -> FindingConnection.of(
                        page.map(view -> FindingType.of(view, rules)), () -> findings.count(seen, wanted)));
    }

    @Description(PageTexts.TOTAL_COUNT)
    public @NonNull Uni<Integer> totalCount(@Source FindingConnection connection) {
        return connection.total().get();
    }

    @Query("finding")
    @Description("One finding, or null.")
    public Uni<FindingType> finding(
            Context context, @Name("id") @NonNull @Id @Description("The finding's id.") String id) {
        return FindingId.tryParse(id)
                .map(parsed -> findings.find(CallContext.accounts(context), parsed)
                        .map(found ->
                                found.map(view -> FindingType.of(view, rules)).orElse(null)))
                .orElseGet(() -> Uni.createFrom().nullItem());
    }
}
