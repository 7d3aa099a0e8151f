package io.muster.finding;

import io.muster.inventory.kind.Described;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** How long a bucket of a trend is; all begin in UTC. */
@Described("How long a bucket of a trend is; all begin in UTC.")
public enum TrendInterval {
    @Described("An hour.")
    HOUR(Duration.ofHours(1), "finding_trend_hour"),
    @Described("A day, from midnight.")
    DAY(Duration.ofDays(1), "finding_trend_day"),
    @Described("A week, from Monday.")
    WEEK(Duration.ofDays(7), "finding_trend_day");

    private final Duration length;
    private final String table;

    TrendInterval(Duration length, String table) {
        this.length = length;
        this.table = table;
    }

    Duration length() {
        return length;
    }

    /** The table whose buckets are as long, or shorter. */
    String table() {
        return table;
    }

    /** When the bucket began that holds the row {@code t} of the table, in SQL. */
    String bucket() {
        return this == WEEK ? "date_trunc('week', t.bucket, 'UTC')" : "t.bucket";
    }

    /** When the bucket began that holds the instant. */
    Instant begin(Instant instant) {
        return switch (this) {
            case HOUR -> instant.truncatedTo(ChronoUnit.HOURS);
            case DAY -> instant.truncatedTo(ChronoUnit.DAYS);
            case WEEK ->
                instant.truncatedTo(ChronoUnit.DAYS)
                        .atOffset(ZoneOffset.UTC)
                        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                        .toInstant();
        };
    }
}
