package io.muster.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.kind.Relation;
import io.muster.inventory.query.Database;
import io.muster.inventory.query.Keyed;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Reads the neighbours and the history of resources that the caller may see. One statement for
 * any number of them.
 */
@ApplicationScoped
public class Neighbours {

    private final Database database;
    private final InternetSpace internet;

    Neighbours(Database database, InternetSpace internet) {
        this.database = database;
        this.internet = internet;
    }

    /**
     * Which of the resources that belong to others.
     *
     * @param accounts     the accounts that the caller may see
     * @param filter       null for all
     * @param first        how many of each at most; null for all
     * @param at           the instant that is asked about; null for now
     * @param withDocument whether {@link ResourceRow#attributes} is wanted
     */
    public record Selection(
            AccountScope accounts,
            @Nullable ResourceFilter filter,
            @Nullable Integer first,
            @Nullable Instant at,
            boolean withDocument) {}

    /** The resources at the end of the field's path, by the id of the one where it begins; ordered by their short ids. */
    public Uni<Map<Long, List<ResourceRow>>> along(Selection selection, RelatedField field, Collection<Long> ids) {
        Sql found = Sql.of("select distinct s.id as batch_key, r.id, r.resource_id from resource s, ")
                .add(new Links(selection.accounts, selection.at).along(field.path(), "s.id", "s.arn", field.to(), "r"))
                .add(" and s.id = any(")
                .numbers(ids)
                .add(") and ")
                .add(conditions(selection, KindModel.of(field.to())));
        Sql select = Sql.of("select p.batch_key, ")
                .add(Inventory.columns("r", selection.withDocument, selection.at))
                .add(" from (")
                .add(placed(found, "f.resource_id, f.id", selection.first))
                .add(") p, ")
                .add(
                        selection.at == null
                                ? Sql.of("resource r where r.id = p.id")
                                : Sql.of("resource_at(p.id, ")
                                        .instant(selection.at)
                                        .add(") r where true"))
                .add(" order by p.batch_key, p.place");
        return database.keyed(select, ResourceRow.class).map(Keyed::listsByNumber);
    }

    /**
     * The resources at the end of the field's path, whole, ordered by their short ids: for a statement that builds JSON of them.
     *
     * @param id    the SQL expression of the id of the resource where the path begins
     * @param arn   the one of its ARN
     * @param most  how many at most
     */
    public Sql rows(Selection selection, RelatedField field, String id, String arn, int most) {
        Sql ends = new Links(selection.accounts, selection.at)
                .along(field.path(), id, arn, field.to(), "r")
                .add(" and ")
                .add(conditions(selection, KindModel.of(field.to())));
        boolean onceEach = selection.at == null && field.path().size() == 1;
        Sql rows = onceEach
                ? Sql.of("select r.* from ").add(ends)
                : Sql.of("select r.* from (select distinct r.id from ")
                        .add(ends)
                        .add(") e, ")
                        .add(known(selection.at));
        return rows.add(" order by r.resource_id, r.id limit " + most);
    }

    private static Sql known(@Nullable Instant at) {
        return at == null
                ? Sql.of("resource r where r.id = e.id")
                : Sql.of("resource_at(e.id, ").instant(at).add(") r");
    }

    private Sql conditions(Selection selection, @Nullable KindModel kind) {
        return selection.filter == null
                ? Sql.of("true")
                : Sql.all(ResourceConditions.of(selection.accounts, kind, selection.filter, selection.at, internet));
    }

    /** The rows with their places among those of the same key, of each key at most the first ones. */
    private static Sql placed(Sql rows, String order, @Nullable Integer first) {
        Sql placed = Sql.of("select * from (select f.*, row_number() over (partition by f.batch_key order by " + order
                        + ") as place from (")
                .add(rows)
                .add(") f) g");
        return first == null ? placed : placed.add(" where place <= ").number(first);
    }

    /**
     * One neighbour.
     *
     * @param outgoing whether the link points from the resource that was asked about
     * @param resource null where the neighbour is not known
     */
    @RegisterForReflection
    public record Neighbour(
            Relation relation,
            boolean outgoing,
            String resourceArn,
            @Nullable ResourceRow resource) {}

    /**
     * The neighbours of resources in both directions, by the id of the resource; those it points to come first. With a filter,
     * only those that the inventory holds.
     */
    public Uni<Map<Long, List<Neighbour>>> of(Selection selection, Collection<Long> ids, @Nullable Relation relation) {
        Instant at = selection.at;
        Sql links = Sql.of("select i.* from (")
                .add(at == null ? present(ids) : past(ids, at))
                .add(Sql.within(selection.accounts, "f.account_id"))
                .add(") i where true");
        if (relation != null) {
            links.add(" and i.relation = ").text(relation.name());
        }
        if (selection.filter != null) {
            links.add(" and exists (select 1")
                    .add(resource("i", at))
                    .add(conditions(selection, null))
                    .add(")");
        }
        Sql select = Sql.of("select p.batch_key, p.relation, p.outgoing, p.resource_arn, ")
                .add("(select row_to_json(n) from (select ")
                .add(Inventory.columns("r", selection.withDocument, at))
                .add(resource("p", at))
                .add(Sql.within(selection.accounts, "r.account_id"))
                .add(") n) as resource from (")
                .add(placed(links, "f.outgoing desc, f.relation, f.resource_arn", selection.first))
                .add(") p order by p.batch_key, p.place");
        return database.keyed(select, Neighbour.class).map(Keyed::listsByNumber);
    }

    /** The resource that a link leads to, under the name {@code r}. */
    private static Sql resource(String link, @Nullable Instant at) {
        return at == null
                ? Sql.of(" from resource r where r.arn = " + link + ".resource_arn and ")
                : Sql.of(" from resource x, resource_at(x.id, ")
                        .instant(at)
                        .add(") r where x.arn = " + link + ".resource_arn and ");
    }

    private static Sql present(Collection<Long> ids) {
        return Sql.of("select source_id as batch_key, relation, true as outgoing, target_arn as resource_arn")
                .add(" from resource_link where source_id = any(")
                .numbers(ids)
                .add(") union all select t.id, i.relation, false, f.arn from resource t")
                .add(" join resource_link i on i.target_arn = t.arn")
                .add(" join resource f on f.id = i.source_id and f.deleted_at is null where t.id = any(")
                .numbers(ids)
                .add(") and ");
    }

    private static Sql past(Collection<Long> ids, Instant at) {
        return Sql.of(
                        "select s.id as batch_key, o.relation, true as outgoing, o.target_arn as resource_arn from unnest(")
                .numbers(ids)
                .add(") s (id), links_from_at(s.id, ")
                .instant(at)
                .add(") o union all select t.id, i.relation, false, f.arn from resource t, links_to_at(t.arn, ")
                .instant(at)
                .add(") i, resource_at(i.source_id, ")
                .instant(at)
                .add(") f where t.id = any(")
                .numbers(ids)
                .add(") and ");
    }

    /** A superseded state of a resource. */
    @RegisterForReflection
    public record Version(Instant validFrom, Instant validTo, JsonNode attributes) {}

    /**
     * The latest earlier states of resources, newest first, by the id of the resource.
     *
     * @param at only states that had ended then; null for now
     */
    public Uni<Map<Long, List<Version>>> history(Collection<Long> ids, int first, @Nullable Instant at) {
        Sql select = Sql.of("select s.id as batch_key, v.valid_from, v.valid_to, v.attributes from unnest(")
                .numbers(ids)
                .add(") s (id), lateral (select * from resource_version where resource_id = s.id")
                .add(at == null ? Sql.of("") : Sql.of(" and valid_to <= ").instant(at))
                .add(" order by valid_from desc limit ")
                .number(first)
                .add(") v order by s.id, v.valid_from desc");
        return database.keyed(select, Version.class).map(Keyed::listsByNumber);
    }
}
