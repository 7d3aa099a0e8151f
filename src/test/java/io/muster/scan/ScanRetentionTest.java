package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.graphql.ReadsOnly;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scans are kept for 400 days, which is the default; each is named by its reason. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class ScanRetentionTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String ONE = "111111111111";
    private static final String OTHER = "222222222222";

    @Inject
    Lab lab;

    @Inject
    ScanRetention retention;

    @BeforeEach
    @AfterEach
    void empty() {
        lab.truncate("account, scan, scan_task, scan_gap");
    }

    @Test
    void oldScansGoWithTheirTasksButForTheFirstAndTheLastOfEachAccount() {
        // given
        scan("never begun", 900, ONE);
        scan("first of one", 800, ONE);
        scan("of one", 700, ONE);
        scan("first of the other", 600, ONE, OTHER);
        scan("of both", 500, ONE, OTHER);
        scan("last of the other", 450, OTHER);
        scan("of one, again", 401, ONE);
        scan("young", 399, ONE);
        scan("last of one", 1, ONE);
        lab.execute("update scan set status = 'CANCELLED', started_at = null where reason = 'never begun'");

        // when
        retention.tick().await().atMost(LIMIT);

        // then
        assertThat(kept())
                .containsExactly(
                        "never begun",
                        "first of one",
                        "first of the other",
                        "last of the other",
                        "young",
                        "last of one");
        assertThat(lab.number("select count(distinct scan_id) from scan_task")).isEqualTo(6);
    }

    @Test
    void scansForEventsAreNoneOfThem() {
        // given
        scan("first", 800, ONE);
        scan("between", 600, ONE);
        scan("last by schedule", 500, ONE);
        scan("for an event", 450, ONE);
        lab.execute("update scan set trigger = 'EVENT' where reason = 'for an event'");

        // when
        retention.tick().await().atMost(LIMIT);

        // then it is neither deleted here, nor does it count as the account's last scan
        assertThat(kept()).containsExactly("first", "last by schedule", "for an event");
    }

    @Test
    void whatIsUnderWayStaysAndAssessmentsAreAllDeleted() {
        // given
        scan("first", 800, ONE);
        scan("under way", 700, ONE);
        scan("with a task", 650, ONE);
        scan("assessment", 600, ONE);
        scan("last", 1, ONE);
        lab.execute("update scan set status = 'RUNNING', finished_at = null where reason = 'under way'");
        lab.execute("update scan_task set status = 'RUNNING'"
                + " where scan_id = (select id from scan where reason = 'with a task')");
        lab.execute("update scan set purpose = 'ASSESSMENT' where reason = 'assessment'");

        // when
        retention.tick().await().atMost(LIMIT);

        // then
        assertThat(kept()).containsExactly("first", "under way", "with a task", "last");
    }

    @Test
    void moreThanAStepOfThemGo() {
        // given
        scan("first", 800, ONE);
        for (int i = 0; i < 45; i++) {
            scan("between", 700, ONE);
        }
        scan("last", 1, ONE);

        // when
        retention.tick().await().atMost(LIMIT);

        // then
        assertThat(kept()).containsExactly("first", "last");
    }

    private void scan(String reason, int daysAgo, String... accountIds) {
        lab.execute(
                "insert into scan (status, trigger, reason, account_ids, requested_at, started_at, finished_at)"
                        + " select 'SUCCEEDED', 'SCHEDULE', $1, $2, at, at, at"
                        + " from (values (now() - make_interval(days => $3))) past (at)",
                reason,
                accountIds,
                daysAgo);
        lab.execute("insert into scan_task (scan_id, account_id, region, phase, step, status)"
                + " select id, account_id, 'global', 'ASSESS', 2, 'DONE' from scan, unnest(account_ids) account_id"
                + " on conflict do nothing");
    }

    private List<String> kept() {
        return lab.rows("select reason from scan order by id").stream()
                .map(row -> row.getString("reason"))
                .toList();
    }
}
