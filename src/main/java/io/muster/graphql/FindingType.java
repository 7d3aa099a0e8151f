package io.muster.graphql;

import io.muster.finding.FindingCause;
import io.muster.finding.FindingResolution;
import io.muster.finding.FindingStatus;
import io.muster.finding.FindingView;
import io.muster.finding.StaleReason;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Severity;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("Finding")
@Description("One rule that fails on one resource.")
public record FindingType(
        @NonNull @Id @Description("Stable over rescans: the same rule on the same resource is the same finding.")
        String id,

        @NonNull @Description("The rule.") RuleType rule,
        @NonNull @Description("The rule's id.") String ruleId,
        @NonNull @Description("The rule's title.") String title,
        @NonNull @Description("How bad it is.") Severity severity,
        @NonNull @Description("The area of inspection.") Area area,
        @NonNull @Description("Where it is in its life.") FindingStatus status,
        @NonNull @Description("The resource's ARN.") String resourceArn,
        @NonNull @Description("The resource's short id.") String resourceId,
        @NonNull @Description("The resource's kind.") ResourceKind resourceKind,
        @NonNull @Description("The resource's account.") String accountId,

        @Description("The name of the resource's account; null where it has none.")
        String accountName,

        @NonNull @Description("The resource's region, or global.")
        String region,

        @NonNull @Description("The facts that made it fire, as field -> value.")
        Json evidence,

        @NonNull @Description("The fault of this resource, in words.")
        String message,

        @NonNull @Description("When it was found first.") Instant firstSeenAt,

        @NonNull @Description("The last scan that confirmed it.")
        Instant lastSeenAt,

        @Description("True while the last scan of its cell could not re-check it.")
        boolean stale,

        @Description("Why it could not be re-checked; null unless it is stale.")
        StaleReason staleReason,

        @Description("When it was resolved.") Instant resolvedAt,

        @Description(
                "Why it was resolved; null unless it is, and of a finding that was resolved before this was noted.")
        FindingResolution resolution,

        @Description(
                "The change of its rule that came with its last opening, change or resolution; null where the rule was the"
                        + " same, or is not known to have changed.")
        FindingCause because,

        @Description("How often it came back after it was resolved.")
        int reopenedCount,

        @NonNull @Description("When it was found first, or came back last: since when it stands.")
        Instant openedAt,

        @Description("For how many seconds it has been standing; null where it is resolved.")
        Integer ageSeconds,

        @Description("For how many seconds it stood until it was resolved; null unless it is.")
        Integer timeToFixSeconds,

        @Ignore String exemptionId) {

    static FindingType of(FindingView view, RuleBook rules) {
        RuleType rule = rules.of(view.ruleId(), view.severity(), view.area(), view.resourceKind());
        return new FindingType(
                view.id().toString(),
                rule,
                view.ruleId(),
                rule.title(),
                view.severity(),
                view.area(),
                view.status(),
                view.resourceArn(),
                view.resourceId(),
                view.resourceKind(),
                view.accountId(),
                view.accountName(),
                view.region(),
                Json.of(view.evidence()),
                view.message(),
                view.firstSeenAt(),
                view.lastSeenAt(),
                view.stale(),
                view.staleReason(),
                view.resolvedAt(),
                view.resolution(),
                view.because(),
                view.reopenedCount(),
                view.openedAt(),
                view.ageSeconds(),
                view.timeToFixSeconds(),
                view.exemptionId());
    }
}
