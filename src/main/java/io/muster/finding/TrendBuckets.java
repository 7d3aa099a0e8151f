package io.muster.finding;

import io.muster.inventory.query.Database;
import io.muster.inventory.query.Sql;
import io.muster.platform.MusterException;
import io.muster.platform.Times;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The buckets of a trend, without a gap from the first to the last. */
final class TrendBuckets {

    static final int MOST = 1000;

    /** Keeps an answer, and what is read for it, to some megabytes. */
    static final int MOST_POINTS = 100_000;

    private final List<Instant> begins = new ArrayList<>();
    private final Instant end;
    private final TrendInterval interval;

    private TrendBuckets(Instant first, Instant last, TrendInterval interval) {
        this.interval = interval;
        Instant begin = first;
        for (; !begin.isAfter(last); begin = begin.plus(interval.length())) {
            begins.add(begin);
        }
        this.end = begin;
    }

    /**
     * The buckets that hold the time from one instant to the other, but none that begins in the future.
     *
     * @throws MusterException a bad request, if there would be too many
     */
    static TrendBuckets of(Instant from, Instant to, TrendInterval interval, Instant now) {
        Times.requireOrder("from", from, "to", to);
        Instant last = to.isBefore(now) ? to : now;
        if (Duration.between(from, last).dividedBy(interval.length()) >= MOST) {
            throw MusterException.badField(
                    "interval", "from and to are more than " + MOST + " of them apart: choose a longer one");
        }
        return new TrendBuckets(interval.begin(from), interval.begin(last), interval);
    }

    /**
     * Bounds an answer.
     *
     * @throws MusterException a bad request, if there are too many sums, or would be too many points
     */
    void requireFew(int sums, long lines) {
        if (sums > MOST_POINTS || lines * begins.size() > MOST_POINTS) {
            throw MusterException.badField(
                    "groupBy",
                    "would give more than " + MOST_POINTS
                            + " points: narrow the filter or the time, or choose a longer interval");
        }
    }

    /**
     * The sums of series.
     *
     * @param key    the SQL expression of a sum's key
     * @param series the condition on {@code finding_series} under the name {@code f}
     * @return fails as a bad request, if there are too many sums, or would be too many points
     */
    Uni<List<Sum>> read(Database database, String key, Sql series) {
        return read(database, () -> sums(key, series), Sum.class)
                .invoke(sums -> requireFew(
                        sums.size(), sums.stream().map(Sum::key).distinct().count()));
    }

    /** The rows of the statement; none where there is no bucket. */
    <T> Uni<List<T>> read(Database database, Supplier<Sql> select, Class<T> type) {
        return begins.isEmpty() ? Uni.createFrom().item(List.of()) : database.rows(select.get(), type);
    }

    private Sql sums(String key, Sql series) {
        return Sql.of("select " + key
                        + " as key, null as bucket, sum(f.findings) as value from finding_series f where ")
                .add(series)
                .add(" group by 1 union all select " + key + ", least(" + interval.bucket() + ", ")
                .instant(end())
                .add("), sum(t.delta) from finding_series f join " + interval.table()
                        + " t on t.series_id = f.id where ")
                .add(series)
                .add(" and t.bucket >= ")
                .instant(begin())
                .add(" group by 1, 2 having sum(t.delta) <> 0 limit " + (MOST_POINTS + 1));
    }

    /** Where each begins; empty where all that is asked for is in the future. */
    List<Instant> begins() {
        return List.copyOf(begins);
    }

    /** Where the first begins. */
    Instant begin() {
        return begins.get(0);
    }

    /** Where the last ends. */
    Instant end() {
        return end;
    }

    /**
     * The sums of a series.
     *
     * @param key    empty where there is one series only
     * @param bucket null for how many findings there are now; else by how many more they became in this bucket, or from
     *               {@link #end} on
     */
    @RegisterForReflection
    record Sum(String key, @Nullable Instant bucket, int value) {}

    /**
     * The counts at the end of each bucket: those of now, less the later changes.
     *
     * @param keys the keys that always get points; any other key gets points only if it has a count
     */
    List<TrendPoint> points(List<String> keys, List<Sum> sums) {
        Map<String, Deltas> known = new TreeMap<>();
        sums.forEach(
                sum -> known.computeIfAbsent(sum.key(), key -> new Deltas()).add(sum));
        Map<String, int[]> lines = new LinkedHashMap<>();
        keys.forEach(key -> lines.put(key, known.getOrDefault(key, new Deltas()).counts(begins, end)));
        known.forEach((key, deltas) -> {
            int[] counts = deltas.counts(begins, end);
            if (Arrays.stream(counts).anyMatch(count -> count != 0)) {
                lines.putIfAbsent(key, counts);
            }
        });
        List<TrendPoint> points = new ArrayList<>();
        for (int bucket = 0; bucket < begins.size(); bucket++) {
            int at = bucket;
            lines.forEach((key, counts) ->
                    points.add(new TrendPoint(begins.get(at), counts[at], key.isEmpty() ? null : key)));
        }
        return points;
    }

    /** The sums of one series. */
    private static final class Deltas {
        private int now;
        private final Map<Instant, Integer> byBucket = new HashMap<>();

        void add(Sum sum) {
            if (sum.bucket() == null) {
                now += sum.value();
            } else {
                byBucket.merge(sum.bucket(), sum.value(), Integer::sum);
            }
        }

        int[] counts(List<Instant> begins, Instant end) {
            int[] counts = new int[begins.size()];
            int count = now - byBucket.getOrDefault(end, 0);
            for (int bucket = begins.size() - 1; bucket >= 0; bucket--) {
                counts[bucket] = count;
                count -= byBucket.getOrDefault(begins.get(bucket), 0);
            }
            return counts;
        }
    }
}
