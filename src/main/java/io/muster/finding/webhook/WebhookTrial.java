package io.muster.finding.webhook;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The outcome of the test of a webhook. */
@RegisterForReflection
@Schema(name = "WebhookTrialAnswer", description = "The outcome of the test of a webhook.")
public record WebhookTrial(
        @Schema(description = "Whether the target took it.") boolean delivered,

        @Nullable @Schema(description = "The status of the target's answer; null where there was none.")
        Integer statusCode,

        @Nullable @Schema(description = "The beginning of the answer, or the reason why there was none.")
        String answer) {}
