package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.graphql.ReadsOnly;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks that replicas left behind: no attempt is left for them, or their times were set before the database's clock was set back. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class AbandonedTasksTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Inject
    Lab lab;

    @Inject
    Pool pool;

    @Inject
    ScanConfig config;

    @Inject
    TaskQueue queue;

    @Inject
    AbandonedTasks abandoned;

    @Inject
    TaskFailure failure;

    private int accounts;

    @BeforeEach
    @AfterEach
    void empty() {
        lab.truncate("account, scan, scan_task, scan_gap");
    }

    @Test
    void aTaskThatWasBegunOnceTooOftenEndsItsScanWithGaps() {
        // given two attempts, which is all that there are
        long scan = scan();
        claim();
        lab.leasesRunOut();
        claim();
        lab.leasesRunOut();
        assertThat(claim()).isEmpty();

        // when
        abandoned.end(failure.of(TaskFault.INTERNAL)).await().atMost(LIMIT);

        // then
        Lab.Ended ended = lab.ended(scan);
        assertThat(ended.status()).isEqualTo(ScanStatus.FAILED);
        assertThat(ended.gaps())
                .as("one for each account-wide kind")
                .contains("ROLE muster:Scan INTERNAL", "INSTANCE_PROFILE muster:Scan INTERNAL")
                .allMatch(gap -> gap.endsWith(" muster:Scan INTERNAL"));
    }

    @Test
    void aTaskWhoseLeaseWasMadeByAClockThatWasAheadEndsItsScan() {
        // given
        long scan = scan();
        claim();
        lab.execute("update scan_task set attempt = 9, lease_until = now() + interval '1 day'");

        // when
        abandoned.end(failure.of(TaskFault.INTERNAL)).await().atMost(LIMIT);

        // then
        assertThat(status(scan)).isEqualTo("FAILED");
    }

    @Test
    void aTaskThatWaitsForAnAttemptThatIsNoLongerAllowedEndsItsScan() {
        // given a task that was put back when more attempts were allowed
        long scan = scan();
        claim();
        lab.execute("update scan_task set status = 'QUEUED', owner = null, lease_until = null, attempt = 9");
        assertThat(claim()).isEmpty();

        // when
        abandoned.end(failure.of(TaskFault.INTERNAL)).await().atMost(LIMIT);

        // then
        assertThat(status(scan)).isEqualTo("FAILED");
    }

    @Test
    void anAbandonedTaskWhoseEndCannotBeWrittenKeepsNoOtherFromItsEnd() {
        // given
        long first = scan();
        long second = scan();
        claim();
        lab.execute("update scan_task set status = 'QUEUED', owner = null, lease_until = null, attempt = 9");

        // when the consequences of one fail each time
        abandoned
                .end((connection, task) -> task.scanId() == first
                        ? Uni.createFrom().failure(new IllegalStateException("boom"))
                        : failure.of(TaskFault.INTERNAL).write(connection, task))
                .await()
                .atMost(LIMIT);

        // then
        assertThat(List.of(status(first), status(second))).containsOnly("FAILED");
        assertThat(lab.ended(first).gaps()).containsExactly("ACCOUNT_SETTINGS muster:Scan INTERNAL");
    }

    @ParameterizedTest
    @CsvSource({"1 day, true", "50 minutes, false"})
    void aLeaseThatIsFurtherAheadThanAnyIsOver(String ahead, boolean over) {
        // given one task, and another scan of its scope
        long first = scan();
        claim();
        long other = scanOf(accounts);
        lab.execute("update scan_task set lease_until = now() + $1::text::interval where status = 'RUNNING'", ahead);

        // when
        List<ScanTask> taken = claim();

        // then
        assertThat(taken).extracting(ScanTask::scanId).isEqualTo(over ? List.of(first) : List.of());
        assertThat(status(other)).isEqualTo("QUEUED");
    }

    @Test
    void aScopeIsNotKeptFromOtherScansByALeaseThatIsFurtherAheadThanAny() {
        // given a task that cannot be begun once more
        scan();
        claim();
        lab.execute("update scan_task set attempt = 9, lease_until = now() + interval '1 day'");
        long other = scanOf(accounts);

        // when, then
        assertThat(claim()).extracting(ScanTask::scanId).containsExactly(other);
    }

    /** A replica renews by the time of the database, whatever that was before. */
    @Test
    void aTaskThatIsWorkedOnKeepsItsReplicaWhenTheClockIsSetBack() {
        // given
        scan();
        ScanTask mine = claim().get(0);
        lab.execute("update scan_task set lease_until = now() + interval '1 day'");

        // when
        queue.renew(Set.of(mine.id())).await().atMost(LIMIT);

        // then
        TaskQueue there = new TaskQueue(pool, config);
        assertThat(there.claim(10, Set.of()).await().atMost(LIMIT)).isEmpty();
    }

    @Test
    void aTaskThatWaitsForATimeFurtherAheadThanAnyIsBegun() {
        // given
        scan();
        queue.retry(claim().get(0), "boom").await().atMost(LIMIT);

        // when
        lab.execute("update scan_task set not_before = now() + interval '1 day'");

        // then
        assertThat(claim()).extracting(ScanTask::attempt).containsExactly(2);
    }

    /** A scan of the account-wide resources of an account of its own. */
    private long scan() {
        return scanOf(++accounts);
    }

    private long scanOf(int number) {
        String account = "%012d".formatted(number);
        long scan = lab.number(
                "insert into scan (status, trigger, account_ids, requested_at)"
                        + " values ('QUEUED', 'REQUEST', array[$1::text], now()) returning id",
                account);
        List<NewTask> tasks = List.of(new NewTask(account, "global", TaskPhase.ACCOUNT));
        pool.withTransaction(connection -> TaskQueue.add(connection, scan, tasks))
                .await()
                .atMost(LIMIT);
        return scan;
    }

    private List<ScanTask> claim() {
        return queue.claim(10, Set.of()).await().atMost(LIMIT);
    }

    private String status(long scan) {
        return lab.text("select status from scan where id = $1", scan);
    }
}
