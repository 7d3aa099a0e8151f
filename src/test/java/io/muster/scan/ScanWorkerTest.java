package io.muster.scan;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.inventory.Shared;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Scope;
import io.muster.rule.Assessments;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica releases memory that none of its tasks needs any more, also while another replica goes on with the same scan. */
@QuarkusTest
class ScanWorkerTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Inject
    Vertx vertx;

    @Inject
    Pool pool;

    @Inject
    ScanConfig config;

    @Inject
    AbandonedTasks abandoned;

    @Inject
    ScanEnds ends;

    @Inject
    TaskFailure failures;

    @Inject
    ScanMetrics metrics;

    @Inject
    TaskSpans spans;

    private final Queue<ScanTask> queued = new ConcurrentLinkedQueue<>();
    private final Map<Long, UnderWay> underWay = new ConcurrentHashMap<>();
    private AccountWideResources accountWide;
    private ScanWorker worker;

    /** A task that reads until it is told that it has read, and then stores until it is told to end. */
    private record UnderWay(Runnable read, CompletableFuture<Void> end) {}

    @BeforeEach
    void start() {
        accountWide = new AccountWideResources(
                Assessments.by(new EstateWatcher<>(ResourceKind.ROLE, Role.class, Set.of())), config);
        worker = new ScanWorker(
                vertx, config, new Queued(), abandoned, ends, new Pipeline(), failures, metrics, spans, accountWide);
        worker.start(new StartupEvent());
    }

    @AfterEach
    void stop() {
        worker.stop(new ShutdownEvent());
        Shared.forget();
    }

    @Test
    void sharedPartsAreReleasedOnceAllTasksStore() {
        // given
        UnderWay task = begin(1);
        String part = part();

        // when
        task.read.run();

        // then
        assertThat(part()).isNotSameAs(part);
    }

    @Test
    void sharedPartsAreKeptWhileATaskReads() {
        // given
        UnderWay task = begin(1);
        begin(2);
        String part = part();

        // when
        task.read.run();

        // then
        assertThat(part()).isSameAs(part);
    }

    @Test
    void accountWideResourcesAreKeptWhileTheReplicaHasTasksOfTheAccount() {
        // given
        begin(1);
        AccountWide loaded = accountWideResources();

        // when
        begin(2);

        // then
        assertThat(accountWideResources()).isSameAs(loaded);
    }

    @Test
    void accountWideResourcesAreReleasedOnceTheReplicaHasNoMoreTasksOfTheAccount() {
        // given
        UnderWay task = begin(1);
        AccountWide loaded = accountWideResources();

        // when
        task.end.complete(null);

        // then
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(accountWideResources()).isNotSameAs(loaded));
    }

    /** A new copy each time. */
    private static String part() {
        return Shared.part("part %d of a resource".formatted(1));
    }

    private AccountWide accountWideResources() {
        return pool.withTransaction(connection -> accountWide.of(connection, Scope.of(Lab.ACCOUNT, Scope.GLOBAL)))
                .await()
                .atMost(LIMIT);
    }

    private UnderWay begin(long id) {
        queued.add(new ScanTask(
                id,
                0,
                Scope.of(Lab.ACCOUNT, Lab.REGION),
                TaskPhase.REGION,
                1,
                null,
                null,
                null,
                true,
                null,
                null,
                false,
                Duration.ZERO));
        worker.look();
        await().atMost(LIMIT).until(() -> underWay.containsKey(id));
        return requireNonNull(underWay.get(id));
    }

    private final class Queued extends TaskQueue {

        private Queued() {
            super(pool, config);
        }

        @Override
        Uni<List<ScanTask>> claim(int limit, Collection<Long> running) {
            return Uni.createFrom().item(Stream.ofNullable(queued.poll()).toList());
        }

        @Override
        Uni<Set<Long>> renew(Collection<Long> tasks) {
            return Uni.createFrom().item(Set.copyOf(tasks));
        }
    }

    private final class Pipeline extends ScanPipeline {

        private Pipeline() {
            super(null, null, null, null, null, null);
        }

        @Override
        Uni<Void> run(ScanTask task, TaskSpans.Trace trace, Runnable read) {
            CompletableFuture<Void> end = new CompletableFuture<>();
            underWay.put(task.id(), new UnderWay(read, end));
            return Uni.createFrom().completionStage(end);
        }
    }
}
