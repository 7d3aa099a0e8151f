package io.muster.finding.webhook;

import jakarta.annotation.Nullable;
import java.time.Duration;

/**
 * The pauses between attempts: each twice as long as the one before, up to the longest, less a part of up to a half, so that what
 * failed together is not tried again together.
 */
record Backoff(Duration first, Duration longest) {

    /** From here on the doubled pause is longer than any that can be meant. */
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
