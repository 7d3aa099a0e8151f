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

    /** The time of a trend, the length of its buckets, and the dimension of its lines; null for a single line. */
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
        FindingDimension groupBy = request.groupBy == null ? null : request.groupBy.counted();
        Sql series = Series.ofVerdicts(accounts, filter, groupBy == null ? List.of() : List.of(groupBy));
        return buckets.read(database, key(groupBy), series)
                .map(sums -> joined(buckets.points(keys(request.groupBy), sums)));
    }

    /** There is a line for each status and value of the dimension, whose key has both. */
    private static String key(@Nullable FindingDimension groupBy) {
        return "f.status || ' ' || " + (groupBy == null ? "''" : "f." + groupBy.column());
    }

    /** The keys that always have a line: all statuses without a dimension. With a dimension, only values with verdicts have lines. */
    private static List<String> keys(@Nullable ResultDimension groupBy) {
        return groupBy == null
                ? Arrays.stream(ResultStatus.values())
                        .map(status -> status.name() + " ")
                        .toList()
                : List.of();
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
