package io.muster.finding;

import io.muster.inventory.OrganizationFilter;
import io.muster.inventory.ResourceFilter;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Severity;
import jakarta.annotation.Nullable;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Which findings are meant. Components are ANDed and the entries of a list are ORed; a null filters nothing, an empty
 * list matches nothing.
 *
 * @param tags         tags of the resource
 * @param organization the account's place in the organization and its tags there
 */
public record FindingFilter(
        @Nullable List<UUID> ids,
        @Nullable List<String> ruleIds,
        @Nullable List<Severity> severities,
        @Nullable Severity severityAtLeast,
        @Nullable List<Area> areas,
        @Nullable List<FindingStatus> statuses,
        @Nullable List<String> accountIds,
        @Nullable List<String> regions,
        @Nullable List<ResourceKind> resourceKinds,
        @Nullable List<String> resourceArns,
        @Nullable List<String> resourceIds,
        @Nullable Between firstSeen,
        @Nullable Between opened,
        @Nullable List<ResourceFilter.Tag> tags,
        @Nullable FindingSearch search,
        @Nullable OrganizationFilter organization) {

    /** Every finding. */
    public static FindingFilter none() {
        return new FindingFilter(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** Every finding in the accounts. */
    public static FindingFilter ofAccounts(Collection<String> accountIds) {
        return none().with(null, null, null, List.copyOf(accountIds));
    }

    /** The filter with these severities in place of {@link #severityAtLeast} and of the severities that it had. */
    FindingFilter withSeverities(List<Severity> only) {
        return with(only, null, statuses, accountIds);
    }

    /** The filter with these statuses. */
    FindingFilter withStatuses(List<FindingStatus> only) {
        return with(severities, severityAtLeast, only, accountIds);
    }

    private FindingFilter with(
            @Nullable List<Severity> severities,
            @Nullable Severity severityAtLeast,
            @Nullable List<FindingStatus> statuses,
            @Nullable List<String> accountIds) {
        return new FindingFilter(
                ids,
                ruleIds,
                severities,
                severityAtLeast,
                areas,
                statuses,
                accountIds,
                regions,
                resourceKinds,
                resourceArns,
                resourceIds,
                firstSeen,
                opened,
                tags,
                search,
                organization);
    }
}
