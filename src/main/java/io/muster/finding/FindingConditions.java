package io.muster.finding;

import io.muster.inventory.ResourceFilter;
import io.muster.inventory.query.Conditions;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A filter, within the accounts that the caller may see, as conditions on the {@code finding} table, under the name {@code f}. */
final class FindingConditions {

    private final Conditions conditions = new Conditions();

    @Nullable
    private final Instant at;

    private FindingConditions(@Nullable Instant at) {
        this.at = at;
    }

    static List<Sql> of(AccountScope accounts, FindingFilter filter) {
        return of(accounts, filter, null);
    }

    /** @param at the instant of which the findings' resources are asked; null for now */
    static List<Sql> of(AccountScope accounts, FindingFilter filter, @Nullable Instant at) {
        FindingConditions conditions = new FindingConditions(at);
        conditions.add(Sql.within(accounts, "f.account_id"));
        conditions.addIdentity(filter);
        conditions.addJudgement(filter);
        conditions.addPlace(filter);
        conditions.addTimes(filter);
        conditions.addResource(filter);
        return conditions.conditions.all();
    }

    private void addIdentity(FindingFilter filter) {
        if (filter.ids() != null) {
            add(Sql.of("f.id = any(cast(")
                    .texts(filter.ids().stream().map(UUID::toString).toList())
                    .add(" as uuid[]))"));
        }
        conditions.oneOf("f.rule_id", filter.ruleIds());
        conditions.oneOf("f.resource_arn", filter.resourceArns());
        conditions.oneOf("f.resource_id", filter.resourceIds());
    }

    private void addJudgement(FindingFilter filter) {
        conditions.oneOfConstants("f.severity", filter.severities());
        if (filter.severityAtLeast() != null) {
            add(Sql.of("f.severity_rank >= ").number(filter.severityAtLeast().rank()));
        }
        conditions.oneOfConstants("f.area", filter.areas());
        conditions.oneOfConstants("f.status", filter.statuses());
        if (filter.statuses() != null && !filter.statuses().contains(FindingStatus.RESOLVED)) {
            add(Sql.of("f.status <> 'RESOLVED'")); // says nothing new, but leads to the index on what stands
        }
    }

    private void addPlace(FindingFilter filter) {
        conditions.oneOf("f.account_id", filter.accountIds());
        if (filter.organization() != null) {
            add(filter.organization().within("f.account_id"));
        }
        conditions.oneOf("f.region", filter.regions());
        conditions.oneOfConstants("f.resource_kind", filter.resourceKinds());
    }

    private void addTimes(FindingFilter filter) {
        if (filter.firstSeen() != null) {
            filter.firstSeen().holds("f.first_seen_at").forEach(this::add);
        }
        if (filter.opened() != null) {
            filter.opened().holds("f.opened_at").forEach(this::add);
        }
    }

    private void addResource(FindingFilter filter) {
        if (filter.tags() != null) {
            add(onResource(Sql.any(
                    filter.tags().stream().map(ResourceFilter.Tag::condition).toList())));
        }
        if (filter.search() != null) {
            String text = filter.search().text();
            add(Sql.any(List.of(
                    Sql.containsIgnoreCase(text, "f.message", "f.rule_id", "f.resource_id"),
                    Sql.oneOf("f.rule_id", filter.search().ruleIds()),
                    onResource(Sql.containsIgnoreCase(text, "r.name")))));
        }
    }

    /** Applies a condition to the finding's resource, also a deleted one, as it was when it was deleted. */
    private Sql onResource(Sql condition) {
        Sql resource = at == null
                ? Sql.of("f.resource_arn in (select r.arn from resource r where ")
                : Sql.of("exists (select 1 from resource x, resource_at(x.id, ")
                        .instant(at)
                        .add(") r where x.arn = f.resource_arn and ");
        return resource.add("(").add(condition).add("))");
    }

    private void add(Sql condition) {
        conditions.add(condition);
    }
}
