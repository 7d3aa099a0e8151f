package io.muster.rest;

import io.muster.finding.exemption.AttestedVerdict;
import io.muster.finding.exemption.ExemptionDraft;
import io.muster.finding.exemption.ExemptionForm;
import io.muster.finding.exemption.ExemptionScope;
import io.muster.finding.exemption.ExemptionType;
import io.muster.scan.KnownNames;
import io.muster.scan.KnownNames.Named;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A check that a person made by hand: of a finding, or of a rule on a resource. */
record AttestationBody(
        @Nullable
        @Schema(description = "The finding that was checked; without it, ruleId and resourceArn name the check.")
        String findingId,

        @Nullable @Schema(description = "The rule.", examples = "sg-ingress-admin-port-internet")
        String ruleId,

        @Nullable @Schema(description = "The resource.", maxLength = ExemptionForm.LONGEST_ARN)
        String resourceArn,

        @Nullable @Schema(description = "The person's verdict: it is required.")
        AttestedVerdict verdict,

        @Nullable
        @Schema(
                description = "The address of the evidence: it is required.",
                examples = "https://tickets.example.com/4711",
                maxLength = ExemptionForm.LONGEST_EVIDENCE)
        String evidence,

        @Nullable
        @Schema(
                description = "The reason of the verdict, with the way it was checked: it is required.",
                maxLength = ExemptionForm.LONGEST_REASON)
        String reason,

        @Nullable
        @Schema(description = "The person or team that is responsible for it.", maxLength = ExemptionForm.LONGEST_OWNER)
        String owner,

        @Nullable @Schema(description = "When it is to be checked again: it is required.")
        Instant until,

        @Nullable
        @Schema(
                description =
                        "Whether a second person has to approve it before it is in force. muster.exemptions.approval-required"
                                + " asks for that of all.",
                defaultValue = "false")
        Boolean needsApproval) {

    ExemptionDraft toDraft() {
        return new ExemptionDraft(
                ExemptionType.ATTESTATION,
                findingId,
                new ExemptionScope(ruleId, null, null, null, resourceArn, null, null),
                verdict,
                evidence,
                reason,
                owner,
                until,
                Boolean.TRUE.equals(needsApproval));
    }

    List<Named> names() {
        return Named.ofNullable(KnownNames.Type.RULE, "ruleId", ruleId).toList();
    }
}
