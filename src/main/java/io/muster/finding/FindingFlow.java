package io.muster.finding;

import io.muster.inventory.query.Database;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.muster.platform.MusterException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads how many findings were opened, reopened, resolved and suppressed over time. */
@ApplicationScoped
public class FindingFlow {

    private final Database database;
    private final Clock clock;

    public FindingFlow(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The changes of one line's findings in a bucket. */
    @RegisterForReflection
    record Happened(String key, Instant bucket, int opened, int reopened, int resolved, int suppressed, int returned) {}

    /**
     * The changes in each bucket, buckets without a change among them. A finding counts with the severity that it
     * had then.
     *
     * @return fails as a bad request with a filter or a dimension that says nothing of what happens, and where there would be
     *     too many points
     */
    public Uni<List<FlowPoint>> points(AccountScope accounts, FindingFilter filter, FindingTrend.Request request) {
        requireKnown(filter, request.groupBy());
        TrendBuckets buckets = TrendBuckets.of(request.from(), request.to(), request.interval(), clock.instant());
        return buckets.read(database, () -> select(accounts, filter, request, buckets), Happened.class)
                .map(happened -> points(FindingTrend.keys(filter, request.groupBy()), happened, buckets));
    }

    private static void requireKnown(FindingFilter filter, @Nullable FindingDimension groupBy) {
        List<String> unknown = Series.unknownFields(filter);
        if (filter.statuses() != null) {
            unknown.add("statuses");
        }
        if (!unknown.isEmpty()) {
            throw MusterException.badField("filter." + unknown.get(0), "a flow cannot be asked by it");
        }
        if (groupBy == FindingDimension.STATUS) {
            throw MusterException.badField(
                    "groupBy", "a flow counts changes between statuses, and cannot be grouped by them");
        }
    }

    private static Sql select(
            AccountScope accounts, FindingFilter filter, FindingTrend.Request request, TrendBuckets buckets) {
        FindingDimension groupBy = request.groupBy();
        String key = groupBy == null ? "''" : "f." + groupBy.column();
        return Sql.of("select " + key + " as key, " + request.interval().bucket() + " as bucket, "
                        + sum(Transition.OPENING) + " as opened, " + sum(Transition.REOPENING) + " as reopened, "
                        + sum(Transition.RESOLUTION) + " as resolved, " + sum(Transition.SUPPRESSION)
                        + " as suppressed, "
                        + sum(Transition.RETURN) + " as returned from finding_series f join "
                        + request.interval().table() + " t on t.series_id = f.id where ")
                .add(Series.ofTransitions(accounts, filter, groupBy == null ? List.of() : List.of(groupBy)))
                .add(" and t.bucket >= ")
                .instant(buckets.begin())
                .add(" and t.bucket < ")
                .instant(buckets.end())
                .add(" group by 1, 2 having sum(t.delta) <> 0 limit " + (TrendBuckets.MOST_POINTS + 1));
    }

    private static String sum(Transition transition) {
        return "coalesce(sum(t.delta) filter (where f.status = '" + transition.name() + "'), 0)";
    }

    private static List<FlowPoint> points(List<String> known, List<Happened> happened, TrendBuckets buckets) {
        Set<String> keys = new LinkedHashSet<>(known);
        happened.stream().map(Happened::key).sorted().forEach(keys::add);
        buckets.requireFew(happened.size(), keys.size());
        Map<List<Object>, Happened> byPlace = new HashMap<>();
        happened.forEach(one -> byPlace.put(Arrays.asList(one.key, one.bucket), one));
        List<FlowPoint> points = new ArrayList<>();
        for (Instant begin : buckets.begins()) {
            keys.forEach(key -> points.add(point(byPlace.get(Arrays.asList(key, begin)), begin, key)));
        }
        return points;
    }

    private static FlowPoint point(@Nullable Happened happened, Instant begin, String key) {
        String shown = key.isEmpty() ? null : key;
        return happened == null
                ? new FlowPoint(begin, 0, 0, 0, 0, 0, shown)
                : new FlowPoint(
                        begin,
                        happened.opened,
                        happened.reopened,
                        happened.resolved,
                        happened.suppressed,
                        happened.returned,
                        shown);
    }
}
