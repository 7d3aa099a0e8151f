package io.muster.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.inventory.kind.ResourceKind;
import io.muster.scan.ScanStatus;
import io.muster.scan.ScanTrigger;
import io.muster.scan.ScanView;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A scan as REST shows it.
 *
 * @param joined whether a request joined this scan instead of starting one; left out where nothing was asked for
 */
@Schema(name = "Scan", description = "A reading of accounts from AWS.")
record ScanDocument(
        @Schema(description = ScanDocument.ID, examples = "42")
        String scanId,

        @Schema(
                description =
                        "The status of the scan. SUCCEEDED: all was read; PARTIAL: the gaps were not; FAILED: nothing was;"
                                + " CANCELLED: a caller cancelled it, or its account was purged. Further states may come.")
        ScanStatus status,

        @Schema(description = "The accounts that it reaches.")
        List<String> accountIds,

        @Schema(description = "Its trigger; further values may come.")
        ScanTrigger trigger,

        @Nullable @Schema(description = "The caller's reason.")
        String reason,

        @Nullable
        @Schema(description = "The regions that it was narrowed to; null where it reads every region of each account.")
        List<String> regions,

        @Nullable @Schema(description = "The kinds that it was narrowed to; null where it reads every kind.")
        List<ResourceKind> kinds,

        @Schema(description = ScanDocument.FULL) boolean full,

        @Nullable
        @Schema(
                description =
                        "The caller who asked for it first; null for Muster itself: a schedule, an event or the first start.")
        String requestedBy,

        @Schema(description = "When it was asked for.") Instant requestedAt,

        @Nullable @Schema(description = "When it was begun.")
        Instant startedAt,

        @Nullable @Schema(description = "When it ended.") Instant finishedAt,
        @Schema(description = "How far it is.") ScanView.Progress progress,

        @Schema(
                description = "The cells that could not be read: the first " + ScanView.GAPS
                        + ". Their resources are left as they were. Coverage, over GraphQL, has all.")
        List<ScanView.Gap> gaps,

        @Schema(description = "How many gaps there are.") int gapCount,

        @Nullable
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                description =
                        "Whether the request joined this scan instead of starting one; only in answers to requests.")
        Boolean joined) {

    static final String ID = "The scan's id.";
    static final String FULL =
            "Whether AWS is asked for every fact that takes a call for each resource, however young the stored one is.";
    static final String JOINING = "A scan that is queued or running and does all that is asked for is joined: it is"
            + " the answer, with \"joined\": true. The scan is watched under its Location.";

    static ScanDocument of(ScanView scan, List<ScanView.Gap> gaps, @Nullable Boolean joined) {
        return new ScanDocument(
                scan.scanId(),
                scan.status(),
                scan.accountIds(),
                scan.trigger(),
                scan.reason(),
                scan.regions(),
                scan.kinds(),
                scan.full(),
                scan.requestedBy(),
                scan.requestedAt(),
                scan.startedAt(),
                scan.finishedAt(),
                scan.progress(),
                gaps,
                scan.gapCount(),
                joined);
    }
}
