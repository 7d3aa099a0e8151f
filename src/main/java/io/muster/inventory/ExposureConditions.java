package io.muster.inventory;

import io.muster.inventory.query.Sql;
import io.muster.platform.MusterException;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** SQL conditions on the exposure of resources, under the name {@code r}; an unknown exposure matches neither. */
final class ExposureConditions {

    private static final int LARGEST_PORT = 65_535;

    private ExposureConditions() {}

    static List<Sql> of(Map<String, Object> filter, @Nullable Instant at) {
        List<Sql> conditions = new ArrayList<>();
        if (filter.get("internetReachable") instanceof Boolean wanted) {
            conditions.add(exposed(wanted ? "e.reachable = 'YES'" : "e.reachable = 'NO'", Sql.of(""), at));
        }
        if (filter.get("reachablePort") instanceof Integer port) {
            if (port < 0 || port > LARGEST_PORT) {
                throw MusterException.badField("filter.reachablePort", "must be from 0 to " + LARGEST_PORT);
            }
            Sql onPort = Sql.of(" and e.ports @> cast(").number(port).add(" as int)");
            conditions.add(exposed("e.reachable = 'YES'", onPort, at));
        }
        return conditions;
    }

    private static Sql exposed(String how, Sql where, @Nullable Instant at) {
        Sql when = at == null
                ? Sql.of("e.valid_to = 'infinity'")
                : Sql.of("e.valid_from <= ")
                        .instant(at)
                        .add(" and e.valid_to > ")
                        .instant(at);
        return Sql.of("exists (select 1 from exposure e where e.resource_id = r.id and " + how)
                .add(where)
                .add(" and ")
                .add(when)
                .add(")");
    }
}
