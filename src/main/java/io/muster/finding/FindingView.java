package io.muster.finding;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Severity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * A finding as the store has it.
 *
 * @param accountName the name that the account is registered with; null where it has none
 * @param lastSeenAt the last scan that confirmed it
 * @param stale       whether the last scan of its cell could not re-check it
 * @param staleReason why it could not; null unless it is stale
 * @param resolution  why it was resolved; null unless it is, and of one that was resolved before this was noted
 * @param because     the change of its rule that came with its last opening, change or resolution; null where the rule was the same,
 *                    or is not known to have changed
 * @param openedAt    when it was found first, or was reopened last
 * @param ageSeconds  since when it stands; null where it is resolved
 * @param exemptionId the exemption that covers it; null where none does
 * @param timeToFixSeconds for how long it stood until it was resolved; null unless it is
 */
@RegisterForReflection
public record FindingView(
        UUID id,
        String ruleId,
        Severity severity,
        Area area,
        FindingStatus status,
        String resourceArn,
        String resourceId,
        ResourceKind resourceKind,
        String accountId,
        @Nullable String accountName,
        String region,
        JsonNode evidence,
        String message,
        Instant firstSeenAt,
        Instant lastSeenAt,
        boolean stale,
        @Nullable StaleReason staleReason,
        @Nullable Instant resolvedAt,
        @Nullable FindingResolution resolution,
        @Nullable FindingCause because,
        int reopenedCount,
        Instant openedAt,
        @Nullable Integer ageSeconds,
        @Nullable Integer timeToFixSeconds,
        @Nullable String exemptionId) {}
