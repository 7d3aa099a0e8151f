package io.muster.finding;

import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Severity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;

/** One row of counts: the dimensions that were not grouped by are null. */
@RegisterForReflection
public record FindingCount(
        int count,
        @Nullable Severity severity,
        @Nullable FindingStatus status,
        @Nullable Area area,
        @Nullable String ruleId,
        @Nullable String accountId,
        @Nullable String region,
        @Nullable ResourceKind resourceKind) {}
