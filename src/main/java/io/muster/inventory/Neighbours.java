package io.muster.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.kind.Relation;
import io.muster.inventory.query.Database;
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
import java.util.stream.Collectors;

/**
 * Reads what belongs to resources that the caller may see: what they are linked with, and their history. One statement for
 * any number of them.
 */
@ApplicationScoped
public class Neighbours {

    private final Database database;

    Neighbours(Database database) {
        this.database = database;
    }

    /**
     * The resources at the end of the field's path, by the id of the one where it begins.
     *
     * @param at the instant that is asked about; null for now
     */
    public Uni<Map<Long, List<ResourceRow>>> along(
            AccountScope accounts,
            RelatedField field,
            Collection<Long> ids,
            @Nullable Instant at,
            boolean withDocument) {
        String end = Links.end(field.path());
        Sql select = Sql.of("select distinct on (s.id, %s.resource_id, %s.id) s.id as batch_key, ".formatted(end, end))
                .add(Inventory.columns(end, withDocument, at))
                .add(" from resource s, ")
                .add(new Links(accounts, at).along(field.path(), "s.id", "s.arn", field.to()))
                .add(" and s.id = any(")
                .numbers(ids)
                .add(") order by s.id, %s.resource_id, %s.id".formatted(end, end));
        return database.keyed(select, ResourceRow.class).map(Neighbours::byId);
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
     * The neighbours of resources in both directions, by the id of the resource; those it points to come first.
     *
     * @param at the instant that is asked about; null for now
     */
    public Uni<Map<Long, List<Neighbour>>> of(
            AccountScope accounts,
            Collection<Long> ids,
            @Nullable Relation relation,
            @Nullable Instant at,
            boolean withDocument) {
        Sql select = Sql.of("select l.batch_key, l.relation, l.outgoing, l.resource_arn, ")
                .add("(select row_to_json(n) from (select ")
                .add(Inventory.columns("r", withDocument, at))
                .add(at == null ? Sql.of(" from resource r where r.arn = l.resource_arn and ") : known(at))
                .add(Sql.within(accounts, "r.account_id"))
                .add(") n) as resource from (")
                .add(at == null ? present(ids) : past(ids, at))
                .add(Sql.within(accounts, "f.account_id"))
                .add(") l");
        if (relation != null) {
            select.add(" where l.relation = ").text(relation.name());
        }
        select.add(" order by l.batch_key, l.outgoing desc, l.relation, l.resource_arn");
        return database.keyed(select, Neighbour.class).map(Neighbours::byId);
    }

    private static Sql known(Instant at) {
        return Sql.of(" from resource x, resource_at(x.id, ").instant(at).add(") r where x.arn = l.resource_arn and ");
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
        return database.keyed(select, Version.class).map(Neighbours::byId);
    }

    private static <T> Map<Long, List<T>> byId(List<Database.Keyed<T>> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> Long.valueOf(row.key()), Collectors.mapping(Database.Keyed::row, Collectors.toList())));
    }
}
