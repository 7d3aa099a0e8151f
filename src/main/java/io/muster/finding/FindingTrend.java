package io.muster.finding;

import io.muster.inventory.query.Database;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.muster.platform.MusterException;
import io.muster.rule.Area;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Reads how many findings there were over time. */
@ApplicationScoped
public class FindingTrend {

    private final Database database;
    private final Clock clock;

    FindingTrend(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Of when, and by what.
     *
     * @param groupBy null for one line of all
     */
    public record Request(
            Instant from,
            Instant to,
            TrendInterval interval,
            @Nullable FindingDimension groupBy) {}

    /**
     * How many findings there were at the end of each bucket; of the one that holds this moment, how many there are now.
     * Buckets without a change are there, too. Counts only the open ones where the filter names no status.
     *
     * @return fails as a bad request with a filter that counts know nothing of, and where there would be too many points
     */
    public Uni<List<TrendPoint>> points(AccountScope accounts, FindingFilter asked, Request request) {
        List<String> unknown = Series.unknownFields(asked);
        if (!unknown.isEmpty()) {
            throw MusterException.badField("filter." + unknown.get(0), "a trend cannot be asked by it");
        }
        FindingFilter filter = asked.statuses() == null ? asked.withStatuses(List.of(FindingStatus.OPEN)) : asked;
        TrendBuckets buckets = TrendBuckets.of(request.from, request.to, request.interval, clock.instant());
        if (buckets.count() == 0) {
            return Uni.createFrom().item(List.of());
        }
        return database.rows(select(accounts, filter, request, buckets), TrendBuckets.Sum.class)
                .map(sums -> buckets.points(keys(filter, request.groupBy), bounded(sums, buckets)));
    }

    private static Sql select(AccountScope accounts, FindingFilter filter, Request request, TrendBuckets buckets) {
        FindingDimension groupBy = request.groupBy;
        String key = groupBy == null ? "''" : "f." + groupBy.column();
        Sql series = Series.condition(accounts, filter, groupBy == null ? List.of() : List.of(groupBy));
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

    private static List<TrendBuckets.Sum> bounded(List<TrendBuckets.Sum> sums, TrendBuckets buckets) {
        buckets.requireFew(
                sums.size(), sums.stream().map(TrendBuckets.Sum::key).distinct().count());
        return sums;
    }

    /** Where all values are known beforehand, each has its line, so that it can be charted and alerted on while zero. */
    static List<String> keys(FindingFilter filter, @Nullable FindingDimension groupBy) {
        if (groupBy == null) {
            return List.of("");
        }
        Stream<? extends Enum<?>> known = switch (groupBy) {
            case SEVERITY -> Series.severities(filter).stream();
            case STATUS -> Arrays.stream(FindingStatus.values()).filter(filter.statuses()::contains);
            case AREA ->
                Arrays.stream(Area.values())
                        .filter(area -> filter.areas() == null || filter.areas().contains(area));
            case RULE, ACCOUNT, REGION, KIND -> Stream.of();
        };
        return known.<String>map(Enum::name).toList();
    }
}
