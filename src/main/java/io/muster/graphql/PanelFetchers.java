package io.muster.graphql;

import graphql.schema.DataFetcher;
import io.muster.finding.FindingDimension;
import io.muster.finding.FindingTrend;
import io.muster.finding.TrendInterval;
import io.muster.finding.TrendPoint;
import io.muster.inventory.Coverage;
import io.muster.inventory.Coverage.CellStat;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Fetches rows for panels. */
@ApplicationScoped
class PanelFetchers {

    private final FindingTrend trend;
    private final Coverage coverage;
    private final RuleBook rules;
    private final FilterNames names;

    PanelFetchers(FindingTrend trend, Coverage coverage, RuleBook rules, FilterNames names) {
        this.names = names;
        this.trend = trend;
        this.coverage = coverage;
        this.rules = rules;
    }

    DataFetcher<CompletableFuture<List<TrendPoint>>> findingTrend() {
        return environment -> {
            Arguments arguments = new Arguments(environment, rules);
            FindingTrend.Request request = new FindingTrend.Request(
                    Instant.parse(environment.getArgument("from")),
                    Instant.parse(environment.getArgument("to")),
                    TrendInterval.valueOf(environment.getArgument("interval")),
                    dimension(environment.getArgument("groupBy")));
            return names.check(arguments)
                    .chain(() -> trend.points(arguments.accounts(), arguments.findingFilter(), request))
                    .subscribeAsCompletionStage();
        };
    }

    @Nullable
    private static FindingDimension dimension(@Nullable String name) {
        return name == null ? null : FindingDimension.valueOf(name);
    }

    DataFetcher<CompletableFuture<List<CellStat>>> coverageStats() {
        return environment -> {
            Arguments arguments = new Arguments(environment, rules);
            List<String> groupBy = environment.getArgument("groupBy");
            EnumSet<Coverage.Dimension> dimensions = EnumSet.noneOf(Coverage.Dimension.class);
            groupBy.forEach(name -> dimensions.add(Coverage.Dimension.valueOf(name)));
            Coverage.Filter filter = arguments.filter(Coverage.Filter.class);
            return names.check(arguments)
                    .chain(() -> coverage.stats(arguments.accounts(), filter, dimensions))
                    .subscribeAsCompletionStage();
        };
    }
}
