package io.muster.graphql;

import io.muster.finding.exemption.AttestedVerdict;
import io.muster.finding.exemption.ExemptionState;
import io.muster.finding.exemption.ExemptionType;
import io.muster.finding.exemption.ExemptionView;
import jakarta.annotation.Nullable;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("Suppression")
@Description("An exemption of findings: a suppression for a reason, or an attestation of a check by hand.")
public record SuppressionType(
        @NonNull @Id @Description("Its id, over REST as well.")
        String id,

        @NonNull @Description("Whether it is a suppression or an attestation.")
        ExemptionType type,

        @NonNull @Description("Where it is in its life.") ExemptionState state,

        @Id @Description("The finding that it means, where it means one rule on one resource.")
        String findingId,

        @Description("The rule that it means; null for any.")
        String ruleId,

        @Description("The title of that rule.") String ruleTitle,

        @Description("The account that it means; null for any.")
        String accountId,

        @Description("The name of that account.") String accountName,

        @Description("The unit of the organization that it means, with those below it; null for any.")
        String ouPath,

        @Description("The region that it means; null for any.")
        String region,

        @Description("The resource that it means; null for any.")
        String resourceArn,

        @Description("The key of the tag of resources that it means; null for any resources.")
        String tagKey,

        @Description("The value of that tag; null for the tag with any value.")
        String tagValue,

        @Description("The verdict of the person who attests; null of a suppression.")
        AttestedVerdict verdict,

        @Description("The address of the evidence; null of a suppression.")
        String evidence,

        @NonNull @Description("Why.") String reason,

        @Description("The person or team that is responsible for it.")
        String owner,

        @Description("When it ends by itself; null where it does not.")
        Instant until,

        @Description("Whether it is in force, and ends within muster.exemptions.notice.")
        boolean endsSoon,

        @Description("Whether a second person has to approve it, or had to.")
        boolean needsApproval,

        @Description("The caller who asked for it.") String createdBy,
        @NonNull @Description("When it was asked for.") Instant createdAt,

        @Description("The second person who approved or refused it.")
        String decidedBy,

        @Description("When that was.") Instant decidedAt,

        @Description("The caller who ended it; null where its end came by itself.")
        String endedBy,

        @Description("When it ended.") Instant endedAt,

        @Description("How many findings that you may see it covers.")
        int findings,

        @Description("Whether all findings are in line with it already.")
        boolean settled) {

    static @Nullable SuppressionType of(@Nullable ExemptionView view, RuleBook rules) {
        return view == null
                ? null
                : new SuppressionType(
                        view.id(),
                        view.type(),
                        view.state(),
                        view.findingId(),
                        view.ruleId(),
                        view.ruleId() == null ? null : rules.title(view.ruleId()),
                        view.accountId(),
                        view.accountName(),
                        view.ouPath(),
                        view.region(),
                        view.resourceArn(),
                        view.tag() == null ? null : view.tag().key(),
                        view.tag() == null ? null : view.tag().value(),
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
                        view.settled());
    }
}
