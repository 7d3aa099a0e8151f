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

/** Tasks that no attempt is left for. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class AbandonedTasksTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Inject
    Lab lab;

    @Inject
    Pool pool;

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
        leasesRunOut();
        claim();
        leasesRunOut();
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

    /** A scan of the account-wide resources of an account of its own. */
    private long scan() {
        String account = "%012d".formatted(++accounts);
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

    private void leasesRunOut() {
        lab.execute("update scan_task set lease_until = now() - interval '1 second' where status = 'RUNNING'");
    }

    private String status(long scan) {
        return lab.text("select status from scan where id = $1", scan);
    }
}
