package io.muster.graphql;

import io.muster.graphql.endpoint.CallContext;
import io.muster.inventory.Coverage;
import io.muster.inventory.CoverageDimension;
import io.muster.inventory.query.PageRequest;
import io.muster.platform.AccountScope;
import io.muster.scan.Remedies;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
@NonBlocking
public class CoverageApi {

    private final Coverage coverage;
    private final Remedies remedies;
    private final FilterNames names;

    CoverageApi(Coverage coverage, Remedies remedies, FilterNames names) {
        this.coverage = coverage;
        this.remedies = remedies;
        this.names = names;
    }

    @Query("coverage")
    @Description(
            "The data that answers rest on: one row per account, region and kind, with its age and, if it failed, why.")
    public @NonNull Uni<CoverageConnection> coverage(
            Context context,
            @Name("filter") @Description(PageTexts.FILTER) CoverageFilterInput filter,
            @Name("first") @DefaultValue("100") @Description(PageTexts.FIRST) Integer first,
            @Name("after") @Description(PageTexts.AFTER) String after) {
        AccountScope seen = CallContext.accounts(context);
        Coverage.Filter cells = CoverageFilterInput.toFilter(filter);
        return names.check(context)
                .chain(() -> coverage.page(seen, cells, PageRequest.of(first, after), Arguments.list(context)))
                .map(page -> CoverageConnection.of(page, remedies, () -> coverage.count(seen, cells)));
    }

    @Description(PageTexts.TOTAL_COUNT)
    public @NonNull Uni<Integer> totalCount(@Source CoverageConnection connection) {
        return connection.total().get();
    }

    @Query("coverageStats")
    @Description(
            "The data that answers rest on, summed up by the named dimensions: flat rows, made for panels and alerts.")
    public @NonNull Uni<List<@NonNull CoverageStatType>> coverageStats(
            Context context,
            @Name("filter") @Description("Which cells; all without it.") CoverageFilterInput filter,
            @Name("groupBy") @NonNull @Description("The dimensions; one row for all where there is none.")
                    List<@NonNull CoverageDimension> groupBy) {
        EnumSet<CoverageDimension> dimensions = EnumSet.noneOf(CoverageDimension.class);
        dimensions.addAll(groupBy);
        return names.check(context)
                .chain(() ->
                        coverage.stats(CallContext.accounts(context), CoverageFilterInput.toFilter(filter), dimensions))
                .map(rows -> rows.stream().map(CoverageStatType::of).toList());
    }
}
