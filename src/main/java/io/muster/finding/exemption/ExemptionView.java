package io.muster.finding.exemption;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * An exemption as the store has it.
 *
 * @param findingId     the finding that it means, where it means a rule on a resource and there is one
 * @param needsApproval whether a second person has to approve it, or had to
 * @param createdBy     the caller who asked for it
 * @param decidedBy     the caller who approved or refused it
 * @param endedBy       the caller who ended it; null where its end came by itself
 * @param endsSoon      whether it is in force, and its end is near
 * @param settled       whether the findings are in line with it already
 * @param findings      how many findings it covers that the caller may see
 * @param version       rises with every change
 */
@RegisterForReflection
public record ExemptionView(
        String id,
        ExemptionType type,
        ExemptionState state,
        @Nullable String findingId,
        @Nullable String ruleId,
        @Nullable String accountId,
        @Nullable String accountName,
        @Nullable String ouPath,
        @Nullable String region,
        @Nullable String resourceArn,
        @Nullable Tag tag,
        @Nullable AttestedVerdict verdict,
        @Nullable String evidence,
        String reason,
        @Nullable String owner,
        @Nullable Instant until,
        boolean needsApproval,
        String createdBy,
        Instant createdAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String endedBy,
        @Nullable Instant endedAt,
        boolean endsSoon,
        boolean settled,
        int findings,
        int version) {

    /**
     * The tag of the resources that are meant.
     *
     * @param value null for the tag with any value
     */
    @RegisterForReflection
    public record Tag(String key, @Nullable String value) {}
}
