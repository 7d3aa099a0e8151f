package io.muster.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules as users write them. */
class ScheduleTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:17:30Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "every 1h          | 2026-11-24T11:17:30Z",
                "EVERY 30M         | 2026-11-24T10:47:30Z",
                "every   1h30m     | 2026-11-24T11:47:30Z",
                "every 1m          | 2026-11-24T10:18:30Z",
                "every 90s         | 2026-11-24T10:19:00Z",
                "every 2d          | 2026-11-26T10:17:30Z",
                "every 366d        | 2027-11-25T10:17:30Z",
                "0 * * * * ?       | 2026-11-24T10:18:00Z",
                "59 59 23 ? * *    | 2026-11-24T23:59:59Z",
                "0 0 3 * * ?       | 2026-11-25T03:00:00Z",
                "0 0/15 * * * ?    | 2026-11-24T10:30:00Z",
                "0 30 2 ? * MON    | 2026-11-30T02:30:00Z",
                "0 0 0 1 1 ?       | 2027-01-01T00:00:00Z",
                "0 0 0 1 1 ? 2030  | 2030-01-01T00:00:00Z",
            })
    void theNextTimeFollows(String schedule, Instant next) {
        assertThat(Schedule.parse(schedule).next(NOW)).contains(next);
    }

    @Test
    void aTimetableMayRunOut() {
        assertThat(Schedule.parse("0 0 0 1 1 ? 2020").next(NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hourly",
                "every",
                "every ",
                "every day",
                "every 0m",
                "every -1h",
                "every 59s",
                "every 1s",
                "0 0 0 31W 2 ?",
                "0 0 0,1 31W * ?",
                "0 0 0,1 29W * ?",
                "every 367d",
                "every 110000000d",
                "every 106751991167301d",
                "every ٣d",
                "* * * * * ?",
                "*/30 * * * * ?",
                "0,59 0 3 * * ?",
                "58-59 0 0 1 1 ? 2030",
                "* * * * *",
                "0 0 25 * * ?",
                "0 0 3 * * ? * *"
            })
    void whatIsNoScheduleIsRefusedInWords(String schedule) {
        assertThatThrownBy(() -> Schedule.parse(schedule))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("Exception");
    }
}
