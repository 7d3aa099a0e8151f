package io.muster.account;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/**
 * When an account is scanned by itself: {@code every 1h}, or a Quartz cron expression in UTC
 * ({@code 0 0 3 * * ?} is three o'clock every night).
 */
public sealed interface Schedule {

    int LONGEST = 256;

    Duration SHORTEST = Duration.ofMinutes(1);

    /** The first time after the given one; none where the expression has run out. */
    Optional<Instant> next(Instant after);

    /**
     * Reads a schedule as a user wrote it.
     *
     * @throws IllegalArgumentException with a message for the one who wrote it
     */
    static Schedule parse(String expression) {
        if (expression.length() > LONGEST) {
            throw new IllegalArgumentException("has " + expression.length() + " characters; at most " + LONGEST);
        }
        String trimmed = expression.strip();
        return trimmed.toLowerCase(Locale.ROOT).startsWith("every ")
                ? Every.parse(trimmed.substring("every ".length()).strip())
                : Timetable.parse(trimmed);
    }

    private static IllegalArgumentException tooOften() {
        return new IllegalArgumentException("an account can be scanned every minute (1m) at most");
    }

    /** A scan each time the interval has passed. */
    record Every(Duration interval) implements Schedule {

        private static final Duration LONGEST_INTERVAL = Duration.ofDays(366);

        private static Every parse(String interval) {
            Duration parsed = duration(interval);
            if (parsed.compareTo(SHORTEST) < 0) {
                throw tooOften();
            }
            if (parsed.compareTo(LONGEST_INTERVAL) > 0) {
                throw new IllegalArgumentException("an account is scanned every 366 days (366d) at least");
            }
            return new Every(parsed);
        }

        private static Duration duration(String interval) {
            String iso = interval.matches("(?i)[0-9]+d") ? "P" + interval : "PT" + interval;
            try {
                return Duration.parse(iso);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        "\"" + interval + "\" is not a duration such as 30m, 1h, 1h30m or 1d", e);
            }
        }

        @Override
        public Optional<Instant> next(Instant after) {
            return Optional.of(after.plus(interval));
        }
    }

    /** A scan at each time of a cron expression. */
    record Timetable(Cron cron) implements Schedule {

        private static final int MONTHS_OF_LEAP_YEARS = 48;

        private static Timetable parse(String expression) {
            Timetable timetable = read(expression);
            timetable.checkMonths();
            if (timetable.smallestGap().compareTo(SHORTEST) < 0) {
                throw tooOften();
            }
            return timetable;
        }

        private static Timetable read(String expression) {
            CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));
            try {
                return new Timetable(parser.parse(expression).validate());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "neither \"every <duration>\" nor a Quartz cron expression: " + e.getMessage(), e);
            }
        }

        /**
         * Checks all months: the parser accepts days that some months do not have ({@code 31W}), and fails only when such a month
         * comes.
         */
        private void checkMonths() {
            ZonedDateTime month = Instant.EPOCH.atZone(ZoneOffset.UTC);
            try {
                for (int i = 0; i < MONTHS_OF_LEAP_YEARS; i++) {
                    next(month.plusMonths(i).toInstant().minusNanos(1));
                }
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("names a day that not every month of it has: " + e.getMessage(), e);
            }
        }

        /**
         * The shortest gap between two times. Every minute with times has the same seconds, so that a gap below a minute, if
         * there is one, is the one between the first two times.
         */
        private Duration smallestGap() {
            Optional<Instant> first = next(Instant.EPOCH.minusNanos(1));
            Optional<Instant> second = first.flatMap(this::next);
            return second.isEmpty() ? SHORTEST : Duration.between(first.get(), second.get());
        }

        @Override
        public Optional<Instant> next(Instant after) {
            return ExecutionTime.forCron(cron)
                    .nextExecution(after.atZone(ZoneOffset.UTC))
                    .map(ZonedDateTime::toInstant);
        }
    }
}
