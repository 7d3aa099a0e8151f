package io.muster.finding.webhook;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** The times of daily digests. */
final class DigestTimes {

    private DigestTimes() {}

    /** The next full hour of this number, in UTC, after the instant. */
    static Instant next(int hour, Instant after) {
        ZonedDateTime today =
                after.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).withHour(hour);
        return today.toInstant().isAfter(after)
                ? today.toInstant()
                : today.plusDays(1).toInstant();
    }
}
