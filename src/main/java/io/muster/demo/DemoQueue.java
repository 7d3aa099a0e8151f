package io.muster.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A queue of messages. One that was received is hidden for a time, and comes again unless it is deleted. Thread-safe. */
final class DemoQueue {

    static final String NAME = "muster-events";

    /** The most messages that wait; the oldest are dropped first. */
    private static final int MOST = 1_000;

    private static final Duration HIDDEN = Duration.ofSeconds(30);

    private record Waiting(String body, Instant from) {}

    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final Clock clock;

    DemoQueue(Clock clock) {
        this.clock = clock;
    }

    record Message(String id, String body) {}

    /** Adds a message, and tells its id. */
    synchronized String send(String body) {
        if (waiting.size() == MOST) {
            waiting.remove(waiting.keySet().iterator().next());
        }
        String id = UUID.randomUUID().toString();
        waiting.put(id, new Waiting(body, clock.instant()));
        return id;
    }

    synchronized List<Message> receive(int most) {
        Instant now = clock.instant();
        List<Message> received = new ArrayList<>();
        for (Map.Entry<String, Waiting> one : waiting.entrySet()) {
            if (received.size() < most && !one.getValue().from().isAfter(now)) {
                one.setValue(new Waiting(one.getValue().body(), now.plus(HIDDEN)));
                received.add(new Message(one.getKey(), one.getValue().body()));
            }
        }
        return received;
    }

    synchronized void delete(String id) {
        waiting.remove(id);
    }

    synchronized int size() {
        return waiting.size();
    }
}
