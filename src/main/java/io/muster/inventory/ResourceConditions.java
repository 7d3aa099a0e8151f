package io.muster.inventory;

import io.muster.inventory.kind.Filterable;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.query.Conditions;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A filter, within the accounts that the caller may see, as conditions on the {@code resource} table, under the name {@code r}. */
final class ResourceConditions {

    private final Conditions conditions = new Conditions();

    private final AccountScope accounts;

    @Nullable
    private final Instant at;

    private final AddressesHeld addresses;

    private ResourceConditions(AccountScope accounts, @Nullable KindModel kind, @Nullable Instant at) {
        this.accounts = accounts;
        this.at = at;
        this.addresses = new AddressesHeld(accounts, kind, at);
    }

    /** @param at the instant that is asked about; null for now */
    static List<Sql> of(
            AccountScope accounts,
            @Nullable KindModel kind,
            ResourceFilter filter,
            @Nullable Instant at,
            InternetSpace internet) {
        ResourceConditions conditions = new ResourceConditions(accounts, kind, at);
        conditions.add(Sql.within(accounts, "r.account_id"));
        conditions.addCommon(filter);
        if (at == null && !filter.includeDeleted()) {
            conditions.add(Sql.of("r.deleted_at is null"));
        }
        if (kind != null) {
            conditions.add(Sql.of("r.kind = ").constant(kind.kind()));
            conditions.addOfKind(kind, filter.ofKind(), internet);
        }
        return conditions.conditions.all();
    }

    /** The conditions on the {@code cell} table, under the alias {@code r}, of a filter that {@linkplain ResourceFilter#picksCells picks cells}. */
    static List<Sql> ofCells(AccountScope accounts, ResourceFilter filter) {
        ResourceConditions conditions = new ResourceConditions(accounts, null, null);
        conditions.add(Sql.within(accounts, "r.account_id"));
        conditions.addCell(filter);
        return conditions.conditions.all();
    }

    private void addCommon(ResourceFilter filter) {
        conditions.oneOf("r.arn", filter.ids());
        conditions.oneOf("r.resource_id", filter.resourceIds());
        addCell(filter);
        if (filter.tags() != null) {
            add(Sql.any(
                    filter.tags().stream().map(ResourceFilter.Tag::condition).toList()));
        }
        if (filter.search() != null) {
            add(search(filter.search()));
        }
        if (filter.ipAddress() != null) {
            add(addresses.in(IpRange.asked("filter.ipAddress", filter.ipAddress())));
        }
        if (filter.changedAfter() != null) {
            add(Sql.of("r.changed_at > ").instant(filter.changedAfter()));
        }
        if (filter.withFindings() != null) {
            add(Sql.of("r.arn in (").add(filter.withFindings()).add(")"));
        }
    }

    private Sql search(String text) {
        Sql part = Sql.containsIgnoreCase(text, "r.name", "r.resource_id");
        return IpRange.searched(text)
                .map(range -> Sql.any(List.of(part, addresses.in(range))))
                .orElse(part);
    }

    private void addCell(ResourceFilter filter) {
        conditions.oneOfConstants("r.kind", filter.kinds());
        conditions.oneOf("r.account_id", filter.accountIds());
        conditions.oneOf("r.region", filter.regions());
        if (filter.organization() != null) {
            add(filter.organization().within("r.account_id"));
        }
    }

    private void add(Sql condition) {
        conditions.add(condition);
    }

    private void addOfKind(KindModel kind, Map<String, Object> values, InternetSpace internet) {
        for (KindFilter filter : kind.filters()) {
            Optional.ofNullable(values.get(filter.name())).ifPresent(value -> add(ofKind(filter, value)));
        }
        kind.related().stream().map(RelatedField::filter).distinct().forEach(name -> addAny(kind, name, values));
        kind.related().forEach(field -> addRelated(field, values));
        ExposureConditions.of(values, at).forEach(this::add);
        PrivilegeConditions.of(kind, values, accounts, at).forEach(this::add);
        if (kind.kind() == ResourceKind.SECURITY_GROUP) {
            AdmittedTraffic.conditions(accounts, values, at, internet).forEach(this::add);
        }
    }

    private static Sql ofKind(KindFilter filter, Object value) {
        String path = path(filter);
        if (filter.match() == Filterable.Match.PRESENT) {
            String absent = "coalesce(r.attributes #> '" + path + "', 'null') in ('null', '[]')";
            return Sql.of(Objects.equals(value, true) ? "not (" + absent + ")" : absent);
        }
        List<String> texts = value instanceof Collection<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
        if (filter.many()) {
            return Sql.of("jsonb_exists_any(r.attributes #> '" + path + "', ")
                    .texts(texts)
                    .add(")");
        }
        return Sql.of("r.attributes #>> '" + path + "' = any(").texts(texts).add(")");
    }

    /** The names of record components, which need no quoting. */
    private static String path(KindFilter filter) {
        return "{" + String.join(",", filter.path().stream().map(Property::name).toList()) + "}";
    }

    /** Several fields may share a filter: it asks whether any of them has a target. */
    private void addAny(KindModel kind, String filter, Map<String, Object> values) {
        if (!filter.isEmpty() && values.get(filter) instanceof Boolean wanted) {
            Sql any = Sql.any(kind.related().stream()
                    .filter(field -> field.filter().equals(filter))
                    .map(field ->
                            Sql.of("exists (select 1 from ").add(path(field)).add(")"))
                    .toList());
            add(wanted ? any : Sql.of("not (").add(any).add(")"));
        }
    }

    private Sql path(RelatedField field) {
        return new Links(accounts, at).along(field.path(), "r.id", "r.arn", field.to());
    }

    private void addRelated(RelatedField field, Map<String, Object> values) {
        if (!field.filterArns().isEmpty() && values.get(field.filterArns()) instanceof Collection<?> arns) {
            String end = Links.end(field.path()) + ".arn";
            add(Sql.of("exists (select 1 from ")
                    .add(path(field))
                    .add(" and ")
                    .add(Sql.oneOf(end, arns.stream().map(String::valueOf).toList()))
                    .add(")"));
        }
    }
}
