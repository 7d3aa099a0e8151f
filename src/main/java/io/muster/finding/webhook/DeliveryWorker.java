package io.muster.finding.webhook;

import io.muster.platform.OneAtATime;
import io.muster.platform.StructuredLog;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes deliveries of the cluster on this replica: claims as many as it has room for. One whose outcome cannot be noted is made again
 * once its lease has run out, by whichever replica is first: at least once, with the same key.
 */
@ApplicationScoped
class DeliveryWorker {

    private static final StructuredLog LOG = StructuredLog.of(DeliveryWorker.class);

    private final Vertx vertx;
    private final WebhooksConfig config;
    private final DeliveryQueue queue;
    private final Sender sender;
    private final WebhookMetrics metrics;
    private final OneAtATime looks = new OneAtATime();
    private final AtomicInteger sending = new AtomicInteger();
    private volatile boolean open;
    private long timer;

    DeliveryWorker(Vertx vertx, WebhooksConfig config, DeliveryQueue queue, Sender sender, WebhookMetrics metrics) {
        this.vertx = vertx;
        this.config = config;
        this.queue = queue;
        this.sender = sender;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        open = true;
        timer = vertx.setPeriodic(config.pollInterval().toMillis(), id -> look());
    }

    /** The other replicas take what is due from now on. */
    void close(@Observes ShutdownDelayInitiatedEvent event) {
        open = false;
    }

    void stop(@Observes ShutdownEvent event) {
        open = false;
        vertx.cancelTimer(timer);
    }

    /** Looks for due deliveries, outside the context of any caller's request. */
    private void look() {
        VertxContext.createNewDuplicatedContext(vertx.getDelegate().getOrCreateContext())
                .runOnContext(own -> {
                    if (open) {
                        looks.run(
                                this::claim,
                                claimed -> {},
                                failure -> LOG.warn("Deliveries of webhooks could not be claimed", failure));
                    }
                });
    }

    private Uni<List<Outgoing>> claim() {
        int room = config.concurrency() - sending.get();
        if (room <= 0) {
            return Uni.createFrom().item(List.of());
        }
        return queue.claim(room)
                // a claim that is not answered by then is of no use: its leases have run out
                .ifNoItem()
                .after(queue.lease())
                .fail()
                .invoke(claimed -> claimed.forEach(this::deliver)); // they take their places before the next look
    }

    private void deliver(Outgoing outgoing) {
        sending.incrementAndGet();
        sender.send(outgoing.event(), outgoing.target(), outgoing.attempt())
                .chain(outcome ->
                        queue.note(outgoing, outcome).onItem().ifNotNull().invoke(end -> told(outgoing, outcome, end)))
                .onTermination()
                .invoke(sending::decrementAndGet)
                .subscribe()
                .with(
                        end -> look(),
                        failure -> about(outgoing)
                                .warn("The outcome of a delivery could not be noted: it will be made again", failure));
    }

    private void told(Outgoing outgoing, Outcome outcome, AttemptEnd end) {
        metrics.count(end);
        if (end == AttemptEnd.GIVEN_UP) {
            about(outgoing)
                    .with("statusCode", outcome.statusCode())
                    .with("answer", outcome.answer())
                    .warn("A delivery was given up");
        } else if (end == AttemptEnd.FAILED) {
            about(outgoing)
                    .with("statusCode", outcome.statusCode())
                    .with("answer", outcome.answer())
                    .debug("An attempt failed");
        }
    }

    private static StructuredLog about(Outgoing outgoing) {
        return LOG.with("webhook", outgoing.target().webhook())
                .with("deliveryId", outgoing.id())
                .with("eventId", outgoing.event().id())
                .with("attempt", outgoing.attempt());
    }
}
