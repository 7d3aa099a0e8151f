package io.muster.finding.webhook;

import jakarta.annotation.Nullable;
import java.time.Duration;

/**
 * The pauses between attempts: each is twice as long as the one before, up to the longest, minus a random part of up to a half,
 * so that deliveries that failed together are not retried together.
 */
record Backoff(Duration first, Duration longest) {

    /** After so many doublings, the pause exceeds any possible limit. */
    private static final int MOST_DOUBLINGS = 40;

    static Backoff of(WebhooksConfig config) {
        return new Backoff(config.firstPause(), config.longestPause());
    }

    /**
     * The pause after so many attempts.
     *
     * @param asked  the pause that the target asks for at least; null where it does not
     * @param chance from 0 to 1
     */
    Duration after(int attempts, @Nullable Duration asked, double chance) {
        double doubled = first.toMillis() * Math.pow(2, Math.min(attempts - 1, MOST_DOUBLINGS));
        double most = Math.min(doubled, (double) longest.toMillis());
        Duration pause = Duration.ofMillis((long) (most * (1 - chance / 2)));
        return asked == null || asked.compareTo(pause) <= 0 ? pause : shorter(asked, longest);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
