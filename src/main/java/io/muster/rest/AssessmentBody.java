package io.muster.rest;

import io.muster.platform.Caller;
import io.muster.scan.AssessmentRequest;
import io.muster.scan.ScanForm;
import io.muster.scan.ScanTrigger;
import jakarta.annotation.Nullable;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The accounts, regions and rules to judge again; a member that is left out does not narrow it. */
record AssessmentBody(
        @Nullable
        @Schema(
                description = "The accounts; none for every enabled one that the caller may see.",
                maxItems = ScanForm.MOST_ACCOUNTS)
        List<String> accountIds,

        @Nullable
        @Schema(
                description = "The regions; none for every region, and for the resources of the accounts as a whole.",
                maxItems = ScanForm.MOST_REGIONS)
        List<String> regions,

        @Nullable @Schema(description = "The rules; none for every rule.", maxItems = ScanForm.MOST_KINDS)
        List<String> ruleIds,

        @Nullable
        @Schema(
                description = "The reason for the assessment, which the list shows.",
                maxLength = ScanForm.LONGEST_REASON)
        String reason) {

    static final AssessmentBody EVERYTHING = new AssessmentBody(null, null, null, null);

    AssessmentRequest toRequest(Caller caller) {
        return new AssessmentRequest(accountIds, regions, ruleIds, ScanTrigger.REQUEST, reason, caller);
    }
}
