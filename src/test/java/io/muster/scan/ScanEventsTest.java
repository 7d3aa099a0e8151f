package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.graphql.ReadsOnly;
import io.muster.platform.AccountScope;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Following a scan that another replica works on. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class ScanEventsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Inject
    Lab lab;

    @Inject
    Pool pool;

    @Inject
    ScanConfig config;

    @Inject
    ScanEnds ends;

    @Inject
    ScanEvents events;

    private TaskQueue there;

    @BeforeEach
    void reset() {
        lab.truncate("account, scan, scan_task, scan_gap");
        there = new TaskQueue(pool, config);
    }

    @AfterEach
    void empty() {
        lab.truncate("account, scan, scan_task, scan_gap");
    }

    @Test
    void aScanIsFollowedToItsEnd() {
        // given
        long scan = scan();
        AssertSubscriber<ScanView> followed = follow(scan, Long.MAX_VALUE);
        await().atMost(LIMIT).until(() -> statuses(followed).contains(ScanStatus.QUEUED));

        // when
        ScanTask task = there.claim(1, Set.of()).await().atMost(LIMIT).get(0);
        await().atMost(LIMIT).until(() -> statuses(followed).contains(ScanStatus.RUNNING));
        finish(task);

        // then
        followed.awaitCompletion(LIMIT);
        assertThat(statuses(followed)).containsExactly(ScanStatus.QUEUED, ScanStatus.RUNNING, ScanStatus.SUCCEEDED);
        assertThat(followed.getLastItem().progress().tasksDone()).isEqualTo(1);
    }

    @Test
    void anEndedScanIsToldOnceAndIsOver() {
        // given
        long scan = scan();
        ends.cancel(scan).await().atMost(LIMIT);

        // when
        AssertSubscriber<ScanView> followed = follow(scan, Long.MAX_VALUE).awaitCompletion(LIMIT);

        // then
        assertThat(statuses(followed)).containsExactly(ScanStatus.CANCELLED);
    }

    @Test
    void aScanThatIsCalledOffEndsItsFollowers() {
        // given
        long scan = scan();
        AssertSubscriber<ScanView> followed = follow(scan, Long.MAX_VALUE);
        await().atMost(LIMIT).until(() -> statuses(followed).contains(ScanStatus.QUEUED));

        // when
        ends.cancel(scan).await().atMost(LIMIT);

        // then
        followed.awaitCompletion(LIMIT);
        assertThat(followed.getLastItem().status()).isEqualTo(ScanStatus.CANCELLED);
    }

    @Test
    void whoeverTakesNothingForAWhileIsToldTheLatestOnly() {
        // given
        long scan = scan();
        AssertSubscriber<ScanView> followed = follow(scan, 1);
        await().atMost(LIMIT).until(() -> statuses(followed).contains(ScanStatus.QUEUED));

        // when
        ScanTask task = there.claim(1, Set.of()).await().atMost(LIMIT).get(0);
        finish(task);
        followed.request(Long.MAX_VALUE);

        // then
        followed.awaitCompletion(LIMIT);
        assertThat(statuses(followed)).containsExactly(ScanStatus.QUEUED, ScanStatus.SUCCEEDED);
    }

    @Test
    void aScanOfAnotherAccountIsNotThere() {
        // given
        long scan = scan();

        // when
        AssertSubscriber<ScanView> followed = events.progress(
                        AccountScope.of(Set.of("222222222222")), String.valueOf(scan))
                .subscribe()
                .withSubscriber(AssertSubscriber.create(1));

        // then
        followed.awaitFailure(LIMIT);
        assertThat(followed.getFailure())
                .isInstanceOfSatisfying(
                        MusterException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    private AssertSubscriber<ScanView> follow(long scan, long demand) {
        return events.progress(AccountScope.EVERY_ACCOUNT, String.valueOf(scan))
                .subscribe()
                .withSubscriber(AssertSubscriber.create(demand));
    }

    private long scan() {
        long scan = lab.number("insert into scan (status, trigger, account_ids, requested_at)"
                + " values ('QUEUED', 'REQUEST', '{111111111111}', now()) returning id");
        NewTask task = new NewTask(Lab.ACCOUNT, "global", TaskPhase.ACCOUNT);
        pool.withTransaction(connection -> TaskQueue.add(connection, scan, List.of(task)))
                .await()
                .atMost(LIMIT);
        return scan;
    }

    private void finish(ScanTask task) {
        pool.withTransaction(connection -> there.own(connection, task)
                        .chain(() -> there.finish(connection, task, new TaskOutcome(1, 1, 0, 0, 1, 1, List.of()))))
                .chain(() -> ends.endIfOver(task.scanId()))
                .await()
                .atMost(LIMIT);
    }

    private static List<ScanStatus> statuses(AssertSubscriber<ScanView> followed) {
        return List.copyOf(followed.getItems()).stream().map(ScanView::status).toList();
    }
}
