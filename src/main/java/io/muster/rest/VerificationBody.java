package io.muster.rest;

import io.muster.scan.verification.VerificationQuestion;
import jakarta.annotation.Nullable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A question that AWS is asked as well. */
record VerificationBody(
        @Nullable
        @Schema(
                description = "The role, by ARN or by path and name: it is required.",
                examples = "arn:aws:iam::111111111111:role/web-role",
                maxLength = VerificationQuestion.LONGEST_ROLE)
        String role,

        @Nullable
        @Schema(
                description = "One action, without wildcards: it is required.",
                examples = "s3:GetObject",
                maxLength = VerificationQuestion.LONGEST)
        String action,

        @Nullable
        @Schema(
                description = "The resource's ARN, * for an action that knows no resources: it is required.",
                examples = "arn:aws:s3:::reports/2026/11.csv",
                maxLength = VerificationQuestion.LONGEST)
        String resource) {

    VerificationQuestion toQuestion() {
        return VerificationQuestion.of(role, action, resource);
    }
}
