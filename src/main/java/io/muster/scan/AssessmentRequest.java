package io.muster.scan;

import io.muster.platform.Caller;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * A request to judge the stored resources again. A component that is null does not narrow it.
 *
 * @param requestedBy the caller; none for Muster itself
 */
public record AssessmentRequest(
        @Nullable List<String> accountIds,
        @Nullable List<String> regions,
        @Nullable List<String> ruleIds,
        ScanTrigger trigger,
        @Nullable String reason,
        @Nullable Caller requestedBy) {}
