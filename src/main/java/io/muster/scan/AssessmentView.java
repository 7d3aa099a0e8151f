package io.muster.scan;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * An assessment as the API shows it.
 *
 * @param regions     the regions that it was narrowed to; null for every region
 * @param ruleIds     the rules that it was narrowed to; null for every rule
 * @param requestedBy the caller who asked for it first; null for Muster itself
 */
@RegisterForReflection
public record AssessmentView(
        @JsonProperty("scan_id") String assessmentId,
        ScanStatus status,
        List<String> accountIds,
        ScanTrigger trigger,
        @Nullable String reason,
        @Nullable List<String> regions,
        @Nullable List<String> ruleIds,
        @Nullable String requestedBy,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        ScanView.Progress progress) {}
