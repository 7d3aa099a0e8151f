package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that answers and takes no writes, as with a full disk. */
@QuarkusTest
class RefusedWritesTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Inject
    Lab lab;

    @BeforeEach
    void reset() {
        lab.reset();
        lab.execute("create or replace function refuse() returns trigger language plpgsql as"
                + " $$ begin raise exception 'no space left on device' using errcode = 'disk_full'; end $$");
    }

    @AfterEach
    void mend() {
        lab.execute("drop function if exists refuse() cascade");
        lab.reset();
    }

    @Test
    void aScanEndsWithThatReasonAndTheNextOneHeals() {
        // given a table that has no room
        full("resource");

        // when
        Lab.Ended ended = lab.scan();

        // then
        assertThat(ended.status()).isEqualTo(ScanStatus.FAILED);
        assertThat(ended.gaps()).isNotEmpty().anyMatch(gap -> gap.endsWith(" DATABASE_FULL"));
        assertThat(lab.number("select max(attempt) from scan_task")).isEqualTo(3);

        // when
        lab.execute("drop function refuse() cascade");

        // then
        assertThat(lab.scan().status()).isEqualTo(ScanStatus.SUCCEEDED);
    }

    @Test
    void whatCouldNotBeSaidIsSaidOnceThereIsRoom() {
        // given no room for a gap either
        full("resource");
        full("scan_gap");

        // when
        Scans.Requested scan = lab.request();
        await().atMost(LIMIT)
                .until(() -> lab.number("select count(*) from scan_task where attempt = 3 and status = 'RUNNING'") > 0);
        lab.execute("drop trigger full_disk on scan_gap");

        // then
        assertThat(lab.ended(scan.scanId()).status()).isEqualTo(ScanStatus.FAILED);
    }

    private void full(String table) {
        lab.execute(
                "create trigger full_disk before insert on " + table + " for each statement execute function refuse()");
    }
}
