package io.muster.finding.webhook;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * A webhook as callers may see it.
 *
 * @param target    scheme, host and port of its address: the path is a secret of chats
 * @param hasSecret whether what it sends is signed
 * @param createdBy the caller who made it
 * @param pending   how many deliveries are to be sent
 * @param gathered  how many events wait for the next digest
 * @param dead      how many deliveries were given up, and are kept
 * @param version   rises with every change
 */
@RegisterForReflection
public record WebhookView(
        String id,
        String name,
        boolean enabled,
        WebhookFormat format,
        String target,
        boolean hasSecret,
        @Nullable Integer digestHour,
        @Nullable Instant nextDigestAt,
        WebhookFilter filter,
        String createdBy,
        Instant createdAt,
        Instant changedAt,
        long pending,
        long gathered,
        long dead,
        int version) {}
