package io.muster.scan.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.platform.SeldomLog;
import io.muster.scan.event.EventReading.Reason;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the outcomes of messages, and shows whether the queue is being read. */
@Singleton
class EventMetrics {

    /** The outcome of a message. */
    enum Outcome {
        /** The event asks for a scan. */
        CHANGE,
        /** The event has the organization's accounts brought in step. */
        MEMBERSHIP,
        /** The event concerns nothing that is scanned. */
        IGNORED,
        /** The event could not be read. */
        SET_ASIDE,
        /** The message was stored, and SQS did not delete it: it counts as another outcome as well, and will come again. */
        NOT_DELETED
    }

    private final SeldomLog log;
    private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);
    private final AtomicInteger up = new AtomicInteger(1);

    EventMetrics(MeterRegistry registry, Clock clock) {
        this.log = new SeldomLog(clock);
        Gauge.builder("muster.events.queue.up", up::get)
                .description("0 while this replica cannot read the queue of events, else 1")
                .register(registry);
        for (Outcome outcome : Outcome.values()) {
            counters.put(
                    outcome,
                    Counter.builder("muster.events")
                            .description("Messages of the queue of events, by outcome")
                            .tag("outcome", outcome.name())
                            .register(registry));
        }
    }

    void count(Outcome outcome, int messages) {
        counters.get(outcome).increment(messages);
    }

    void queue(boolean isUp) {
        up.set(isUp ? 1 : 0);
    }

    /** Whether a message that was not deleted is to be logged, see {@link SeldomLog#due}. */
    OptionalLong dueFor(String code) {
        return log.due("not deleted: " + code);
    }

    /** Whether a message that was set aside is to be logged, see {@link SeldomLog#due}. */
    OptionalLong due(Reason reason) {
        return log.due(reason.name());
    }
}
