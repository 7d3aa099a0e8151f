package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.graphql.ReadsOnly;
import io.muster.inventory.kind.ResourceKind;
import io.opentelemetry.context.Context;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of locks that {@link TaskQueue} states, and what rests on it: tasks of one scan end side by side. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class OrderOfLocksTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String LOCKS_OF_SCAN = """
            select coalesce(string_agg(mode, ' '), '') from pg_locks
            where pid = pg_backend_pid() and relation = 'scan'::regclass
            """;

    @Inject
    Lab lab;

    @Inject
    Pool pool;

    @Inject
    TaskQueue queue;

    @Inject
    ScanEnds ends;

    @Inject
    TaskTransaction transaction;

    @BeforeEach
    @AfterEach
    void empty() {
        lab.truncate("account, scan, scan_task, scan_gap");
    }

    @Test
    void aTaskEndsWhileItsScanIsChanged() {
        // given a transaction that changes the scan, as calling it off does
        long scan = scan(1);
        ScanTask task = claim(1).get(0);
        NewTask region = new NewTask(task.scope().accountId(), Lab.REGION, TaskPhase.REGION);

        // when the task queues another, leaves a gap and ends
        String locks = pool.withTransaction(changing -> changing.query("update scan set reason = 'changed'")
                        .execute()
                        .chain(() -> pool.withTransaction(ending -> ending.query("set local lock_timeout = '5s'")
                                .execute()
                                .chain(() -> queue.own(ending, task))
                                .chain(() -> TaskQueue.add(ending, scan, List.of(region)))
                                .chain(() -> queue.finish(ending, task, denied(task)))
                                .chain(() -> text(ending, LOCKS_OF_SCAN)))))
                .await()
                .atMost(LIMIT);

        // then it had to wait for nothing: of the scan it reads, and its foreign keys lock the key
        assertThat(locks.split(" ")).containsOnly("AccessShareLock", "RowShareLock");
        assertThat(lab.number("select count(*) from scan_task where status = 'QUEUED'"))
                .isOne();
    }

    @Test
    void tasksThatEndTogetherKeepTheirOwnReasons() {
        // given
        int accounts = 24;
        long scan = scan(accounts);
        long before = deadlocks();

        // when
        end(claim(accounts));

        // then
        assertThat(lab.text("select status from scan where id = $1", scan)).isEqualTo("FAILED");
        assertThat(lab.number("select count(*) from scan_gap where message = 'denied in ' || account_id"))
                .isEqualTo(accounts);
        assertThat(deadlocks()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"40P01, 2, DONE", "40001, 2, DONE", "57014, 1, RUNNING"})
    void aTaskThatLosesADeadlockIsStoredAgain(String sqlState, int times, String status) {
        // given
        scan(1);
        ScanTask task = claim(1).get(0);
        AtomicInteger begun = new AtomicInteger();

        // when
        transaction
                .run(
                        task,
                        new TaskSpans.Trace(Context.root(), Runnable::run),
                        (connection, write) -> begun.incrementAndGet() == 1
                                ? connection
                                        .query("do $$ begin raise sqlstate '" + sqlState + "'; end $$")
                                        .execute()
                                        .replaceWith(denied(task))
                                : Uni.createFrom().item(denied(task)))
                .onFailure()
                .recoverWithNull()
                .await()
                .atMost(LIMIT);

        // then
        assertThat(begun).hasValue(times);
        assertThat(lab.text("select status from scan_task")).isEqualTo(status);
    }

    @Test
    void aScanIsCalledOffWhileItsTasksEnd() {
        // given
        long scan = scan(24);
        long before = deadlocks();
        List<ScanTask> tasks = claim(12);

        // when
        Uni.join()
                .all(
                        ends.cancel(scan).replaceWithVoid(),
                        ends.cancel(scan).replaceWithVoid(),
                        queue.renew(tasks.stream().map(ScanTask::id).toList()).replaceWithVoid(),
                        Uni.createFrom().voidItem().invoke(() -> end(tasks)).runSubscriptionOn(Runnable::run),
                        queue.claim(12, Set.of()).replaceWithVoid())
                .andCollectFailures()
                .await()
                .atMost(LIMIT);

        // then
        assertThat(lab.text("select status from scan where id = $1", scan)).isEqualTo("CANCELLED");
        assertThat(lab.number("select count(*) from scan_task where status in ('QUEUED', 'RUNNING')"))
                .isZero();
        assertThat(deadlocks()).isEqualTo(before);
    }

    @Test
    void whatAReplicaThatDiedLeftToDoIsSwept() {
        // given a scan whose last task has ended, and one that was cancelled with its tasks left
        long over = scan(1);
        lab.execute("update scan_task set status = 'DONE', cells_complete = 1");
        long cancelled = scan(2);
        lab.execute("update scan set status = 'CANCELLED' where id = $1", cancelled);

        // when
        ends.sweep().await().atMost(LIMIT);

        // then
        assertThat(lab.text("select status from scan where id = $1", over)).isEqualTo("SUCCEEDED");
        assertThat(lab.text("select distinct status from scan_task where scan_id = $1", cancelled))
                .isEqualTo("CANCELLED");
    }

    /** Each in its transaction, all of them at once; those that were cancelled are lost. */
    private void end(List<ScanTask> tasks) {
        List<Uni<Void>> ended = new ArrayList<>();
        for (ScanTask task : tasks) {
            ended.add(pool.withTransaction(connection ->
                            queue.own(connection, task).chain(() -> queue.finish(connection, task, denied(task))))
                    .onFailure(LostTask.class)
                    .recoverWithNull()
                    .chain(() -> ends.endIfOver(task.scanId())));
        }
        Uni.join().all(ended).andFailFast().await().atMost(LIMIT);
    }

    private static TaskOutcome denied(ScanTask task) {
        String account = task.scope().accountId();
        List<ScanGap> gaps = List.of(new ScanGap(
                account, "global", ResourceKind.ROLE, "sts:AssumeRole", "AccessDenied", "denied in " + account));
        return new TaskOutcome(0, 0, 0, 0, 0, 0, gaps);
    }

    private long scan(int accounts) {
        List<NewTask> tasks = IntStream.range(0, accounts)
                .mapToObj(n -> new NewTask("%012d".formatted(n), "global", TaskPhase.ACCOUNT))
                .toList();
        long scan = lab.number(
                "insert into scan (status, trigger, account_ids, requested_at)"
                        + " values ('QUEUED', 'REQUEST', $1, now()) returning id",
                (Object) tasks.stream().map(NewTask::accountId).toArray(String[]::new));
        pool.withTransaction(connection -> TaskQueue.add(connection, scan, tasks))
                .await()
                .atMost(LIMIT);
        return scan;
    }

    private List<ScanTask> claim(int limit) {
        return queue.claim(limit, Set.of()).await().atMost(LIMIT);
    }

    private static Uni<String> text(SqlConnection connection, String select) {
        return connection
                .query(select)
                .execute()
                .map(rows -> rows.iterator().next().getString(0));
    }

    private long deadlocks() {
        return lab.number("select deadlocks from pg_stat_database where datname = current_database()");
    }
}
