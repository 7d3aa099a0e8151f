package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.graphql.ReadsOnly;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose tasks are next: callers take turns, however much each of them has asked for. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class ClaimOrderTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Inject
    Lab lab;

    @Inject
    Pool pool;

    @Inject
    TaskQueue queue;

    private int accounts;

    @BeforeEach
    @AfterEach
    void empty() {
        lab.truncate("account, scan, scan_task, scan_gap");
    }

    @Test
    void oneCallersManyScansDoNotDelayAnothers() {
        // given
        IntStream.range(0, 40).forEach(n -> scan("busy", 3));
        claim(4);
        long other = scan("other", 1);

        // when
        List<ScanTask> next = claim(2);

        // then
        assertThat(next).extracting(ScanTask::scanId).contains(other);
    }

    @Test
    void ofOneCallerTheOldestScanIsFirst() {
        // given
        long first = scan("busy", 2);
        long second = scan("busy", 2);

        // when, then
        assertThat(claim(4)).extracting(ScanTask::scanId).containsExactlyInAnyOrder(first, first, second, second);
        long third = scan("busy", 1);
        scan("busy", 1);
        assertThat(claim(1)).extracting(ScanTask::scanId).containsExactly(third);
    }

    /** A law over random queues, of a fixed seed. */
    @Test
    void sharesDifferByOneTaskAtMostWhileAllHaveSome() {
        Random random = new Random(40);
        for (int round = 0; round < 5; round++) {
            // given
            empty();
            List<String> callers = IntStream.range(0, 2 + random.nextInt(3))
                    .mapToObj(n -> "caller-" + n)
                    .toList();
            Map<Long, String> callerOf = new HashMap<>();
            for (String caller : callers) {
                IntStream.rangeClosed(0, random.nextInt(6))
                        .forEach(n -> callerOf.put(scan(caller, 4 + random.nextInt(4)), caller));
            }

            // when
            Map<String, Integer> shares = new HashMap<>();
            for (int claims = 0; claims < 4; claims++) {
                claim(1 + random.nextInt(callers.size()))
                        .forEach(task -> shares.merge(callerOf.get(task.scanId()), 1, Integer::sum));

                // then
                int most = callers.stream()
                        .mapToInt(caller -> shares.getOrDefault(caller, 0))
                        .max()
                        .orElseThrow();
                int least = callers.stream()
                        .mapToInt(caller -> shares.getOrDefault(caller, 0))
                        .min()
                        .orElseThrow();
                assertThat(most - least).as("%s", shares).isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void aScopeThatIsBeingReadIsNotBegunByAnotherScan() {
        // given
        long first = scanOf("one", "123456789012");
        long second = scanOf("another", "123456789012");
        ScanTask task = claim(5).get(0);
        assertThat(task.scanId()).isEqualTo(first);
        assertThat(claim(5)).isEmpty();

        // when
        lab.execute("update scan_task set status = 'DONE' where id = $1", task.id());

        // then
        assertThat(claim(5)).extracting(ScanTask::scanId).containsExactly(second);
    }

    @Test
    void ofAnAccountTheScanWhoseClockIsFurthestBehindIsFirst() {
        // given
        long present = scanOf("one", "123456789012");
        long yesterday = behind(1, scanOf("another", "123456789012"));
        long before = behind(2, scanOf("one", "123456789012"));
        long elsewhere = scanOf("one", "210987654321");

        // when, then
        assertThat(claimed()).containsExactlyInAnyOrder(before, elsewhere);
        assertThat(claimed()).isEmpty();
        end(before);
        assertThat(claimed()).containsExactly(yesterday);
        end(yesterday);
        assertThat(claimed()).containsExactly(present);
    }

    private List<Long> claimed() {
        return claim(5).stream().map(ScanTask::scanId).toList();
    }

    private long behind(int days, long scan) {
        lab.execute("update scan set behind = make_interval(days => $1) where id = $2", days, scan);
        return scan;
    }

    private void end(long scan) {
        lab.execute("update scan_task set status = 'DONE' where scan_id = $1", scan);
        lab.execute("update scan set status = 'SUCCEEDED' where id = $1", scan);
    }

    private List<ScanTask> claim(int limit) {
        return queue.claim(limit, Set.of()).await().atMost(LIMIT);
    }

    private long scan(String caller, int size) {
        List<String> ids = new ArrayList<>();
        IntStream.range(0, size).forEach(n -> ids.add("%012d".formatted(++accounts)));
        return scanOf(caller, ids.toArray(String[]::new));
    }

    private long scanOf(String caller, String... accountIds) {
        long scan = lab.number(
                "insert into scan (status, trigger, account_ids, requested_by, requested_at)"
                        + " values ('QUEUED', 'REQUEST', $1, $2, now()) returning id",
                accountIds,
                caller);
        List<NewTask> tasks = List.of(accountIds).stream()
                .map(account -> new NewTask(account, "global", TaskPhase.ACCOUNT))
                .toList();
        pool.withTransaction(connection -> TaskQueue.add(connection, scan, tasks))
                .await()
                .atMost(LIMIT);
        return scan;
    }
}
