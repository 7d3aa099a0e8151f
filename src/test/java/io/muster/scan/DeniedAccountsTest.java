package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One scan of many accounts into which nobody can enter: all its tasks come to their ends at the same time. How many
 * accounts is the property {@code muster.test.denied-accounts}.
 */
@QuarkusTest
class DeniedAccountsTest {

    private static final int ACCOUNTS = Integer.getInteger("muster.test.denied-accounts", 60);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Inject
    Lab lab;

    @Inject
    Scans scans;

    @Inject
    ScanEnds ends;

    @BeforeEach
    void register() {
        lab.reset();
        lab.execute(
                "insert into account (account_id, role_arn, regions, registered_at)"
                        + " select id, 'arn:aws:iam::' || id || ':role/nobody', '{eu-central-1}', now()"
                        + " from (select cast(700000000000 + n as text) as id from generate_series(1, $1) n) made",
                ACCOUNTS);
        lab.execute("delete from account where account_id = $1", Lab.ACCOUNT);
    }

    @AfterEach
    void reset() {
        lab.reset();
    }

    @Test
    void eachEndsWithItsOwnReason() {
        // given
        long before = deadlocks();

        // when
        Lab.Ended ended = lab.ended(everything());

        // then
        assertThat(ended.status()).isEqualTo(ScanStatus.FAILED);
        assertThat(lab.number("select count(distinct account_id) from scan_gap where operation = 'sts:AssumeRole'"
                        + " and position(account_id in message) > 0"))
                .isEqualTo(ACCOUNTS);
        assertThat(lab.number("select count(*) from scan_gap where error_code = 'INTERNAL'"))
                .isZero();
        assertThat(lab.number("select count(*) from scan_task where status <> 'DONE'"))
                .isZero();
        assertThat(deadlocks()).isEqualTo(before);
        System.out.printf(
                "%d accounts that deny ended in %s%n",
                ACCOUNTS, lab.text("select cast(finished_at - requested_at as text) from scan"));
    }

    @Test
    void theScanIsCalledOffMeanwhile() {
        // given
        long before = deadlocks();
        long scan = everything();

        // when
        assertThat(ends.cancel(scan).await().atMost(LIMIT)).isTrue();

        // then
        assertThat(lab.text("select status from scan where id = $1", scan)).isEqualTo("CANCELLED");
        assertThat(lab.number("select count(*) from scan_task where status in ('QUEUED', 'RUNNING')"))
                .isZero();
        assertThat(deadlocks()).isEqualTo(before);
    }

    private long everything() {
        return scans.request(new ScanRequest(null, null, null, ScanTrigger.REQUEST, "a test"))
                .await()
                .atMost(LIMIT)
                .scanId();
    }

    private long deadlocks() {
        return lab.number("select deadlocks from pg_stat_database where datname = current_database()");
    }
}
