package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scans whose clock is behind the present: all that they write is of their day, and the present follows on it. */
@QuarkusTest
class PastScansTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Inject
    Lab lab;

    @Inject
    Scans scans;

    @Inject
    FirstScans firstScans;

    @BeforeEach
    @AfterEach
    void reset() {
        lab.reset();
    }

    @Test
    void tellWhatHappenedOverTheDays() {
        // when the group that is open to everything was open, was closed and is open
        List<Scans.Requested> asked = scans.request(
                        Stream.of(28, 15, 0).map(PastScansTest::daysAgo).toList())
                .await()
                .atMost(LIMIT);
        asked.forEach(scan -> assertThat(lab.ended(scan.scanId()).status())
                .as(scan.toString())
                .isEqualTo(ScanStatus.SUCCEEDED));

        // then scans are of their days, and took no longer for it
        List<Row> rows = lab.rows("select requested_at, finished_at from scan order by id");
        assertThat(rows)
                .extracting(row -> daysBefore(row.getOffsetDateTime("requested_at")))
                .containsExactly(28L, 15L, 0L);
        assertThat(rows)
                .allSatisfy(row -> assertThat(Duration.between(
                                row.getOffsetDateTime("requested_at"), row.getOffsetDateTime("finished_at")))
                        .isBetween(Duration.ZERO, LIMIT));

        // and so is what they found
        assertThat(daysBefore(
                        lab.row("select min(first_seen_at) as at from resource").getOffsetDateTime("at")))
                .isEqualTo(28);
        assertThat(lab.number("select count(*) from resource_version where valid_from >= valid_to"))
                .isZero();
        assertThat(lab.rows(
                        "select distinct valid_to::date - valid_from::date as days from resource_version order by 1"))
                .extracting(row -> row.getInteger("days"))
                .contains(13, 15);
        assertThat(lab.number("select count(*) from finding where rule_id = 'sg-ingress-all-ports-internet'"
                        + " and status = 'OPEN' and reopened_count = 1"))
                .isPositive();
        assertThat(lab.number("select count(*) from cell where last_complete_at < now() - interval '1 hour'"))
                .isZero();

        // and the trend of each day adds up to what there is now
        assertThat(lab.rows(
                        "select distinct now()::date - bucket::date as days from finding_trend_day order by 1 desc"))
                .extracting(row -> row.getInteger("days"))
                .containsExactly(28, 15, 0);
        assertThat(lab.number("select sum(delta) from finding_trend_day t join finding_series s on s.id = series_id"
                        + " where level = 'SCOPE' and status = 'OPEN'"))
                .isEqualTo(lab.number("select count(*) from finding where status = 'OPEN'"));
    }

    @Test
    void areAllAskedForOrNone() {
        // given
        ScanRequest unknown = ScanRequest.everythingOf("999999999999", ScanTrigger.START_UP, null);

        // when
        Throwable failure = scans.request(List.of(daysAgo(1), unknown))
                .onItemOrFailure()
                .transform((requested, thrown) -> thrown)
                .await()
                .atMost(LIMIT);

        // then
        assertThat(failure)
                .isInstanceOfSatisfying(
                        MusterException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.NOT_FOUND));
        assertThat(firstScans.asked(Lab.ACCOUNT).await().atMost(LIMIT)).isFalse();
        assertThat(firstScans.underWay().await().atMost(LIMIT)).isEqualTo(new FirstScans.UnderWay(0, 0));
    }

    private static ScanRequest daysAgo(int days) {
        return ScanRequest.everythingOf(Lab.ACCOUNT, ScanTrigger.START_UP, "a test")
                .past(Duration.ofDays(days));
    }

    private static long daysBefore(OffsetDateTime time) {
        return Duration.between(time, OffsetDateTime.now(time.getOffset()))
                .plusHours(1)
                .toDays();
    }
}
