package io.muster.graphql;

import io.muster.finding.FindingAges;
import io.muster.finding.FindingDimension;
import io.muster.finding.FindingReads;
import io.muster.finding.FindingTags;
import io.muster.graphql.endpoint.CallContext;
import io.muster.inventory.query.PageRequest;
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

/** Findings, summed up in flat rows. */
@GraphQLApi
@NonBlocking
public class FindingStatsApi {

    private final FindingReads findings;
    private final FindingAges ages;
    private final FindingTags tags;
    private final RuleBook rules;
    private final FilterNames names;

    FindingStatsApi(FindingReads findings, FindingAges ages, FindingTags tags, RuleBook rules, FilterNames names) {
        this.findings = findings;
        this.ages = ages;
        this.tags = tags;
        this.rules = rules;
        this.names = names;
    }

    @Query("findingStats")
    @Description("Counts of findings by the named dimensions: flat rows, made for panels.")
    public @NonNull Uni<List<@NonNull FindingStatType>> findingStats(
            Context context,
            @Name("filter") @Description("Which findings; all without it.") FindingFilterInput filter,
            @Name("groupBy") @NonNull @Description("The dimensions; one row for all where there is none.")
                    List<@NonNull FindingDimension> groupBy) {
        EnumSet<FindingDimension> dimensions = EnumSet.noneOf(FindingDimension.class);
        dimensions.addAll(groupBy);
        return names.check(context)
                .chain(() -> findings.counts(
                        CallContext.accounts(context), FindingFilterInput.toFilter(filter, rules), dimensions))
                .map(rows ->
                        rows.stream().map(row -> FindingStatType.of(row, rules)).toList());
    }

    @Query("findingAges")
    @Description("The ages of findings, by the named dimensions: flat rows, made for panels.")
    public @NonNull Uni<List<@NonNull FindingAgeType>> findingAges(
            Context context,
            @Name("filter")
                    @Description("Which findings: those that are open, unless it names statuses. RESOLVED is refused.")
                    FindingFilterInput filter,
            @Name("groupBy") @NonNull @Description("The dimensions; one row for all where there is none.")
                    List<@NonNull FindingDimension> groupBy) {
        EnumSet<FindingDimension> dimensions = EnumSet.noneOf(FindingDimension.class);
        dimensions.addAll(groupBy);
        return names.check(context)
                .chain(() -> ages.ages(
                        CallContext.accounts(context), FindingFilterInput.toFilter(filter, rules), dimensions))
                .map(rows ->
                        rows.stream().map(row -> FindingAgeType.of(row, rules)).toList());
    }

    @Query("findingTagStats")
    @Description("Counts of findings by a tag of their resources, the values with the worst findings first: flat rows,"
            + " made for panels.")
    public @NonNull Uni<List<@NonNull FindingTagStatType>> findingTagStats(
            Context context,
            @Name("filter") @Description("Which findings: those that are open, unless it names statuses.")
                    FindingFilterInput filter,
            @Name("tagKey") @NonNull @Description("The key of the tag, in its exact case.") String tagKey,
            @Name("first") @DefaultValue("50") @Description("How many values at most, from 1 to 500.") Integer first) {
        int most = PageRequest.of(first, null).first();
        return names.check(context)
                .chain(() -> tags.counts(
                        CallContext.accounts(context), FindingFilterInput.toFilter(filter, rules), tagKey, most))
                .map(rows -> rows.stream().map(FindingTagStatType::of).toList());
    }
}
