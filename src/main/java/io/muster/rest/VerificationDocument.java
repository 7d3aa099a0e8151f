package io.muster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.scan.PermissionVerdict;
import io.muster.scan.verification.Verification;
import io.muster.scan.verification.VerificationOutcome;
import jakarta.annotation.Nullable;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A verification as REST shows it. */
@Schema(name = "Verification", description = "An answer of Muster beside that of AWS to the same question.")
record VerificationDocument(
        @Schema(description = VerificationDocument.ID, examples = "42")
        String verificationId,

        @Schema(description = "The role's account.") String accountId,

        @Schema(description = "The role.") String roleArn,

        @Schema(description = "The action.") String action,

        @Schema(description = "The resource's ARN, or *.") String resource,

        @Schema(description = "Whether AWS says the same; PENDING until it has answered.")
        VerificationOutcome outcome,

        @Schema(description = "Muster's answer, as GraphQL's can gives it.")
        PermissionVerdict verdict,

        @Schema(
                description =
                        "Muster's answer by the policies alone that AWS's simulator reads: those of the role, its boundary and the service"
                                + " control policies. It is compared.")
        PermissionVerdict comparedVerdict,

        @Nullable @Schema(description = "AWS's answer, as AWS spells it; null without one.", examples = "implicitDeny")
        String decision,

        @Nullable
        @Schema(description = "How the answers differ, why they cannot be compared, or why AWS did not answer.")
        String reason,

        @Nullable @Schema(description = "AWS's error code, or a constant of Muster's; null unless it failed.")
        String errorCode,

        @Schema(description = "The statements and reasons of both answers.", implementation = Object.class)
        JsonNode evidence,

        @Schema(description = "The caller who asked.") String requestedBy,

        @Schema(description = "When it was asked.") Instant askedAt,

        @Nullable @Schema(description = "When AWS's answer was stored.")
        Instant answeredAt) {

    static final String ID = "The verification's id.";

    static VerificationDocument of(Verification one) {
        return new VerificationDocument(
                one.id(),
                one.accountId(),
                one.roleArn(),
                one.action(),
                one.resource(),
                one.outcome(),
                one.verdict(),
                one.compared(),
                one.decision(),
                one.reason(),
                one.errorCode(),
                one.evidence(),
                one.requestedBy(),
                one.askedAt(),
                one.answeredAt());
    }
}
