package io.muster.finding;

import io.muster.inventory.query.Database;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads how rules judged resources over time. */
@ApplicationScoped
public class ResultTrend {

    private final Database database;
    private final Clock clock;

    ResultTrend(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Of when, and by what; null for one line of all. */
    public record Request(
            Instant from,
            Instant to,
            TrendInterval interval,
            @Nullable ResultDimension groupBy) {}

    /**
     * How many verdicts there were at the end of each bucket. Before the first scan that counted them there are none.
     *
     * @param filter as {@link RuleResults} takes it
     * @return fails as a bad request where there would be too many points
     */
    public Uni<List<ResultPoint>> points(AccountScope accounts, FindingFilter filter, Request request) {
        TrendBuckets buckets = TrendBuckets.of(request.from, request.to, request.interval, clock.instant());
        if (buckets.count() == 0) {
            return Uni.createFrom().item(List.of());
        }
        return database.rows(select(accounts, filter, request, buckets), TrendBuckets.Sum.class)
                .invoke(sums -> buckets.requireFew(
                        sums.size(),
                        sums.stream().map(TrendBuckets.Sum::key).distinct().count()))
                .map(sums -> joined(buckets.points(keys(request.groupBy), sums)));
    }

    /** Without a dimension there is a line, also of zeros; the values of a dimension are those of which there is something. */
    private static List<String> keys(@Nullable ResultDimension groupBy) {
        return groupBy == null
                ? Arrays.stream(ResultStatus.values())
                        .map(status -> status.name() + " ")
                        .toList()
                : List.of();
    }

    /** A line for each status and value of the dimension: its key is both. */
    private static Sql select(AccountScope accounts, FindingFilter filter, Request request, TrendBuckets buckets) {
        FindingDimension groupBy = request.groupBy == null ? null : request.groupBy.counted();
        String key = "f.status || ' ' || " + (groupBy == null ? "''" : "f." + groupBy.column());
        Sql series = Series.ofVerdicts(accounts, filter, groupBy == null ? List.of() : List.of(groupBy));
        return Sql.of("select " + key
                        + " as key, null as bucket, sum(f.findings) as value from finding_series f where ")
                .add(series)
                .add(" group by 1 union all select " + key + ", least(" + request.interval.bucket() + ", ")
                .instant(buckets.end())
                .add("), sum(t.delta) from finding_series f join " + request.interval.table()
                        + " t on t.series_id = f.id where ")
                .add(series)
                .add(" and t.bucket >= ")
                .instant(buckets.begin())
                .add(" group by 1, 2 having sum(t.delta) <> 0 limit " + (TrendBuckets.MOST_POINTS + 1));
    }

    /** A row of a line and a bucket. */
    private record Place(Instant time, String key) {}

    private static List<ResultPoint> joined(List<TrendPoint> lines) {
        Map<Place, Map<ResultStatus, Integer>> counts = new LinkedHashMap<>();
        for (TrendPoint point : lines) {
            String[] key = point.key().split(" ", 2);
            counts.computeIfAbsent(new Place(point.time(), key[1]), none -> new EnumMap<>(ResultStatus.class))
                    .put(ResultStatus.valueOf(key[0]), point.value());
        }
        return counts.entrySet().stream()
                .map(entry -> point(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static ResultPoint point(Place place, Map<ResultStatus, Integer> counts) {
        return new ResultPoint(
                place.time,
                counts.getOrDefault(ResultStatus.PASSED, 0),
                counts.getOrDefault(ResultStatus.FAILED, 0),
                counts.getOrDefault(ResultStatus.UNKNOWN, 0),
                counts.getOrDefault(ResultStatus.NOT_APPLICABLE, 0),
                place.key.isEmpty() ? null : place.key);
    }
}
