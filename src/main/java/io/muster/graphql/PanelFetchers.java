package io.muster.graphql;

import graphql.schema.DataFetcher;
import io.muster.finding.FindingAge;
import io.muster.finding.FindingAges;
import io.muster.finding.FindingDimension;
import io.muster.finding.FindingFilter;
import io.muster.finding.FindingFlow;
import io.muster.finding.FindingTagCount;
import io.muster.finding.FindingTags;
import io.muster.finding.FindingTrend;
import io.muster.finding.FlowPoint;
import io.muster.finding.TrendInterval;
import io.muster.finding.TrendPoint;
import io.muster.platform.AccountScope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Fetches rows for panels. */
@ApplicationScoped
class PanelFetchers {

    private final FindingTrend trend;
    private final FindingFlow flow;
    private final FindingAges ages;
    private final FindingTags tags;
    private final KeyNames keys;
    private final RuleBook rules;
    private final FilterNames names;

    PanelFetchers(
            FindingTrend trend,
            FindingFlow flow,
            FindingAges ages,
            FindingTags tags,
            KeyNames keys,
            RuleBook rules,
            FilterNames names) {
        this.keys = keys;
        this.names = names;
        this.trend = trend;
        this.flow = flow;
        this.ages = ages;
        this.tags = tags;
        this.rules = rules;
    }

    DataFetcher<CompletableFuture<List<PanelPoint<TrendPoint>>>> findingTrend() {
        return overTime(trend::points, TrendPoint::key);
    }

    DataFetcher<CompletableFuture<List<PanelPoint<FlowPoint>>>> findingFlow() {
        return overTime(flow::points, FlowPoint::key);
    }

    /** How the points of a line are read. */
    private interface Points<T> {
        Uni<List<T>> read(AccountScope accounts, FindingFilter filter, FindingTrend.Request request);
    }

    private <T> DataFetcher<CompletableFuture<List<PanelPoint<T>>>> overTime(
            Points<T> points, Function<T, String> key) {
        return environment -> {
            Arguments arguments = new Arguments(environment, rules);
            FindingTrend.Request request = new FindingTrend.Request(
                    Instant.parse(environment.getArgument("from")),
                    Instant.parse(environment.getArgument("to")),
                    TrendInterval.valueOf(environment.getArgument("interval")),
                    dimension(environment.getArgument("groupBy")));
            return names.check(arguments)
                    .chain(() -> points.read(arguments.accounts(), arguments.findingFilter(), request))
                    .chain(read -> keys.add(arguments.accounts(), read, key, request.groupBy()))
                    .subscribeAsCompletionStage();
        };
    }

    DataFetcher<CompletableFuture<List<FindingAge>>> findingAges() {
        return environment -> {
            Arguments arguments = new Arguments(environment, rules);
            List<String> groupBy = environment.getArgument("groupBy");
            EnumSet<FindingDimension> dimensions = EnumSet.noneOf(FindingDimension.class);
            groupBy.forEach(name -> dimensions.add(FindingDimension.valueOf(name)));
            return names.check(arguments)
                    .chain(() -> ages.ages(arguments.accounts(), arguments.findingFilter(), dimensions))
                    .subscribeAsCompletionStage();
        };
    }

    DataFetcher<CompletableFuture<List<FindingTagCount>>> findingTagStats() {
        return environment -> {
            Arguments arguments = new Arguments(environment, rules);
            String key = environment.getArgument("tagKey");
            int first = arguments.page().first();
            return names.check(arguments)
                    .chain(() -> tags.counts(arguments.accounts(), arguments.findingFilter(), key, first))
                    .subscribeAsCompletionStage();
        };
    }

    /** The rule's title; its id where it is gone, null where there is none. */
    @Nullable
    String title(@Nullable String ruleId) {
        return ruleId == null ? null : rules.title(ruleId);
    }

    @Nullable
    private static FindingDimension dimension(@Nullable String name) {
        return name == null ? null : FindingDimension.valueOf(name);
    }
}
