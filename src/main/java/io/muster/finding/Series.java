package io.muster.finding;

import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.muster.rule.Severity;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The series of counts that answer for a filter, of the coarsest level that can. */
final class Series {

    private Series() {}

    /** The fields of the filter, by their names in the API, that counts do not have; with one of them, no series can answer. */
    static List<String> unknownFields(FindingFilter filter) {
        List<String> unknown = new ArrayList<>();
        addIf(filter.ids(), "ids", unknown);
        addIf(filter.resourceArns(), "resourceArns", unknown);
        addIf(filter.resourceIds(), "resourceIds", unknown);
        addIf(filter.firstSeen(), "firstSeen", unknown);
        addIf(filter.opened(), "opened", unknown);
        addIf(filter.tags(), "tags", unknown);
        addIf(filter.search(), "search", unknown);
        return unknown;
    }

    private static void addIf(@Nullable Between span, String name, List<String> fields) {
        if (span != null) {
            addIf(span.after(), name + "After", fields);
            addIf(span.before(), name + "Before", fields);
        }
    }

    private static void addIf(@Nullable Object value, String field, List<String> fields) {
        if (value != null) {
            fields.add(field);
        }
    }

    /** Which series of findings, as a condition on {@code finding_series} under the name {@code f}. */
    static Sql condition(AccountScope accounts, FindingFilter filter, Collection<FindingDimension> groupBy) {
        return condition(accounts, filter, groupBy, FindingStatus.values());
    }

    /** Which series of transitions, as a condition in the same way. The filter names no statuses. */
    static Sql ofTransitions(AccountScope accounts, FindingFilter filter, Collection<FindingDimension> groupBy) {
        return condition(accounts, filter, groupBy, Transition.values());
    }

    /** Which series of verdicts, as a condition in the same way. The filter names neither statuses nor severities. */
    static Sql ofVerdicts(AccountScope accounts, FindingFilter filter, Collection<FindingDimension> groupBy) {
        return condition(accounts, filter, groupBy, ResultStatus.values());
    }

    /** The condition for counts of results, where suppressed findings are counted among the failed. */
    static Sql ofResults(AccountScope accounts, FindingFilter filter, Collection<FindingDimension> groupBy) {
        List<Enum<?>> counted = new ArrayList<>(List.of(ResultStatus.values()));
        counted.add(FindingStatus.SUPPRESSED);
        return condition(accounts, filter, groupBy, counted.toArray(Enum<?>[]::new));
    }

    private static Sql condition(
            AccountScope accounts, FindingFilter filter, Collection<FindingDimension> groupBy, Enum<?>... counted) {
        Set<FindingDimension> needed = filtered(filter);
        needed.addAll(groupBy);
        if (!accounts.isEveryAccount()) {
            needed.add(FindingDimension.ACCOUNT);
        }
        List<Sql> conditions = new ArrayList<>(FindingConditions.of(accounts, withoutRank(filter)));
        conditions.add(Sql.of("f.level = ").text(RollupLevel.of(needed).name()));
        conditions.add(
                Sql.oneOf("f.status", Arrays.stream(counted).map(Enum::name).toList()));
        return Sql.all(conditions);
    }

    private static Set<FindingDimension> filtered(FindingFilter filter) {
        Set<FindingDimension> dimensions = EnumSet.noneOf(FindingDimension.class);
        addIf(filter.ruleIds(), FindingDimension.RULE, dimensions);
        addIf(filter.severities(), FindingDimension.SEVERITY, dimensions);
        addIf(filter.severityAtLeast(), FindingDimension.SEVERITY, dimensions);
        addIf(filter.areas(), FindingDimension.AREA, dimensions);
        addIf(filter.statuses(), FindingDimension.STATUS, dimensions);
        addIf(filter.accountIds(), FindingDimension.ACCOUNT, dimensions);
        addIf(filter.organization(), FindingDimension.ACCOUNT, dimensions);
        addIf(filter.regions(), FindingDimension.REGION, dimensions);
        addIf(filter.resourceKinds(), FindingDimension.KIND, dimensions);
        return dimensions;
    }

    private static void addIf(@Nullable Object value, FindingDimension dimension, Set<FindingDimension> dimensions) {
        if (value != null) {
            dimensions.add(dimension);
        }
    }

    /** The filter with its severities by name, because rows of series have no rank. */
    private static FindingFilter withoutRank(FindingFilter filter) {
        return filter.severityAtLeast() == null ? filter : filter.withSeverities(severities(filter));
    }

    /** The severities that the filter admits, in their order. */
    static List<Severity> severities(FindingFilter filter) {
        return Arrays.stream(Severity.values())
                .filter(severity ->
                        filter.severities() == null || filter.severities().contains(severity))
                .filter(severity -> filter.severityAtLeast() == null
                        || severity.rank() >= filter.severityAtLeast().rank())
                .toList();
    }
}
