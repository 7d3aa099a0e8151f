package io.muster.scan.event;

import io.muster.aws.AwsClients;
import io.muster.aws.AwsConfig;
import io.muster.aws.AwsException;
import io.muster.aws.queue.MessageQueue;
import io.muster.aws.queue.QueueMessage;
import io.muster.platform.OneAtATime;
import io.muster.platform.StructuredLog;
import io.muster.platform.Texts;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;

/**
 * Reads the queue of events, where one is set: one call after the other, each of which waits for messages. A message is deleted
 * once what it asks for is stored; where that fails it comes again. Replicas share the queue.
 */
@ApplicationScoped
class EventReceiver {

    private static final StructuredLog LOG = StructuredLog.of(EventReceiver.class);

    /** The longest wait of a call, see the SQS Developer Guide, "Amazon SQS short and long polling". */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    /** The time of an answer beside the wait. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private static final int LONGEST_CODE = 128;

    private static final Duration LOOK = Duration.ofMillis(500);

    /** The time below which an empty answer shows that SQS did not wait for messages. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final EventsConfig config;
    private final AwsConfig aws;
    private final AwsClients clients;
    private final EventInbox inbox;
    private final EventScans scans;
    private final EventMetrics metrics;
    private final Vertx vertx;
    private final OneAtATime asking = new OneAtATime();
    private final OneAtATime following = new OneAtATime();
    private volatile boolean open;
    private volatile @Nullable String fault;
    private volatile Duration pause = FIRST_PAUSE;
    private volatile Cancellable receiving = () -> {};
    private long timer;

    EventReceiver(
            EventsConfig config,
            AwsConfig aws,
            AwsClients clients,
            EventInbox inbox,
            EventScans scans,
            EventMetrics metrics,
            Vertx vertx) {
        this.config = config;
        this.aws = aws;
        this.clients = clients;
        this.inbox = inbox;
        this.scans = scans;
        this.metrics = metrics;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        EventQueue.of(config, aws.defaultRegion())
                .map(queue -> new MessageQueue(clients, queue.access(), queue.region(), queue.url()))
                .ifPresent(this::open);
    }

    void open(MessageQueue queue) {
        open = true;
        timer = vertx.setPeriodic(LOOK.toMillis(), id -> look());
        receive(queue);
    }

    /** The other replicas receive what comes from now on. */
    void close(@Observes ShutdownDelayInitiatedEvent event) {
        open = false;
    }

    void stop(@Observes ShutdownEvent event) {
        open = false;
        vertx.cancelTimer(timer);
        receiving.cancel();
    }

    /** Requests scans and follows the organization independently, so that scans do not wait for the organization to be read. */
    private void look() {
        if (open) {
            asking.run(
                    scans::ask,
                    asked -> {},
                    failure -> LOG.warn("Scans could not be requested for events that were received", failure));
            following.run(
                    scans::follow,
                    followed -> {},
                    failure -> LOG.warn("The organization could not be read again after events", failure));
        }
    }

    private void receive(MessageQueue queue) {
        if (!open) {
            return;
        }
        Context own =
                VertxContext.createNewDuplicatedContext(vertx.getDelegate().getOrCreateContext());
        long begun = System.nanoTime();
        receiving = queue.receive(wait(aws.requestTimeout()))
                .emitOn(command -> own.runOnContext(now -> command.run()))
                .call(messages -> messages.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : inbox.take(messages)
                                .chain(() -> queue.delete(messages))
                                .invoke(this::notDeleted))
                .subscribe()
                .with(messages -> received(queue, messages, Duration.ofNanos(System.nanoTime() - begun)), failure -> {
                    failed(queue, failure);
                    again(queue, pause);
                    pause = longer(pause);
                });
    }

    /** Messages that are stored come again, and ask for the same scans, until they are deleted or too old. */
    private void notDeleted(List<String> codes) {
        metrics.count(EventMetrics.Outcome.NOT_DELETED, codes.size());
        codes.forEach(code -> metrics.dueFor(code)
                .ifPresent(passedOver -> LOG.with("errorCode", Texts.cut(code, LONGEST_CODE))
                        .with("passedOver", passedOver)
                        .warn("SQS did not delete a message: it will come again")));
    }

    /** A call may take no longer than any other. */
    static Duration wait(Duration requestTimeout) {
        Duration most = requestTimeout.minus(MARGIN);
        Duration least = most.compareTo(Duration.ZERO) < 0 ? Duration.ZERO : most;
        return least.compareTo(LONGEST_WAIT) < 0 ? least : LONGEST_WAIT;
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private void again(MessageQueue queue, Duration after) {
        vertx.setTimer(Math.max(1, after.toMillis()), id -> receive(queue));
    }

    private void received(MessageQueue queue, List<QueueMessage> messages, Duration took) {
        pause = FIRST_PAUSE;
        metrics.queue(true);
        if (fault != null) {
            LOG.with("was", fault).info("The queue of events is read again");
        }
        fault = null;
        boolean wasShort = messages.isEmpty() && took.compareTo(SOON) < 0;
        again(queue, wasShort ? SOON : Duration.ZERO);
    }

    /** One line for each kind of failure, until the queue is read again. */
    private void failed(MessageQueue queue, Throwable failure) {
        metrics.queue(false);
        String now = failure instanceof AwsException refused
                ? refused.failure().operation() + " " + refused.failure().errorCode()
                : failure.getClass().getSimpleName();
        if (!now.equals(fault)) {
            if (failure instanceof AwsException refused) {
                LOG.with("operation", refused.failure().operation())
                        .with("errorCode", refused.failure().errorCode())
                        .with("region", queue.region())
                        .with("reason", refused.failure().message())
                        .warn("The queue of events cannot be read");
            } else {
                LOG.warn("Events could not be stored: they stay in the queue", failure);
            }
        }
        fault = now;
    }
}
