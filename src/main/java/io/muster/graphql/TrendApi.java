package io.muster.graphql;

import io.muster.finding.FindingDimension;
import io.muster.finding.FindingFlow;
import io.muster.finding.FindingTrend;
import io.muster.finding.FlowPoint;
import io.muster.finding.TrendInterval;
import io.muster.finding.TrendPoint;
import io.muster.graphql.endpoint.CallContext;
import io.muster.platform.AccountScope;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

@GraphQLApi
@NonBlocking
public class TrendApi {

    static final String FROM = "The first bucket is the one that holds this instant.";
    static final String TO =
            "The last bucket is the one that holds this instant, or the current one if that is earlier.";
    static final String INTERVAL = "The length of a bucket. At most 1000 buckets are answered.";

    private final FindingTrend trend;
    private final FindingFlow flow;
    private final KeyNames keys;
    private final RuleBook rules;
    private final FilterNames names;

    TrendApi(FindingTrend trend, FindingFlow flow, KeyNames keys, RuleBook rules, FilterNames names) {
        this.trend = trend;
        this.flow = flow;
        this.keys = keys;
        this.rules = rules;
        this.names = names;
    }

    @Query("findingTrend")
    @Description("Open findings over time, one row per bucket and dimension value: flat rows, made for time series.")
    public @NonNull Uni<List<@NonNull FindingTrendPoint>> findingTrend(
            Context context,
            @Name("filter")
                    @Description("Which findings: those that are open, unless it names statuses. It cannot ask by ids,"
                            + " resourceArns, resourceIds, firstSeenAfter, firstSeenBefore, openedAfter, openedBefore, tags or"
                            + " search.")
                    FindingFilterInput filter,
            @Name("from") @NonNull @Description(FROM) Instant from,
            @Name("to") @NonNull @Description(TO) Instant to,
            @Name("interval") @NonNull @Description(INTERVAL) TrendInterval interval,
            @Name("groupBy")
                    @Description("One line for each value of the dimension; one line for all findings without it.")
                    FindingDimension groupBy) {
        AccountScope seen = CallContext.accounts(context);
        FindingTrend.Request request = new FindingTrend.Request(from, to, interval, groupBy);
        return names.check(context)
                .chain(() -> trend.points(seen, FindingFilterInput.toFilter(filter, rules), request))
                .chain(points -> keys.add(seen, points, TrendPoint::key, groupBy, FindingTrendPoint::of));
    }

    @Query("findingFlow")
    @Description("Findings that were opened, reopened and resolved over time, one row per bucket and dimension value:"
            + " flat rows, made for time series.")
    public @NonNull Uni<List<@NonNull FindingFlowPoint>> findingFlow(
            Context context,
            @Name("filter")
                    @Description("Which findings; all without it. A finding counts with the severity that it had then."
                            + " The filter cannot ask by statuses, nor by the fields that findingTrend refuses.")
                    FindingFilterInput filter,
            @Name("from") @NonNull @Description(FROM) Instant from,
            @Name("to") @NonNull @Description(TO) Instant to,
            @Name("interval") @NonNull @Description(INTERVAL) TrendInterval interval,
            @Name("groupBy")
                    @Description("One line for each value of the dimension, STATUS excepted; one line for all findings"
                            + " without it.")
                    FindingDimension groupBy) {
        AccountScope seen = CallContext.accounts(context);
        FindingTrend.Request request = new FindingTrend.Request(from, to, interval, groupBy);
        return names.check(context)
                .chain(() -> flow.points(seen, FindingFilterInput.toFilter(filter, rules), request))
                .chain(points -> keys.add(seen, points, FlowPoint::key, groupBy, FindingFlowPoint::of));
    }
}
