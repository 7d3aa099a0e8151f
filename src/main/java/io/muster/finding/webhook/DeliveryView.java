package io.muster.finding.webhook;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One delivery of an event to a webhook. */
@RegisterForReflection
@Schema(name = "DeliveryAnswer", description = "A delivery of an event to a webhook.")
public record DeliveryView(
        @Schema(description = "Its id.", examples = "42") String id,

        @Schema(description = "Where it is in its life.") DeliveryState state,

        @Schema(description = "The event's id: the Idempotency-Key of every attempt.")
        String eventId,

        @Schema(description = "The event's type; DIGEST of a digest.", examples = "OPENED")
        String type,

        @Nullable @Schema(description = "The finding; null of a digest.")
        String findingId,

        @Nullable @Schema(description = "The finding's rule.")
        String ruleId,

        @Nullable @Schema(description = "The finding's account.")
        String accountId,

        @Schema(description = "How many attempts were begun.")
        int attempts,

        @Schema(description = "When the event was noted.") Instant createdAt,

        @Nullable @Schema(description = "When it is attempted next; null unless it is pending.")
        Instant dueAt,

        @Nullable @Schema(description = "When it was delivered or given up.")
        Instant endedAt,

        @Nullable @Schema(description = "The status of the last answer; null where there was none.")
        Integer statusCode,

        @Nullable @Schema(description = "The beginning of the last answer, or the reason why there was none.")
        String answer) {}
