package io.muster.inventory;

import io.muster.inventory.kind.Relation;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Conditions on roles and instances, under the name {@code r}: whether their role is an administrator. Unknown matches neither. */
final class PrivilegeConditions {

    /** The path from an instance to its role. */
    static final List<RelatedField.Step> ROLE = List.of(
            new RelatedField.Step(Relation.HAS_PROFILE, false), new RelatedField.Step(Relation.HAS_ROLE, false));

    private PrivilegeConditions() {}

    static List<Sql> of(KindModel kind, Map<String, Object> filter, AccountScope accounts, @Nullable Instant at) {
        if (!(filter.get("admin") instanceof Boolean wanted)) {
            return List.of();
        }
        Sql asked = Sql.of(wanted ? " and p.admin = 'YES'" : " and p.admin = 'NO'")
                .add(" and ")
                .add(
                        at == null
                                ? Sql.of("p.valid_to = 'infinity'")
                                : Sql.of("p.valid_from <= ")
                                        .instant(at)
                                        .add(" and p.valid_to > ")
                                        .instant(at));
        return List.of(
                kind.kind() == ResourceKind.ROLE
                        ? Sql.of("exists (select 1 from privilege p where p.resource_id = r.id")
                                .add(asked)
                                .add(")")
                        : Sql.of("exists (select 1 from privilege p, ")
                                .add(new Links(accounts, at).along(ROLE, "r.id", "r.arn", ResourceKind.ROLE))
                                .add(" and p.resource_id = " + Links.end(ROLE) + ".id")
                                .add(asked)
                                .add(")"));
    }
}
