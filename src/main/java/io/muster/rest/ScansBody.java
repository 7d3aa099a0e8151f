package io.muster.rest;

import io.muster.inventory.kind.ResourceKind;
import io.muster.scan.ScanForm;
import io.muster.scan.ScanRequest;
import jakarta.annotation.Nullable;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The accounts, regions and kinds to rescan; a member that is left out does not narrow the scan. */
record ScansBody(
        @Nullable
        @Schema(
                description = "The accounts; none for every enabled one that the caller may see.",
                maxItems = ScanForm.MOST_ACCOUNTS)
        List<String> accountIds,

        @Nullable
        @Schema(description = "The regions; none for every region of each account.", maxItems = ScanForm.MOST_REGIONS)
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

    static final ScansBody EVERYTHING = new ScansBody(null, null, null, null, null);

    ScanRequest toRequest() {
        return new ScanBody(regions, kinds, reason, full).of(accountIds);
    }
}
