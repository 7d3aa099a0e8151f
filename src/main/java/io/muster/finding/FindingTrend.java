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
     * The time of a trend, the length of its buckets, and the dimension of its lines.
     *
     * @param groupBy null for a single line
     */
    public record Request(
            Instant from,
            Instant to,
            TrendInterval interval,
            @Nullable FindingDimension groupBy) {}

    /**
     * How many findings there were at the end of each bucket, also of buckets without a change; for the current bucket, how many
     * there are now. Counts only open findings where the filter names no status.
     *
     * @return fails as a bad request with a filter that counts do not support, and where there would be too many points
     */
    public Uni<List<TrendPoint>> points(AccountScope accounts, FindingFilter asked, Request request) {
        List<String> unknown = Series.unknownFields(asked);
        if (!unknown.isEmpty()) {
            throw MusterException.badField("filter." + unknown.get(0), "a trend cannot be asked by it");
        }
        FindingFilter filter = asked.statuses() == null ? asked.withStatuses(List.of(FindingStatus.OPEN)) : asked;
        TrendBuckets buckets = TrendBuckets.of(request.from, request.to, request.interval, clock.instant());
        FindingDimension groupBy = request.groupBy;
        String key = groupBy == null ? "''" : "f." + groupBy.column();
        Sql series = Series.condition(accounts, filter, groupBy == null ? List.of() : List.of(groupBy));
        return buckets.read(database, key, series).map(sums -> buckets.points(keys(filter, groupBy), sums));
    }

    /**
     * The keys that always have a line, so that they can be charted and alerted on while zero: all values of a dimension with a
     * fixed set of values.
     */
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
