package io.muster.finding;

import io.muster.inventory.query.Database;
import io.muster.inventory.query.Sql;
import io.muster.platform.Times;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The changes of the installation's rules over time: they explain changes of trends that no change of the estate caused. */
@ApplicationScoped
public class RuleChanges {

    /** The first rules of an installation do not count as changes. */
    private static final String NOTE = """
            with known as (select exists (select 1 from rule_version) as any),
                 changed as (select rule_id, was.version as from_version, now.version as to_version
                             from rule_version was full join jsonb_each_text($1::jsonb) as now (rule_id, version) using (rule_id)
                             where was.version is distinct from now.version),
                 gone as (delete from rule_version v using changed c where c.rule_id = v.rule_id and c.to_version is null),
                 kept as (insert into rule_version (rule_id, version)
                          select rule_id, to_version from changed where to_version is not null
                          on conflict (rule_id) do update set version = excluded.version)
            insert into rule_change (at, rule_id, from_version, to_version)
            select $2, c.rule_id, c.from_version, c.to_version from changed c, known where known.any
            """;

    private final Database database;

    RuleChanges(Database database) {
        this.database = database;
    }

    /**
     * Stores the rules that changed since the last call.
     *
     * @param versions the versions of all rules, by their ids
     * @return how many there are
     */
    public static Uni<Integer> note(SqlConnection connection, Map<String, String> versions, Instant at) {
        return connection
                .preparedQuery(NOTE)
                .execute(Tuple.of(new JsonObject(new HashMap<>(versions)), at.atOffset(ZoneOffset.UTC)))
                .map(noted -> noted.rowCount());
    }

    /**
     * The changes from one instant to the other, the latest first.
     *
     * @param first how many at most
     * @return fails as a bad request where the one is after the other
     */
    public Uni<List<RuleChange>> between(Instant from, Instant to, int first) {
        Times.requireOrder("from", from, "to", to);
        return database.rows(
                Sql.of("select at, rule_id, from_version, to_version from rule_change where at >= ")
                        .instant(from)
                        .add(" and at <= ")
                        .instant(to)
                        .add(" order by at desc, rule_id limit ")
                        .number(first),
                RuleChange.class);
    }
}
