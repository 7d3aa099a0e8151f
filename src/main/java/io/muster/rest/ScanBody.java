package io.muster.rest;

import io.muster.inventory.kind.ResourceKind;
import io.muster.scan.ScanForm;
import io.muster.scan.ScanRequest;
import io.muster.scan.ScanTrigger;
import jakarta.annotation.Nullable;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The regions and kinds of an account to rescan; a member that is left out does not narrow the scan. */
record ScanBody(
        @Nullable
        @Schema(description = "The regions; none for every region of the account.", maxItems = ScanForm.MOST_REGIONS)
        List<String> regions,

        @Nullable @Schema(description = "The kinds of resources; none for every kind.", maxItems = ScanForm.MOST_KINDS)
        List<ResourceKind> kinds,

        @Nullable
        @Schema(
                description = "The reason for the scan, which the list of scans shows.",
                maxLength = ScanForm.LONGEST_REASON)
        String reason,

        @Nullable @Schema(description = ScanDocument.FULL, defaultValue = "false")
        Boolean full) {

    static final ScanBody EVERYTHING = new ScanBody(null, null, null, null);

    ScanRequest of(@Nullable List<String> accountIds) {
        return new ScanRequest(accountIds, regions, kinds, ScanTrigger.REQUEST, reason).full(Boolean.TRUE.equals(full));
    }
}
