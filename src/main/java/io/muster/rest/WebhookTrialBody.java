package io.muster.rest;

import io.muster.finding.webhook.WebhookForm;
import jakarta.annotation.Nullable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The test of a webhook. */
record WebhookTrialBody(
        @Nullable
        @Schema(
                description = "The text to send; without it, one that says that the webhook works.",
                maxLength = WebhookForm.LONGEST_MESSAGE)
        String message) {}
