package io.muster.graphql;

import io.muster.finding.Between;
import io.muster.finding.FindingFilter;
import io.muster.finding.FindingId;
import io.muster.finding.FindingSearch;
import io.muster.finding.FindingStatus;
import io.muster.inventory.OrganizationFilter;
import io.muster.inventory.kind.ResourceKind;
import io.muster.platform.Texts;
import io.muster.platform.Times;
import io.muster.rule.Area;
import io.muster.rule.Severity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@RegisterForReflection
@Name("FindingFilter")
@Description("Which findings are meant. Fields are ANDed, the entries of a list are ORed.")
public class FindingFilterInput {

    @Description("One of these findings.")
    @Id
    public List<@NonNull String> ids;

    @Description("Of one of these rules.")
    public List<@NonNull String> ruleIds;

    @Description("Of one of these severities.")
    public List<@NonNull Severity> severities;

    @Description("Of this severity or a worse one.")
    public Severity severityAtLeast;

    @Description("In one of these areas.")
    public List<@NonNull Area> areas;

    @Description("With one of these statuses.")
    public List<@NonNull FindingStatus> statuses;

    @Description("In one of these accounts.")
    public List<@NonNull String> accountIds;

    @Description(OrganizationTexts.OU_PATHS)
    public List<@NonNull String> ouPaths;

    @Description(OrganizationTexts.ACCOUNT_TAGS)
    public List<@NonNull TagFilterInput> accountTags;

    @Description("In one of these regions.")
    public List<@NonNull String> regions;

    @Description("On a resource of one of these kinds.")
    public List<@NonNull ResourceKind> resourceKinds;

    @Description("On one of these resources, by ARN.")
    @Id
    public List<@NonNull String> resourceArns;

    @Description("On one of these resources, by AWS's short id.")
    public List<@NonNull String> resourceIds;

    @Description("On a resource with one of these tags.")
    public List<@NonNull TagFilterInput> tags;

    @Description(
            "Case-insensitive part of the message, of the rule's id or title, or of the resource's short id or name.")
    public String search;

    @Description("Seen first after this instant.")
    public Instant firstSeenAfter;

    @Description("Seen first before this instant.")
    public Instant firstSeenBefore;

    @Description("Seen first, or open again, after this instant: since then it stands.")
    public Instant openedAfter;

    @Description("Seen first, or open again, before this instant.")
    public Instant openedBefore;

    @Description("Of a rule that a control of this framework asks for, for example AWS-FSBP.")
    public String framework;

    @Description("Of a rule that this control asks for, for example EC2.19: of the framework, where one is named.")
    public String control;

    static FindingFilter toFilter(FindingFilterInput input, RuleBook rules) {
        return input == null ? FindingFilter.none() : input.toFilter(rules);
    }

    private FindingFilter toFilter(RuleBook rules) {
        Times.requireOrder("firstSeenAfter", firstSeenAfter, "filter.firstSeenBefore", firstSeenBefore);
        Times.requireOrder("openedAfter", openedAfter, "filter.openedBefore", openedBefore);
        return new FindingFilter(
                ids == null
                        ? null
                        : ids.stream()
                                .flatMap(id -> FindingId.tryParse(id).stream())
                                .toList(),
                framework == null && control == null ? ruleIds : narrowed(rules.ofControls(framework, control)),
                severities,
                severityAtLeast,
                areas,
                statuses,
                accountIds,
                regions,
                resourceKinds,
                resourceArns,
                resourceIds,
                Between.of(firstSeenAfter, firstSeenBefore),
                Between.of(openedAfter, openedBefore),
                TagFilterInput.toTags(tags),
                Texts.searched("filter.search", search) == null
                        ? null
                        : new FindingSearch(search, rules.titled(search)),
                OrganizationFilter.of(ouPaths, TagFilterInput.toTags(accountTags)));
    }

    private List<String> narrowed(List<String> ofControls) {
        return ruleIds == null
                ? ofControls
                : ofControls.stream().filter(ruleIds::contains).toList();
    }
}
