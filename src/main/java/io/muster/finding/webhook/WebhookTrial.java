package io.muster.finding.webhook;

import jakarta.annotation.Nullable;

/**
 * What came of a test of a webhook.
 *
 * @param statusCode of the answer; null where there was none
 * @param answer     the beginning of the answer, or the reason why there was none
 */
public record WebhookTrial(
        boolean delivered,
        @Nullable Integer statusCode,
        @Nullable String answer) {}
