package io.muster.estate.privilege;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.query.Database;
import io.muster.inventory.query.Sql;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads stored privileges. */
@ApplicationScoped
public class PrivilegeReads {

    /**
     * The privileges of a role.
     *
     * @param since since when they are so
     */
    @RegisterForReflection
    public record StoredPrivilege(
            Long resourceId,
            String arn,
            @Nullable Instant since,
            @Nullable String admin,
            @Nullable JsonNode document) {}

    private final Database database;

    PrivilegeReads(Database database) {
        this.database = database;
    }

    /** By the roles' ids. One that was not looked at yet has no document. */
    public Uni<Map<Long, StoredPrivilege>> ofRoles(Collection<Long> ids, @Nullable Instant at) {
        return rows(Sql.of(
                        "select role.id as resource_id, role.arn, p.valid_from as since, p.admin, p.document from resource role")
                .add(privilege(at))
                .add(" where role.id = any(cast(")
                .texts(ids.stream().map(String::valueOf).toList())
                .add(" as bigint[]))"));
    }

    /** By the ids of instances, that of the role which each gets from its profile; nothing for one without. */
    public Uni<Map<Long, StoredPrivilege>> ofInstances(Collection<Long> ids, @Nullable Instant at) {
        return rows(Sql.of(
                        "select i.id as resource_id, role.arn, p.valid_from as since, p.admin, p.document from resource i")
                .add(link("i.id", "HAS_PROFILE", "a", at))
                .add(" join resource profile on profile.arn = a.target_arn")
                .add(link("profile.id", "HAS_ROLE", "b", at))
                .add(" join resource role on role.arn = b.target_arn")
                .add(privilege(at))
                .add(" where i.id = any(cast(")
                .texts(ids.stream().map(String::valueOf).toList())
                .add(" as bigint[]))"));
    }

    private static Sql link(String from, String relation, String name, @Nullable Instant at) {
        return at == null
                ? Sql.of(" join resource_link %s on %s.source_id = %s and %s.relation = "
                                .formatted(name, name, from, name))
                        .text(relation)
                : Sql.of(" join lateral links_from_at(" + from + ", ")
                        .instant(at)
                        .add(") " + name + " on " + name + ".relation = ")
                        .text(relation);
    }

    private static Sql privilege(@Nullable Instant at) {
        Sql join = Sql.of(" left join privilege p on p.resource_id = role.id and ");
        return at == null
                ? join.add("p.valid_to = 'infinity'")
                : join.add("p.valid_from <= ")
                        .instant(at)
                        .add(" and p.valid_to > ")
                        .instant(at);
    }

    private Uni<Map<Long, StoredPrivilege>> rows(Sql select) {
        return database.rows(select, StoredPrivilege.class)
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                StoredPrivilege::resourceId, Function.identity(), (one, other) -> one)));
    }
}
