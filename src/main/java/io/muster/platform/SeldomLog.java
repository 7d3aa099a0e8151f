package io.muster.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Limits how often the same message is logged, so that unauthenticated requests cannot fill the log. */
public final class SeldomLog {

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int MOST_TOPICS = 200;

    private static final class Topic {
        private Instant loggedAt = Instant.MIN;
        private long passedOver;
    }

    private final Clock clock;
    private final Map<String, Topic> topics = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Topic> eldest) {
            return size() > MOST_TOPICS;
        }
    };

    public SeldomLog(Clock clock) {
        this.clock = clock;
    }

    /**
     * Whether it is time to log a message of the topic.
     *
     * @return how many messages of the topic were skipped since the last logged one; empty if this one is to be skipped, too
     */
    public synchronized OptionalLong due(String topic) {
        Topic known = topics.computeIfAbsent(topic, first -> new Topic());
        Instant now = clock.instant();
        if (known.loggedAt.isAfter(now.minus(PAUSE))) {
            known.passedOver++;
            return OptionalLong.empty();
        }
        long passedOver = known.passedOver;
        known.passedOver = 0;
        known.loggedAt = now;
        return OptionalLong.of(passedOver);
    }
}
