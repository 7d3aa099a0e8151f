package io.muster.scan;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Runs tasks of the cluster on this replica: claims as many as it has room for, and keeps their leases alive. A replica
 * that is told to stop takes no more of them, goes on with those that it has while its last requests are answered, and
 * hands back what is not done by then.
 */
@ApplicationScoped
class ScanWorker {

    private static final Logger LOGGER = Logger.getLogger(ScanWorker.class);
    private static final Duration HAND_BACK_LIMIT = Duration.ofSeconds(5);

    private static final Cancellable NOT_YET = () -> {};

    private final Vertx vertx;
    private final ScanConfig config;
    private final TaskQueue queue;
    private final ScanPipeline pipeline;
    private final Map<Long, Cancellable> running = new ConcurrentHashMap<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean lookAgain = new AtomicBoolean();
    private volatile boolean open;
    private volatile Uni<List<ScanTask>> claim = Uni.createFrom().item(List.of());
    private List<Long> timers = List.of();

    ScanWorker(Vertx vertx, ScanConfig config, TaskQueue queue, ScanPipeline pipeline) {
        this.vertx = vertx;
        this.config = config;
        this.queue = queue;
        this.pipeline = pipeline;
    }

    void start(@Observes StartupEvent event) {
        open = true;
        long lease = config.lease().toMillis();
        timers = List.of(
                vertx.setPeriodic(config.pollInterval().toMillis(), id -> look()),
                vertx.setPeriodic(lease / 3, id -> renew()),
                vertx.setPeriodic(lease, id -> failAbandoned()));
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
                .invoke(failure -> LOGGER.warn("Tasks could not be handed back; their leases will run out", failure))
                .onFailure()
                .recoverWithNull()
                .await()
                .indefinitely();
    }

    private void cancelAll() {
        running.values().forEach(Cancellable::cancel);
        running.clear();
    }

    /** Looks for tasks now. One look at a time: a wish for another is remembered. */
    void look() {
        if (!open || running.size() >= config.concurrency()) {
            return;
        }
        if (!looking.compareAndSet(false, true)) {
            lookAgain.set(true);
            return;
        }
        claim = queue.claim(config.concurrency() - running.size())
                .invoke(tasks -> tasks.forEach(this::run))
                .memoize()
                .indefinitely();
        claim.subscribe().with(tasks -> looked(!tasks.isEmpty()), failure -> {
            LOGGER.warn("Tasks could not be claimed", failure);
            looked(false);
        });
    }

    private void looked(boolean found) {
        looking.set(false);
        if (lookAgain.getAndSet(false) || found) {
            look();
        }
    }

    private void run(ScanTask task) {
        Uni<Void> work = pipeline.run(task).onFailure().recoverWithUni(failure -> failed(task, failure));
        // known before it begins: it may end at once
        running.put(task.id(), NOT_YET);
        Cancellable cancellable = work.onTermination()
                .invoke(() -> running.remove(task.id()))
                .subscribe()
                .with(done -> look(), failure -> LOGGER.error("A task could not be put back", failure));
        running.replace(task.id(), cancellable);
    }

    private Uni<Void> failed(ScanTask task, Throwable failure) {
        if (failure instanceof LostTask) {
            LOGGER.debugf("Task %d was called off or taken over", task.id());
            return Uni.createFrom().voidItem();
        }
        LOGGER.errorf(failure, "Task %d failed, attempt %d", task.id(), task.attempt());
        return task.attempt() < config.maxAttempts()
                ? queue.retry(task, String.valueOf(failure.getMessage()))
                : queue.fail(task, pipeline.gapsOfBrokenTask(task));
    }

    private void renew() {
        Set<Long> mine = Set.copyOf(running.keySet());
        if (mine.isEmpty()) {
            return;
        }
        queue.renew(mine)
                .subscribe()
                .with(owned -> dropLost(mine, owned), failure -> LOGGER.warn("Leases could not be renewed", failure));
    }

    private void dropLost(Set<Long> mine, Set<Long> owned) {
        mine.stream().filter(id -> !owned.contains(id)).forEach(id -> {
            Cancellable task = running.remove(id);
            if (task != null) {
                task.cancel();
            }
        });
    }

    private void failAbandoned() {
        queue.failAbandoned(pipeline::gapsOfBrokenTask)
                .subscribe()
                .with(done -> {}, failure -> LOGGER.warn("Abandoned tasks could not be ended", failure));
    }
}
