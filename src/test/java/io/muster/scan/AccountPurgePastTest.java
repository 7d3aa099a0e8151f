package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.account.Precondition;
import io.muster.graphql.ReadsOnly;
import io.muster.platform.AccountScope;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The past of accounts that were purged. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class AccountPurgePastTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String GOES = "711111111111";
    private static final String STAYS = "722222222222";

    @Inject
    Lab lab;

    @Inject
    AccountPurge purge;

    @Inject
    KnownPast past;

    @BeforeEach
    @AfterEach
    void empty() {
        lab.truncate("account, account_purge, account_purged, scan, scan_task, scan_gap cascade");
    }

    @Test
    void thePastOfAnAccountBeginsAfterItsPurge() {
        // given
        scanned(GOES);
        scanned(STAYS);

        // when
        purge.purge(GOES, Precondition.NONE).await().atMost(LIMIT);

        // then
        assertThat(firstScanAt(AccountScope.EVERY_ACCOUNT, List.of(GOES))).isNull();
        assertThat(firstScanAt(AccountScope.EVERY_ACCOUNT, List.of(STAYS))).isNotNull();
        assertThat(firstScanAt(AccountScope.EVERY_ACCOUNT, null))
                .isEqualTo(firstScanAt(AccountScope.EVERY_ACCOUNT, List.of(STAYS)));

        // when
        scanned(GOES);

        // then
        assertThat(firstScanAt(AccountScope.of(List.of(GOES)), null)).isNotNull();
    }

    private Instant firstScanAt(AccountScope scope, List<String> accountIds) {
        return past.beginning(scope, accountIds).await().atMost(LIMIT).firstScanAt();
    }

    private void scanned(String accountId) {
        lab.execute(
                "with done as (insert into scan (status, trigger, account_ids, requested_at, started_at, finished_at)"
                        + " values ('SUCCEEDED', 'REQUEST', array[$1::text], now(), clock_timestamp(), now()) returning id)"
                        + " insert into scan_task (scan_id, account_id, region, phase, step, discovers, status, attempt)"
                        + " select id, $1, 'global', 'ASSESS', 3, false, 'DONE', 1 from done",
                accountId);
    }
}
