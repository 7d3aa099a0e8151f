package io.muster.finding.webhook;

import jakarta.annotation.Nullable;
import java.time.Duration;

/**
 * The outcome of an attempt.
 *
 * @param statusCode of the answer; null where there was none
 * @param answer     the beginning of the answer, or the reason why there was none, without secrets
 * @param askedPause the pause that the target asks for before the next attempt; null where it does not
 */
record Outcome(
        boolean delivered,
        @Nullable Integer statusCode,
        @Nullable String answer,
        @Nullable Duration askedPause) {

    static Outcome failed(String reason) {
        return new Outcome(false, null, reason, null);
    }
}
