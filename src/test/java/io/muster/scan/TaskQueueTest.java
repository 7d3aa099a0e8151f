package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.graphql.ReadsOnly;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas and one queue. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class TaskQueueTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Inject
    Lab lab;

    @Inject
    Pool pool;

    @Inject
    ScanConfig config;

    @Inject
    ScanEnds ends;

    private int accounts;
    private TaskQueue here;
    private TaskQueue there;

    @BeforeEach
    void reset() {
        lab.truncate("account, scan, scan_task, scan_gap");
        here = new TaskQueue(pool, config);
        there = new TaskQueue(pool, config);
    }

    @AfterEach
    void empty() {
        lab.truncate("account, scan, scan_task, scan_gap");
    }

    @Test
    void thePhasesOfAnAccountGoOneAfterTheOther() {
        // given
        long scan = scan("eu-central-1", "us-east-1");

        // when, then
        List<ScanTask> account = claim(here, 10);
        assertThat(account).extracting(ScanTask::phase).containsExactly(TaskPhase.ACCOUNT);
        assertThat(claim(there, 10)).isEmpty();
        lab.finish(here, ends, account.get(0));

        List<ScanTask> regions = claim(here, 10);
        assertThat(regions)
                .extracting(task -> task.scope().region())
                .containsExactlyInAnyOrder("eu-central-1", "us-east-1");
        lab.finish(here, ends, regions.get(0));
        assertThat(claim(there, 10)).as("one region is missing").isEmpty();
        lab.finish(here, ends, regions.get(1));

        List<ScanTask> assessment = claim(there, 10);
        assertThat(assessment).extracting(ScanTask::phase).containsExactly(TaskPhase.ASSESS);
        assertThat(status(scan)).isEqualTo("RUNNING");
        lab.finish(there, ends, assessment.get(0));
        assertThat(status(scan)).isEqualTo("SUCCEEDED");
    }

    @Test
    void noTaskIsClaimedTwiceHoweverManyAsk() {
        // given
        for (int i = 0; i < 40; i++) {
            scan();
        }

        // when
        List<ScanTask> claimed = Uni.join()
                .all(Stream.generate(() -> List.of(here.claim(3, Set.of()), there.claim(3, Set.of())))
                        .limit(10)
                        .flatMap(List::stream)
                        .toList())
                .andFailFast()
                .await()
                .atMost(LIMIT)
                .stream()
                .flatMap(List::stream)
                .toList();
        List<ScanTask> all = new ArrayList<>(claimed);
        all.addAll(claim(here, 100));

        // then
        assertThat(all).extracting(ScanTask::id).doesNotHaveDuplicates().hasSize(40);
    }

    @Test
    void aTaskWhoseLeaseRanOutIsTakenOverAndItsFormerOwnerIsRefused() {
        // given
        scan();
        ScanTask mine = claim(here, 1).get(0);
        assertThat(claim(there, 1)).as("it is leased").isEmpty();
        lab.leasesRunOut();

        // when
        ScanTask theirs = claim(there, 1).get(0);

        // then
        assertThat(theirs.id()).isEqualTo(mine.id());
        assertThat(theirs.attempt()).isEqualTo(2);
        assertThat(here.renew(Set.of(mine.id())).await().atMost(LIMIT)).isEmpty();
        assertThatThrownBy(() -> lab.finish(here, ends, mine)).isInstanceOf(LostTask.class);
        lab.finish(there, ends, theirs);
    }

    @Test
    void anOlderAttemptOfTheSameReplicaIsRefusedTooAndPutsNoNewerOneBack() {
        // given
        scan();
        ScanTask first = claim(here, 1).get(0);
        lab.leasesRunOut();

        // when
        ScanTask second = claim(here, 1).get(0);
        here.retry(first, "boom").await().atMost(LIMIT);

        // then
        assertThatThrownBy(() -> lab.finish(here, ends, first)).isInstanceOf(LostTask.class);
        lab.finish(here, ends, second);
    }

    @Test
    void aTaskThatIsUnderWayHereIsNotBegunBesideItselfWhenItsLeaseRanOut() {
        // given the database was away for longer than a lease
        scan();
        ScanTask mine = claim(here, 1).get(0);
        lab.leasesRunOut();

        // when, then
        assertThat(here.claim(1, Set.of(mine.id())).await().atMost(LIMIT)).isEmpty();
        assertThat(here.renew(Set.of(mine.id())).await().atMost(LIMIT)).containsExactly(mine.id());
        lab.finish(here, ends, mine);
    }

    @Test
    void onlyTasksThatAreWorkedOnAreRenewed() {
        // given
        scan();
        scan();
        List<ScanTask> mine = claim(here, 2);
        lab.leasesRunOut();

        // when
        assertThat(here.renew(Set.of(mine.get(0).id())).await().atMost(LIMIT))
                .containsExactly(mine.get(0).id());

        // then the other, which this replica has lost track of, is free
        assertThat(claim(there, 2))
                .extracting(ScanTask::id)
                .containsExactly(mine.get(1).id());
    }

    @Test
    void kindsOfAnotherVersionAreLeftOut() {
        // given
        long scan = scan();
        lab.execute("update scan set kinds = '{VPC,OF_ANOTHER_VERSION}' where id = $1", scan);

        // when, then
        assertThat(claim(here, 1)).singleElement().extracting(ScanTask::kinds).isEqualTo(Set.of(ResourceKind.VPC));
    }

    @Test
    void tasksThatAreHandedBackLoseNoAttempt() {
        // given
        scan();
        claim(here, 1);

        // when
        here.handBack().await().atMost(LIMIT);

        // then
        assertThat(claim(there, 1)).extracting(ScanTask::attempt).containsExactly(1);
    }

    @Test
    void aTaskPutBackAfterAnErrorIsBegunAgain() {
        // given
        scan();
        ScanTask task = claim(here, 1).get(0);

        // when
        here.retry(task, "boom").await().atMost(LIMIT);

        // then not at once
        assertThat(claim(there, 1)).isEmpty();
        lab.execute("update scan_task set not_before = now()");
        assertThat(claim(there, 1)).extracting(ScanTask::attempt).containsExactly(2);
    }

    @Test
    void tasksOfACancelledScanAreNotClaimed() {
        // given
        long scan = scan();
        lab.execute("update scan set status = 'CANCELLED' where id = $1", scan);

        // when, then
        assertThat(claim(here, 1)).isEmpty();
    }

    /** A scan of an account of its own with the regions; without any, of its account-wide task alone. */
    @Test
    void aTaskOfAnAccountIsInThePartitionOfItsRole() {
        // given
        scan();
        lab.execute("insert into account (account_id, role_arn, registered_at)"
                + " values ('000000000001', 'arn:aws-us-gov:iam::000000000001:role/muster', now())");

        // when
        ScanTask task = claim(here, 1).get(0);

        // then
        assertThat(task.scope()).isEqualTo(new Scope("aws-us-gov", "000000000001", Scope.GLOBAL));
    }

    private long scan(String... regions) {
        String account = "%012d".formatted(++accounts);
        long scan = lab.number(
                "insert into scan (status, trigger, account_ids, requested_at)"
                        + " values ('QUEUED', 'REQUEST', array[$1::text], now()) returning id",
                account);
        List<NewTask> tasks = new ArrayList<>();
        tasks.add(new NewTask(account, "global", TaskPhase.ACCOUNT));
        if (regions.length > 0) {
            tasks.add(0, new NewTask(account, "global", TaskPhase.ASSESS));
        }
        Stream.of(regions)
                .map(region -> new NewTask(account, region, TaskPhase.REGION))
                .forEach(tasks::add);
        pool.withTransaction(connection -> TaskQueue.add(connection, scan, tasks))
                .await()
                .atMost(LIMIT);
        return scan;
    }

    private static List<ScanTask> claim(TaskQueue queue, int limit) {
        return queue.claim(limit, Set.of()).await().atMost(LIMIT);
    }

    private String status(long scan) {
        return lab.text("select status from scan where id = $1", scan);
    }
}
