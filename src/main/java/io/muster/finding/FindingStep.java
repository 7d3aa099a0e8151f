package io.muster.finding;

import io.muster.rule.Severity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * One step in the life of a finding, from one state to the next.
 *
 * @param scanId         the scan that found it; null where no scan did, or where that is not known
 * @param severity       how bad it was from then on; null of an opening whose state is no longer kept
 * @param severityBefore how bad it was until then; null unless that is different
 * @param message        the fault from then on; null as the severity is
 * @param fields         which of severity, message and evidence became others
 * @param resolution     why it was resolved; null of other steps
 * @param because        the change of its rule that came with it; null where the rule was the same, or is not known to have changed
 */
@RegisterForReflection
public record FindingStep(
        FindingStepType type,
        Instant at,
        @Nullable String scanId,
        @Nullable Severity severity,
        @Nullable Severity severityBefore,
        @Nullable String message,
        List<String> fields,
        @Nullable FindingResolution resolution,
        @Nullable FindingCause because) {}
