package io.muster.scan;

import io.muster.inventory.Shared;
import io.muster.platform.OneAtATime;
import io.muster.platform.StructuredLog;
import io.muster.scan.ScanMetrics.TaskEnd;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Runs tasks of the cluster on this replica: claims as many as it has room for, and keeps their leases alive. A replica
 * that is told to stop takes no more of them, goes on with those that it has while its last requests are answered, and
 * hands back those that are not done by then.
 */
@ApplicationScoped
class ScanWorker {

    private static final StructuredLog LOG = StructuredLog.of(ScanWorker.class);
    private static final Duration HAND_BACK_LIMIT = Duration.ofSeconds(5);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    /** A task under way, and how it is broken off. */
    private record Running(ScanTask task, Cancellable work) {}

    private final Vertx vertx;
    private final ScanConfig config;
    private final TaskQueue queue;
    private final AbandonedTasks abandoned;
    private final ScanEnds ends;
    private final ScanPipeline pipeline;
    private final TaskFailure failures;
    private final ScanMetrics metrics;
    private final TaskSpans spans;
    private final AccountWideResources accountWide;
    private final Map<Long, Running> running = new ConcurrentHashMap<>();
    /** The running tasks that need no more calls to AWS. */
    private final Set<Long> storing = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean lookAgain = new AtomicBoolean();
    private final OneAtATime renewals = new OneAtATime();
    private final OneAtATime sweeps = new OneAtATime();
    private volatile boolean open;
    private volatile Uni<List<ScanTask>> claim = Uni.createFrom().item(List.of());
    private List<Long> timers = List.of();

    ScanWorker(
            Vertx vertx,
            ScanConfig config,
            TaskQueue queue,
            AbandonedTasks abandoned,
            ScanEnds ends,
            ScanPipeline pipeline,
            TaskFailure failures,
            ScanMetrics metrics,
            TaskSpans spans,
            AccountWideResources accountWide) {
        this.vertx = vertx;
        this.config = config;
        this.queue = queue;
        this.abandoned = abandoned;
        this.ends = ends;
        this.pipeline = pipeline;
        this.failures = failures;
        this.metrics = metrics;
        this.spans = spans;
        this.accountWide = accountWide;
    }

    void start(@Observes StartupEvent event) {
        open = true;
        long lease = config.lease().toMillis();
        timers = List.of(
                vertx.setPeriodic(config.pollInterval().toMillis(), id -> look()),
                vertx.setPeriodic(lease / 3, id -> renew()),
                vertx.setPeriodic(lease, id -> sweep()));
    }

    /** The other replicas take what is queued from now on. */
    void close(@Observes ShutdownDelayInitiatedEvent event) {
        open = false;
    }

    void stop(@Observes ShutdownEvent event) {
        open = false;
        timers.forEach(vertx::cancelTimer);
        // what a claim under way takes is to be handed back as well
        claim.onFailure()
                .recoverWithNull()
                .invoke(this::cancelAll)
                .chain(queue::handBack)
                .ifNoItem()
                .after(HAND_BACK_LIMIT)
                .fail()
                .onFailure()
                .invoke(failure -> LOG.warn("Tasks could not be handed back; their leases will run out", failure))
                .onFailure()
                .recoverWithNull()
                .await()
                .indefinitely();
    }

    private void cancelAll() {
        running.values().forEach(task -> task.work.cancel());
        running.clear();
        storing.clear();
    }

    /**
     * Looks for tasks now, outside the context of any caller's request. Only one look runs at a time; a call meanwhile triggers
     * another one afterwards.
     */
    void look() {
        VertxContext.createNewDuplicatedContext(vertx.getDelegate().getOrCreateContext())
                .runOnContext(own -> lookNow());
    }

    private void lookNow() {
        if (!open) {
            return;
        }
        lookAgain.set(true); // before the turn is tried for, or the look under way could end without having seen it
        if (!looking.compareAndSet(false, true)) {
            return;
        }
        lookAgain.set(false);
        int room = room();
        if (room <= 0) {
            looked(false);
            return;
        }
        claim = Uni.createFrom()
                .deferred(() -> queue.claim(room, Set.copyOf(running.keySet())))
                // a claim that is not answered by then is of no use: its leases have run out
                .ifNoItem()
                .after(config.lease())
                .fail()
                .invoke(tasks -> tasks.forEach(this::run))
                .memoize()
                .indefinitely();
        claim.subscribe().with(tasks -> looked(!tasks.isEmpty()), failure -> {
            LOG.warn("Tasks could not be claimed", failure);
            looked(false);
        });
    }

    /**
     * How many tasks can be claimed. A task that is being stored frees its place for one that reads from AWS, so that reading
     * does not wait for the database. At most half as many are stored at the same time, because each holds in memory what it has
     * read.
     */
    private int room() {
        int most = config.concurrency();
        int tasks = running.size();
        return Math.min(most - (tasks - storing.size()), most + most / 2 - tasks);
    }

    private void looked(boolean found) {
        accountWide.keepOnly(running.values().stream()
                .map(task -> task.task.scope().accountId())
                .collect(Collectors.toSet()));
        looking.set(false);
        if (lookAgain.get() || found) {
            look();
        }
    }

    private void run(ScanTask task) {
        long begun = System.nanoTime();
        Uni<TaskEnd> work = spans.task(task, trace -> attempt(task, trace))
                .invoke(end -> metrics.attempted(task.phase(), end, Duration.ofNanos(System.nanoTime() - begun)));
        // known before it begins: it may end at once
        running.put(task.id(), new Running(task, () -> {}));
        Cancellable cancellable = work.call(() -> ends.endIfOver(task.scanId()))
                .onTermination()
                .invoke(() -> forget(task.id()))
                .subscribe()
                .with(done -> look(), failure -> about(task).error("A task could not be put back", failure));
        running.replace(task.id(), new Running(task, cancellable));
    }

    private void read(ScanTask task) {
        if (running.containsKey(task.id())) {
            storing.add(task.id());
            releaseParts();
            look();
        }
    }

    /** Forgets the task, also as one that is being stored: a task that was taken away may still report that it has been read. */
    private @Nullable Running forget(Long taskId) {
        Running task = running.remove(taskId);
        storing.retainAll(running.keySet());
        releaseParts();
        return task;
    }

    /** Releases the parts that only resources of tasks yet to be read could share; few stay while any task reads. */
    private void releaseParts() {
        if (storing.containsAll(running.keySet())) {
            Shared.forget();
        } else {
            Shared.forgetMany();
        }
    }

    private Uni<TaskEnd> attempt(ScanTask task, TaskSpans.Trace trace) {
        return pipeline.run(task, trace, () -> read(task))
                .emitOn(trace.thread())
                .replaceWith(TaskEnd.DONE)
                .onFailure()
                .recoverWithUni(failure -> failed(task, failure));
    }

    private Uni<TaskEnd> failed(ScanTask task, Throwable failure) {
        if (failure instanceof LostTask) {
            about(task).debug("A task was cancelled or taken over");
            return Uni.createFrom().item(TaskEnd.LOST);
        }
        about(task).error("A task failed", failure);
        TaskFault fault = TaskFault.of(failure);
        return new PersistentEnd<>(
                        () -> end(task, fault),
                        () -> queue.fail(task, TaskFailure.alone(fault)).replaceWith(TaskEnd.FAILED),
                        FIRST_PAUSE,
                        LONGEST_PAUSE,
                        again -> about(task).warn("The end of a task could not be written, trying again", again))
                .written()
                .onFailure(LostTask.class)
                .recoverWithItem(TaskEnd.LOST);
    }

    private Uni<TaskEnd> end(ScanTask task, TaskFault fault) {
        return task.attempt() < config.maxAttempts()
                ? queue.retry(task, fault.message()).replaceWith(TaskEnd.RETRIED)
                : queue.fail(task, failures.of(fault)).replaceWith(TaskEnd.FAILED);
    }

    private static StructuredLog about(ScanTask task) {
        return LOG.with("scanId", task.scanId())
                .with("taskId", task.id())
                .with("accountId", task.scope().accountId())
                .with("region", task.scope().region())
                .with("phase", task.phase())
                .with("attempt", task.attempt());
    }

    private void renew() {
        Set<Long> mine = Set.copyOf(running.keySet());
        if (!mine.isEmpty()) {
            renewals.run(
                    () -> queue.renew(mine).ifNoItem().after(config.lease()).fail(),
                    owned -> dropLost(mine, owned),
                    failure -> LOG.warn("Leases could not be renewed", failure));
        }
    }

    private void dropLost(Set<Long> mine, Set<Long> owned) {
        mine.stream().filter(id -> !owned.contains(id)).forEach(id -> {
            Running task = forget(id);
            if (task != null) {
                task.work.cancel();
            }
        });
    }

    private void sweep() {
        sweeps.run(
                () -> abandoned
                        .end(failures.of(TaskFault.INTERNAL))
                        .onItemOrFailure()
                        .call((done, failure) -> ends.sweep()),
                done -> {},
                failure -> LOG.warn("Abandoned tasks and scans could not be ended", failure));
    }
}
