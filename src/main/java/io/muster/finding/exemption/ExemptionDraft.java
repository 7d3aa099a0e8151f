package io.muster.finding.exemption;

import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * A requested exemption.
 *
 * @param findingId     stands for the rule and the resource of that finding; null where the scope is given
 * @param verdict       of an attestation; null of a suppression
 * @param evidence      an address where the evidence of an attestation is
 * @param until         null for an exemption without an end
 * @param needsApproval whether a second person has to approve it, even where the configuration does not ask for that
 */
public record ExemptionDraft(
        ExemptionType type,
        @Nullable String findingId,
        ExemptionScope scope,
        @Nullable AttestedVerdict verdict,
        @Nullable String evidence,
        @Nullable String reason,
        @Nullable String owner,
        @Nullable Instant until,
        boolean needsApproval) {

    ExemptionDraft of(ExemptionScope resolved, boolean approval) {
        return new ExemptionDraft(type, null, resolved, verdict, evidence, reason, owner, until, approval);
    }
}
