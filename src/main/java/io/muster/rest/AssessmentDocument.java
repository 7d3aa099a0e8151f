package io.muster.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.scan.AssessmentView;
import io.muster.scan.ScanStatus;
import io.muster.scan.ScanTrigger;
import io.muster.scan.ScanView;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An assessment as REST shows it. */
@Schema(name = "Assessment", description = "A new judgement of the stored resources, without a call of AWS.")
record AssessmentDocument(
        @Schema(description = AssessmentDocument.ID, examples = "42")
        String assessmentId,

        @Schema(description = "Where it is, with the statuses of scans.")
        ScanStatus status,

        @Schema(description = "The accounts that it reaches.")
        List<String> accountIds,

        @Schema(description = "Its trigger: REQUEST, or START_UP after an upgrade that changed rules.")
        ScanTrigger trigger,

        @Nullable @Schema(description = "The reason that was given.")
        String reason,

        @Nullable @Schema(description = "The regions that it was narrowed to; null for all.")
        List<String> regions,

        @Nullable @Schema(description = "The rules that it was narrowed to; null for all.")
        List<String> ruleIds,

        @Nullable @Schema(description = "The caller who asked for it first; null for Muster itself.")
        String requestedBy,

        @Schema(description = "When it was asked for.") Instant requestedAt,

        @Nullable @Schema(description = "When it was begun.")
        Instant startedAt,

        @Nullable @Schema(description = "When it ended.") Instant finishedAt,

        @Schema(description = "How far it is; nothing is read, so that no resources are counted.")
        ScanView.Progress progress,

        @Nullable
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                description =
                        "Whether the request joined this assessment instead of starting one; only in answers to requests.")
        Boolean joined) {

    static final String ID = "The assessment's id.";

    static AssessmentDocument of(AssessmentView view, @Nullable Boolean joined) {
        return new AssessmentDocument(
                view.assessmentId(),
                view.status(),
                view.accountIds(),
                view.trigger(),
                view.reason(),
                view.regions(),
                view.ruleIds(),
                view.requestedBy(),
                view.requestedAt(),
                view.startedAt(),
                view.finishedAt(),
                view.progress(),
                joined);
    }
}
