package io.muster.finding.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestTimesTest {

    @ParameterizedTest
    @CsvSource({
        "6, 2026-11-26T05:59:59Z, 2026-11-26T06:00:00Z",
        "6, 2026-11-26T06:00:00Z, 2026-11-27T06:00:00Z",
        "0, 2026-12-31T23:59:59Z, 2027-01-01T00:00:00Z",
        "23, 2026-11-26T22:00:00Z, 2026-11-26T23:00:00Z"
    })
    void theNextDigestIsAtTheNextSuchHour(int hour, Instant after, Instant next) {
        assertThat(DigestTimes.next(hour, after)).isEqualTo(next);
    }
}
