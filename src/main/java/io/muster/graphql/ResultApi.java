package io.muster.graphql;

import graphql.schema.DataFetchingEnvironment;
import io.muster.finding.FindingDimension;
import io.muster.finding.FindingFilter;
import io.muster.finding.ResultDimension;
import io.muster.finding.ResultPoint;
import io.muster.finding.ResultTrend;
import io.muster.finding.RuleResult;
import io.muster.finding.RuleResults;
import io.muster.finding.TrendInterval;
import io.muster.graphql.endpoint.CallContext;
import io.muster.platform.AccountScope;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
public class ResultApi {

    private static final String FILTER = "Which results; all without it.";

    private final RuleResults results;
    private final ResultTrend trend;
    private final KeyNames keys;
    private final RuleBook rules;
    private final FilterNames names;

    ResultApi(RuleResults results, ResultTrend trend, KeyNames keys, RuleBook rules, FilterNames names) {
        this.results = results;
        this.trend = trend;
        this.keys = keys;
        this.rules = rules;
        this.names = names;
    }

    @Query("ruleResults")
    @Description(
            "How rules judged resources, as the last scans did, by the named dimensions: flat rows, made for panels.")
    public @NonNull Uni<List<@NonNull RuleResultType>> ruleResults(
            Context context,
            @Name("filter") @Description(FILTER) ResultFilterInput filter,
            @Name("groupBy") @NonNull @Description("The dimensions; one row for all where there is none.")
                    List<@NonNull ResultDimension> groupBy) {
        AccountScope seen = CallContext.accounts(context);
        return names.check(context)
                .chain(() ->
                        results.results(seen, ResultFilterInput.toFilter(filter, rules, null), dimensions(groupBy)))
                .map(this::types);
    }

    @Query("controlResults")
    @Description("How the rules that each control asks for judged resources, as the last scans did: flat rows, made for"
            + " panels. A verdict counts for every control that asks for its rule.")
    public @NonNull Uni<List<@NonNull ControlResultType>> controlResults(
            Context context, @Name("filter") @Description(FILTER) ResultFilterInput filter) {
        AccountScope seen = CallContext.accounts(context);
        FindingFilter wanted = ResultFilterInput.toFilter(filter, rules, null);
        return names.check(context)
                .chain(() -> results.results(seen, wanted, EnumSet.of(ResultDimension.RULE)))
                .map(rows -> byControl(rows, wanted, filter));
    }

    @Query("resultTrend")
    @Description(
            "How rules judged resources over time, one row per bucket and dimension value: flat rows, made for time"
                    + " series. Before the first scan that counted verdicts there are none.")
    public @NonNull Uni<List<@NonNull ResultTrendPointType>> resultTrend(
            Context context,
            @Name("filter") @Description(FILTER) ResultFilterInput filter,
            @Name("from") @NonNull @Description(TrendApi.FROM) Instant from,
            @Name("to") @NonNull @Description(TrendApi.TO) Instant to,
            @Name("interval") @NonNull @Description(TrendApi.INTERVAL) TrendInterval interval,
            @Name("groupBy")
                    @Description("One line for each value of the dimension; one line for all results without it.")
                    ResultDimension groupBy) {
        AccountScope seen = CallContext.accounts(context);
        ResultTrend.Request request = new ResultTrend.Request(from, to, interval, groupBy);
        return names.check(context)
                .chain(() -> trend.points(seen, ResultFilterInput.toFilter(filter, rules, null), request))
                .chain(points -> keys.add(seen, points, ResultPoint::key, named(groupBy), ResultTrendPointType::of));
    }

    @Description("How it judged resources, as the last scans did, by the named dimensions.")
    public @NonNull Uni<List<@NonNull RuleResultType>> results(
            Context context,
            @Source RuleType rule,
            @Name("filter") @Description("Which results of the rule; all without it.") ResultFilterInput filter,
            @Name("groupBy") @DefaultValue("[\"ACCOUNT\"]") @Description("The dimensions, beside the rule.")
                    List<@NonNull ResultDimension> groupBy) {
        DataFetchingEnvironment environment = context.unwrap(DataFetchingEnvironment.class);
        Set<ResultDimension> dimensions = groupBy == null ? EnumSet.of(ResultDimension.ACCOUNT) : dimensions(groupBy);
        dimensions.add(ResultDimension.RULE);
        return Uni.createFrom()
                .completionStage(() -> Batches.load(
                        environment,
                        rule.ruleId(),
                        "Rule",
                        ids -> names.check(context)
                                .chain(() -> results.results(
                                        CallContext.accounts(environment),
                                        ResultFilterInput.toFilter(filter, rules, List.copyOf(ids)),
                                        dimensions))
                                .map(this::byRule),
                        List.of()));
    }

    private static Set<ResultDimension> dimensions(Collection<ResultDimension> named) {
        Set<ResultDimension> dimensions = EnumSet.noneOf(ResultDimension.class);
        dimensions.addAll(named);
        return dimensions;
    }

    private List<RuleResultType> types(List<RuleResult> rows) {
        return rows.stream().map(row -> RuleResultType.of(row, rules)).toList();
    }

    private Map<String, List<RuleResultType>> byRule(List<RuleResult> rows) {
        return types(rows).stream().collect(Collectors.groupingBy(RuleResultType::ruleId));
    }

    /** The controls of the filter alone: a rule that one of them asks for may be asked for by others as well. */
    private List<ControlResultType> byControl(
            List<RuleResult> rows, FindingFilter wanted, @Nullable ResultFilterInput filter) {
        Map<String, List<RuleResult>> byRule = rows.stream().collect(Collectors.groupingBy(RuleResult::ruleId));
        Map<RuleType.Control, List<String>> ruleIds = new TreeMap<>(
                Comparator.comparing(RuleType.Control::framework).thenComparing(RuleType.Control::control));
        rules.all().stream()
                .filter(rule -> wanted.ruleIds() == null || wanted.ruleIds().contains(rule.ruleId()))
                .forEach(rule -> rule.controls().stream()
                        .filter(control -> filter == null || asked(control, filter))
                        .forEach(control -> ruleIds.computeIfAbsent(control, none -> new ArrayList<>())
                                .add(rule.ruleId())));
        return ruleIds.entrySet().stream()
                .map(entry -> ControlResultType.of(
                        entry.getKey(),
                        entry.getValue(),
                        entry.getValue().stream()
                                .flatMap(id -> byRule.getOrDefault(id, List.of()).stream())
                                .toList()))
                .toList();
    }

    private static boolean asked(RuleType.Control control, ResultFilterInput filter) {
        return (filter.framework == null || control.framework().equalsIgnoreCase(filter.framework))
                && (filter.control == null || control.control().equalsIgnoreCase(filter.control));
    }

    @Nullable
    private static FindingDimension named(@Nullable ResultDimension dimension) {
        if (dimension == ResultDimension.RULE) {
            return FindingDimension.RULE;
        }
        return dimension == ResultDimension.ACCOUNT ? FindingDimension.ACCOUNT : null;
    }
}
