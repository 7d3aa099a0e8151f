package io.muster.inventory;

import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Selects resources by their addresses: those that they hold themselves, and those of the resources along
 * {@link RelatedField#addresses}.
 *
 * @param accounts the accounts that the caller may see
 * @param kind     the kind of the resources that are asked; null for every kind
 * @param at       the instant that is asked about; null for now
 */
record AddressesHeld(
        AccountScope accounts,
        @Nullable KindModel kind,
        @Nullable Instant at) {

    private static final String ADDRESSES = "resource_address a";

    /**
     * The condition that the resource {@code r} has an address in the range. For a narrow range, which few resources hold, the
     * statement goes from those to the resources that they belong to. For a wide one, which any number may hold, it checks
     * resource by resource until the page is full.
     */
    Sql in(IpRange range) {
        return at == null && range.wide() ? asked(range) : found(range);
    }

    private Sql found(IpRange range) {
        Sql ids = Sql.of("r.id in (select a.resource_id from " + ADDRESSES + " where ")
                .add(held(range));
        for (KindModel asked : kinds()) {
            others(asked).forEach(field -> ids.add(" union all ").add(back(asked, field, range)));
        }
        return ids.add(")");
    }

    private Sql back(KindModel asked, RelatedField field, IpRange range) {
        List<RelatedField.Step> path = field.pathBack();
        return Sql.of("select " + Links.end(path) + ".id from " + ADDRESSES + ", ")
                .add(holder())
                .add(", ")
                .add(new Links(accounts, at).along(path, "e.id", "e.arn", asked.kind()))
                .add(at == null ? " and e.id = a.resource_id and e.deleted_at is null" : "")
                .add(" and e.kind = ")
                .text(field.to().name())
                .add(" and ")
                .add(Sql.within(accounts, "e.account_id"))
                .add(" and ")
                .add(held(range));
    }

    private Sql holder() {
        return at == null
                ? Sql.of("resource e")
                : Sql.of("lateral resource_at(a.resource_id, ").instant(at).add(") e");
    }

    private Sql asked(IpRange range) {
        List<Sql> ways = new ArrayList<>();
        ways.add(Sql.of("exists (select 1 from " + ADDRESSES + " where a.resource_id = r.id and ")
                .add(held(range))
                .add(")"));
        for (KindModel asked : kinds()) {
            others(asked).forEach(field -> ways.add(forth(asked, field, range)));
        }
        return Sql.any(ways);
    }

    private Sql forth(KindModel asked, RelatedField field, IpRange range) {
        return Sql.of("r.kind = ")
                .text(asked.kind().name())
                .add(" and exists (select 1 from " + ADDRESSES + ", ")
                .add(new Links(accounts, at).along(field.path(), "r.id", "r.arn", field.to()))
                .add(" and a.resource_id = " + Links.end(field.path()) + ".id and ")
                .add(held(range))
                .add(")");
    }

    private Sql held(IpRange range) {
        Sql overlaps = Sql.of("a.address && ").textAs(range.toString(), "inet");
        return at == null
                ? overlaps.add(" and a.valid_to is null")
                : overlaps.add(" and a.valid_from <= ")
                        .instant(at)
                        .add(" and (a.valid_to is null or a.valid_to > ")
                        .instant(at)
                        .add(")");
    }

    private List<KindModel> kinds() {
        return kind == null ? KindModel.all() : List.of(kind);
    }

    private static List<RelatedField> others(KindModel asked) {
        return asked.related().stream().filter(RelatedField::addresses).toList();
    }
}
