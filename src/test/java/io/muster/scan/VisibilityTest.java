package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What others see while a scan is at work. The scans are held up by locks that the test takes first. */
@QuarkusTest
class VisibilityTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String HOLD_REGION =
            "select pg_advisory_xact_lock(hashtextextended('" + Lab.ACCOUNT + "/" + Lab.REGION + "', 0))";
    private static final String HOLD_ENDS_OF_TASKS = "lock table scan_task in share mode";
    private static final String HOLD_ATTACK_PATHS = "lock table attack_path_scope in exclusive mode";
    private static final String LOCKS_OF_COUNTS =
            "select count(*) from pg_locks where relation = 'finding_series'::regclass and mode = 'RowExclusiveLock'";
    private static final String OF_REGION = " where region = '" + Lab.REGION + "'";

    @Inject
    Lab lab;

    @Inject
    Scans scans;

    @Inject
    ScanEnds ends;

    @Inject
    DataSource database;

    @BeforeEach
    @AfterEach
    void reset() {
        lab.reset();
    }

    @Test
    void aRegionAppearsAsAWhole() throws SQLException {
        long scan;
        try (Connection region = hold(HOLD_REGION)) {
            // given a scan that waits to write its region
            scan = lab.request().scanId();
            awaitWaiting("pg_advisory_xact_lock");
            try (Connection end = hold(HOLD_ENDS_OF_TASKS)) {
                // when it has written all of it, but for the task's end
                region.rollback();
                awaitWaiting("set status = $2, finished_at");

                // then
                assertThat(lab.number("select count(*) from resource" + OF_REGION))
                        .isZero();
                assertThat(lab.number("select count(*) from finding" + OF_REGION))
                        .isZero();
                assertThat(lab.number("select count(*) from cell" + OF_REGION)).isZero();
                end.rollback();
            }
        }
        assertThat(lab.ended(scan).status()).isEqualTo(ScanStatus.SUCCEEDED);
        assertThat(lab.number("select count(*) from resource" + OF_REGION)).isPositive();
        assertThat(lab.number("select count(*) from finding" + OF_REGION)).isPositive();
    }

    @Test
    void aRegionLocksTheCountsOfTheEstateOnlyOnceItsAttackPathsAreStored() throws SQLException {
        long scan;
        try (Connection paths = hold(HOLD_ATTACK_PATHS)) {
            // given
            scan = lab.request().scanId();

            // when it waits to write its attack paths
            awaitWaiting("insert into attack_path_scope");

            // then
            assertThat(lab.number(LOCKS_OF_COUNTS)).isZero();
            paths.rollback();
        }
        assertThat(lab.ended(scan).status()).isEqualTo(ScanStatus.SUCCEEDED);
        assertThat(lab.number(
                        "select count(*) from finding_series where level = 'ESTATE' and region = '" + Lab.REGION + "'"))
                .isPositive();
    }

    @Test
    void aRequestWhoseScopeIsUnderWayIsJoined() throws SQLException {
        Scans.Requested first;
        try (Connection region = hold(HOLD_REGION)) {
            // given
            first = lab.request();

            // when
            Scans.Requested same = lab.request();
            Scans.Requested narrower = scans.request(
                            new ScanRequest(List.of(Lab.ACCOUNT), List.of(Lab.REGION), null, ScanTrigger.REQUEST, null))
                    .await()
                    .atMost(LIMIT);

            // then
            assertThat(first.joined()).isFalse();
            assertThat(same).isEqualTo(new Scans.Requested(first.scanId(), true));
            assertThat(narrower).isEqualTo(new Scans.Requested(first.scanId(), true));
            region.rollback();
        }
        lab.ended(first.scanId());
        assertThat(lab.request().joined()).as("the first has ended").isFalse();
    }

    @Test
    void aCancelledScanWritesNoMore() throws SQLException {
        long scan;
        try (Connection region = hold(HOLD_REGION)) {
            // given a task that is about to write
            scan = lab.request().scanId();
            awaitWaiting("pg_advisory_xact_lock");

            // when it is cancelled; the task at work holds its row until it has ended
            var cancelled = ends.cancel(scan).subscribeAsCompletionStage();
            await().atMost(LIMIT)
                    .until(() -> lab.text("select status from scan where id = $1", scan)
                            .equals("CANCELLED"));
            region.rollback();
            assertThat(cancelled.join()).isTrue();
        }

        // then the last phase is never begun
        assertThat(lab.ended(scan).status()).isEqualTo(ScanStatus.CANCELLED);
        assertThat(lab.text("select status from scan_task where phase = 'ASSESS'"))
                .isEqualTo("CANCELLED");
        assertThat(ends.cancel(scan).await().atMost(LIMIT)).as("it has ended").isFalse();
    }

    private Connection hold(String lock) throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(lock)) {
            statement.execute();
        }
        return connection;
    }

    /** Until a session of this database waits for a lock with such a statement. */
    private void awaitWaiting(String statement) {
        await().atMost(LIMIT)
                .until(() -> lab.number(
                                "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                        + " and position($1 in query) > 0",
                                statement)
                        > 0);
    }
}
