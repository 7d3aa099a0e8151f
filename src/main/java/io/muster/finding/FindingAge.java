package io.muster.finding;

import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Severity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * How many findings have been unresolved, by age. The dimensions that were not grouped by are null.
 *
 * @param count            how many findings
 * @param oldestSince      since when the oldest stands; null where there is none
 * @param oldestAgeSeconds for how long it does; 0 where there is none
 */
@RegisterForReflection
public record FindingAge(
        int count,
        int underOneDay,
        int underSevenDays,
        int underThirtyDays,
        int underNinetyDays,
        int ninetyDaysOrMore,
        @Nullable Instant oldestSince,
        long oldestAgeSeconds,
        @Nullable Severity severity,
        @Nullable FindingStatus status,
        @Nullable Area area,
        @Nullable String ruleId,
        @Nullable String accountId,
        @Nullable String accountName,
        @Nullable String region,
        @Nullable ResourceKind resourceKind) {}
