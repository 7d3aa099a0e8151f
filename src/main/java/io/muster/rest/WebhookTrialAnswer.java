package io.muster.rest;

import io.muster.finding.webhook.WebhookTrial;
import jakarta.annotation.Nullable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The outcome of the test of a webhook. */
record WebhookTrialAnswer(
        @Schema(description = "Whether the target took it.") boolean delivered,

        @Nullable @Schema(description = "The status of the target's answer; null where there was none.")
        Integer statusCode,

        @Nullable @Schema(description = "The beginning of the answer, or the reason why there was none.")
        String answer) {

    static WebhookTrialAnswer of(WebhookTrial trial) {
        return new WebhookTrialAnswer(trial.delivered(), trial.statusCode(), trial.answer());
    }
}
