package io.muster.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.kind.ResourceKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Map;

/**
 * A resource as the store has it.
 *
 * @param attributes the document; null where it was not asked for
 */
@RegisterForReflection
public record ResourceRow(
        long id,
        String arn,
        ResourceKind kind,
        String accountId,
        String region,
        String resourceId,
        @Nullable String name,
        Map<String, String> tags,
        @Nullable JsonNode attributes,
        Instant firstSeenAt,
        Instant lastSeenAt,
        Instant changedAt,
        @Nullable Instant deletedAt) {}
