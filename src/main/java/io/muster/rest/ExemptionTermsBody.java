package io.muster.rest;

import io.muster.finding.exemption.ExemptionForm;
import io.muster.finding.exemption.ExemptionTerms;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The terms of a suppression or an attestation that can be changed. Its scope cannot: that would be another one. */
@RegisterForReflection(
        registerFullHierarchy = true) // a patch is applied to a tree of JSON, which tells Quarkus no type
record ExemptionTermsBody(
        @Nullable @Schema(description = "Why.", maxLength = ExemptionForm.LONGEST_REASON)
        String reason,

        @Nullable
        @Schema(description = "The person or team that is responsible for it.", maxLength = ExemptionForm.LONGEST_OWNER)
        String owner,

        @Nullable @Schema(description = "When it ends by itself.")
        Instant until,

        @Nullable
        @Schema(
                description = "Of an attestation: the address of the evidence.",
                maxLength = ExemptionForm.LONGEST_EVIDENCE)
        String evidence) {

    static ExemptionTermsBody of(ExemptionTerms terms) {
        return new ExemptionTermsBody(terms.reason(), terms.owner(), terms.until(), terms.evidence());
    }

    ExemptionTerms toTerms() {
        return new ExemptionTerms(reason, owner, until, evidence);
    }
}
