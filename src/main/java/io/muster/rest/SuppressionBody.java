package io.muster.rest;

import io.muster.finding.exemption.ExemptionDraft;
import io.muster.finding.exemption.ExemptionForm;
import io.muster.finding.exemption.ExemptionScope;
import io.muster.finding.exemption.ExemptionType;
import io.muster.scan.KnownNames;
import io.muster.scan.KnownNames.Named;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A suppression to make: of a finding, or of all findings for which every named field holds. */
record SuppressionBody(
        @Nullable
        @Schema(description = "The finding to suppress; without it, the fields from ruleId to tag name the findings.")
        String findingId,

        @Nullable @Schema(description = "Findings of this rule.", examples = "sg-ingress-admin-port-internet")
        String ruleId,

        @Nullable @Schema(description = "Findings in this account.", examples = "111111111111")
        String accountId,

        @Nullable
        @Schema(
                description = "Findings in accounts of this unit of the organization, and of the units below it.",
                examples = "/Production")
        String ouPath,

        @Nullable @Schema(description = "Findings in this region, or in global.", examples = "eu-central-1")
        String region,

        @Nullable @Schema(description = "Findings on this resource.", maxLength = ExemptionForm.LONGEST_ARN)
        String resourceArn,

        @Nullable @Schema(description = "Findings on resources with this tag.")
        TagBody tag,

        @Nullable @Schema(description = "Why: it is required.", maxLength = ExemptionForm.LONGEST_REASON)
        String reason,

        @Nullable
        @Schema(description = "The person or team that is responsible for it.", maxLength = ExemptionForm.LONGEST_OWNER)
        String owner,

        @Nullable @Schema(description = "When it ends by itself; without it, it lasts until it is lifted.")
        Instant until,

        @Nullable
        @Schema(
                description =
                        "Whether a second person has to approve it before it is in force. muster.exemptions.approval-required"
                                + " asks for that of all.",
                defaultValue = "false")
        Boolean needsApproval) {

    ExemptionDraft toDraft() {
        ExemptionScope scope = new ExemptionScope(
                ruleId,
                accountId,
                ouPath == null || ouPath.length() < 2 || !ouPath.endsWith("/")
                        ? ouPath
                        : ouPath.substring(0, ouPath.length() - 1),
                region,
                resourceArn,
                tag == null
                        ? null
                        : Objects.requireNonNullElse(tag.key(), ""), // no key is no tag, and not any resource
                tag == null ? null : tag.value());
        return new ExemptionDraft(
                ExemptionType.SUPPRESSION,
                findingId,
                scope,
                null,
                null,
                reason,
                owner,
                until,
                Boolean.TRUE.equals(needsApproval));
    }

    /** The names in it that must be of something. */
    List<Named> names() {
        return Stream.of(
                        Named.ofNullable(KnownNames.Type.RULE, "ruleId", ruleId),
                        Named.ofNullable(KnownNames.Type.ACCOUNT, "accountId", accountId),
                        Named.ofNullable(KnownNames.Type.REGION, "region", region))
                .flatMap(Function.identity())
                .toList();
    }
}
