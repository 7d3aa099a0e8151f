package io.muster.finding;

import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;

/** A filter, within the accounts that the caller may see, as conditions on the {@code finding} table, under the name {@code f}. */
final class FindingConditions {

    private final List<Sql> conditions = new ArrayList<>();

    private FindingConditions() {}

    static List<Sql> of(AccountScope accounts, FindingFilter filter) {
        FindingConditions conditions = new FindingConditions();
        conditions.add(Sql.within(accounts, "f.account_id"));
        conditions.addIdentity(filter);
        conditions.addJudgement(filter);
        conditions.addPlace(filter);
        conditions.addTimes(filter);
        return conditions.conditions;
    }

    private void addIdentity(FindingFilter filter) {
        if (filter.ids() != null) {
            add(Sql.any(filter.ids().stream()
                    .map(id -> Sql.of("f.id = ").textAs(id.toString(), "uuid"))
                    .toList()));
        }
        oneOf("f.rule_id", filter.ruleIds());
        oneOf("f.resource_arn", filter.resourceArns());
        oneOf("f.resource_id", filter.resourceIds());
    }

    private void addJudgement(FindingFilter filter) {
        oneOf("f.severity", names(filter.severities()));
        if (filter.severityAtLeast() != null) {
            add(Sql.of("f.severity_rank >= ").number(filter.severityAtLeast().rank()));
        }
        oneOf("f.area", names(filter.areas()));
        oneOf("f.status", names(filter.statuses()));
        if (filter.statuses() != null && !filter.statuses().contains(FindingStatus.RESOLVED)) {
            add(Sql.of("f.status <> 'RESOLVED'")); // says nothing new, but leads to the index on what stands
        }
    }

    private void addPlace(FindingFilter filter) {
        oneOf("f.account_id", filter.accountIds());
        oneOf("f.region", filter.regions());
        oneOf("f.resource_kind", names(filter.resourceKinds()));
    }

    private void addTimes(FindingFilter filter) {
        if (filter.firstSeenAfter() != null) {
            add(Sql.of("f.first_seen_at > ").instant(filter.firstSeenAfter()));
        }
        if (filter.firstSeenBefore() != null) {
            add(Sql.of("f.first_seen_at < ").instant(filter.firstSeenBefore()));
        }
    }

    private void add(Sql condition) {
        conditions.add(condition);
    }

    private void oneOf(String column, @Nullable List<String> values) {
        if (values != null) {
            add(Sql.oneOf(column, values));
        }
    }

    @Nullable
    private static List<String> names(@Nullable List<? extends Enum<?>> constants) {
        return constants == null
                ? null
                : constants.stream().<String>map(Enum::name).toList();
    }
}
