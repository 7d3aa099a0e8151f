package io.muster.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.finding.exemption.AttestedVerdict;
import io.muster.finding.exemption.ExemptionEvent;
import io.muster.finding.exemption.ExemptionState;
import io.muster.finding.exemption.ExemptionType;
import io.muster.finding.exemption.ExemptionView;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A suppression or an attestation. */
record ExemptionAnswer(
        @Schema(description = "The id of the exemption.", examples = "7")
        String id,

        @Schema(description = "SUPPRESSION or ATTESTATION.") ExemptionType type,

        @Schema(description = "The state of the exemption: whether it is in force.")
        ExemptionState state,

        @Nullable
        @Schema(description = "The finding that the exemption is about, where it is about one rule on one resource.")
        String findingId,

        @Nullable @Schema(description = "The rule that the exemption is about; null for any.")
        String ruleId,

        @Nullable @Schema(description = "The account that the exemption is about; null for any.")
        String accountId,

        @Nullable
        @Schema(
                description =
                        "The unit of the organization that the exemption is about, with those below it; null for any.")
        String ouPath,

        @Nullable @Schema(description = "The region that the exemption is about; null for any.")
        String region,

        @Nullable @Schema(description = "The resource that the exemption is about; null for any.")
        String resourceArn,

        @Nullable @Schema(description = "The tag of the resources that the exemption is about; null for any resources.")
        TagBody tag,

        @Nullable @Schema(description = "The verdict of the person who attests; null of a suppression.")
        AttestedVerdict verdict,

        @Nullable @Schema(description = "The address of the evidence; null of a suppression.")
        String evidence,

        @Schema(description = "The reason for the exemption.")
        String reason,

        @Nullable @Schema(description = "The person or team that is responsible for the exemption.")
        String owner,

        @Nullable @Schema(description = "When the exemption ends by itself; null where it does not.")
        Instant until,

        @Schema(description = "Whether the exemption is in force, and ends within muster.exemptions.notice.")
        boolean endsSoon,

        @Schema(description = "Whether a second person has to approve the exemption, or had to.")
        boolean needsApproval,

        @Schema(description = "The caller who asked for it.")
        String createdBy,

        @Schema(description = "When it was asked for.") Instant createdAt,

        @Nullable @Schema(description = "The second person who approved or refused it.")
        String decidedBy,

        @Nullable @Schema(description = "When that was.") Instant decidedAt,

        @Nullable @Schema(description = "The caller who ended it; null where its end came by itself.")
        String endedBy,

        @Nullable @Schema(description = "When it ended.") Instant endedAt,

        @Schema(description = "How many findings that you may see it covers.")
        int findings,

        @Schema(
                description =
                        "Whether all findings are in line with it already. For very many that goes on for a while after the answer.")
        boolean settled,

        @Nullable
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Its events, the latest first; where one is asked for.")
        List<ExemptionEvent> history) {

    static ExemptionAnswer of(ExemptionView view) {
        return of(view, null);
    }

    static ExemptionAnswer of(ExemptionView view, @Nullable List<ExemptionEvent> history) {
        return new ExemptionAnswer(
                view.id(),
                view.type(),
                view.state(),
                view.findingId(),
                view.ruleId(),
                view.accountId(),
                view.ouPath(),
                view.region(),
                view.resourceArn(),
                view.tag() == null
                        ? null
                        : new TagBody(view.tag().key(), view.tag().value()),
                view.verdict(),
                view.evidence(),
                view.reason(),
                view.owner(),
                view.until(),
                view.endsSoon(),
                view.needsApproval(),
                view.createdBy(),
                view.createdAt(),
                view.decidedBy(),
                view.decidedAt(),
                view.endedBy(),
                view.endedAt(),
                view.findings(),
                view.settled(),
                history);
    }
}
