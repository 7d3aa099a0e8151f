package io.muster.finding.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.Settings;
import java.time.Duration;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private static final Backoff USUAL = Backoff.of(Settings.of(WebhooksConfig.class, Map.of()));

    @ParameterizedTest
    @CsvSource({
        "1, 0, PT10S",
        "1, 1, PT5S",
        "2, 0, PT20S",
        "3, 0.5, PT30S",
        "13, 0, PT11H22M40S",
        "14, 0, PT12H",
        "1000, 0, PT12H",
        "1000, 1, PT6H"
    })
    void aPauseIsTwiceTheOneBefore(int attempts, double chance, Duration pause) {
        assertThat(USUAL.after(attempts, null, chance)).isEqualTo(pause);
    }

    @ParameterizedTest
    @CsvSource({"PT1S, PT10S", "PT30S, PT30S", "PT48H, PT12H"})
    void aTargetCanAskForALongerOne(Duration asked, Duration pause) {
        assertThat(USUAL.after(1, asked, 0)).isEqualTo(pause);
    }

    @Property(tries = 300)
    void noneIsLongerThanTheLongestOrShorterThanHalfTheFirst(
            @ForAll @IntRange(min = 1) int attempts, @ForAll @DoubleRange(min = 0, max = 1) double chance) {
        assertThat(USUAL.after(attempts, null, chance)).isBetween(Duration.ofSeconds(5), Duration.ofHours(12));
    }

    @Test
    void allOfThemTakeDays() {
        // when
        Duration least = Duration.ZERO;
        Duration most = Duration.ZERO;
        for (int attempts = 1; attempts < 20; attempts++) {
            least = least.plus(USUAL.after(attempts, null, 1));
            most = most.plus(USUAL.after(attempts, null, 0));
        }

        // then
        assertThat(least).isBetween(Duration.ofDays(1), Duration.ofDays(3));
        assertThat(most).isBetween(Duration.ofDays(3), Duration.ofDays(5));
    }
}
