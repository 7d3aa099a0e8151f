package io.muster.graphql;

import io.muster.finding.FindingFilter;
import io.muster.inventory.OrganizationFilter;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Severity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@RegisterForReflection
@Name("ResultFilter")
@Description("Which results are meant. Fields are ANDed, the entries of a list are ORed.")
public class ResultFilterInput {

    @Description("Of one of these rules.")
    public List<@NonNull String> ruleIds;

    @Description("Of rules of one of these areas.")
    public List<@NonNull Area> areas;

    @Description("Of rules of one of these usual severities.")
    public List<@NonNull Severity> severities;

    @Description("Of a rule that a control of this framework asks for, for example AWS-FSBP.")
    public String framework;

    @Description("Of a rule that this control asks for, for example EC2.19: of the framework, where one is named.")
    public String control;

    @Description("On resources of one of these kinds.")
    public List<@NonNull ResourceKind> resourceKinds;

    @Description("In one of these accounts.")
    public List<@NonNull String> accountIds;

    @Description(OrganizationTexts.OU_PATHS)
    public List<@NonNull String> ouPaths;

    @Description(OrganizationTexts.ACCOUNT_TAGS)
    public List<@NonNull TagFilterInput> accountTags;

    @Description("In one of these regions; global for resources without a region.")
    public List<@NonNull String> regions;

    /** @param only the rules of which one is meant; null for any */
    static FindingFilter toFilter(@Nullable ResultFilterInput input, RuleBook rules, @Nullable List<String> only) {
        ResultFilterInput filter = input == null ? new ResultFilterInput() : input;
        return new FindingFilter(
                null,
                filter.rules(rules, only),
                null,
                null,
                filter.areas,
                null,
                filter.accountIds,
                filter.regions,
                filter.resourceKinds,
                null,
                null,
                null,
                null,
                null,
                null,
                OrganizationFilter.of(filter.ouPaths, TagFilterInput.toTags(filter.accountTags)));
    }

    @Nullable
    private List<String> rules(RuleBook rules, @Nullable List<String> only) {
        if (only == null && ruleIds == null && severities == null && framework == null && control == null) {
            return null;
        }
        return rules.all().stream()
                .filter(rule -> (only == null || only.contains(rule.ruleId()))
                        && (ruleIds == null || ruleIds.contains(rule.ruleId()))
                        && (severities == null || severities.contains(rule.severity()))
                        && rule.askedFor(framework, control))
                .map(RuleType::ruleId)
                .toList();
    }
}
