package io.muster.scan.verification;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.scan.PermissionVerdict;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * One answer of Muster and AWS's answer to the same question.
 *
 * @param verdict  the answer of {@code can}
 * @param compared Muster's answer by the policies alone that AWS's simulator reads
 * @param decision AWS's answer, as AWS spells it; null without one
 * @param evidence the statements and reasons of both
 */
@RegisterForReflection
public record Verification(
        String id,
        String accountId,
        String roleArn,
        String action,
        String resource,
        VerificationOutcome outcome,
        PermissionVerdict verdict,
        PermissionVerdict compared,
        @Nullable String decision,
        @Nullable String reason,
        @Nullable String errorCode,
        JsonNode evidence,
        String requestedBy,
        Instant askedAt,
        @Nullable Instant answeredAt) {}
