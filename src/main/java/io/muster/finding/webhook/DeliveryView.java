package io.muster.finding.webhook;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * One delivery of an event to a webhook.
 *
 * @param eventId    the event's id, which is the idempotency key of every attempt
 * @param type       the type of the event; DIGEST of a digest
 * @param attempts   how many attempts were begun
 * @param dueAt      when it is attempted next; null unless it is pending
 * @param statusCode the status of the last answer; null where there was none
 * @param answer     the last answer, or the reason why there was none, in a few words
 */
@RegisterForReflection
public record DeliveryView(
        String id,
        DeliveryState state,
        String eventId,
        String type,
        @Nullable String findingId,
        @Nullable String ruleId,
        @Nullable String accountId,
        int attempts,
        Instant createdAt,
        @Nullable Instant dueAt,
        @Nullable Instant endedAt,
        @Nullable Integer statusCode,
        @Nullable String answer) {}
