package io.muster.finding;

import io.muster.inventory.kind.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Nullable;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The versions of the rules that a scope was judged by before, and those that it is judged by now. */
final class JudgedRules {

    /** No rule changed, and nothing is stored. */
    static final JudgedRules SAME = new JudgedRules(Map.of(), Map.of());

    private static final String READ = "select versions from judged_rules where account_id = $1 and region = $2";

    private static final String WRITE = """
            insert into judged_rules (account_id, region, versions) values ($1, $2, $3)
            on conflict (account_id, region) do update set versions = excluded.versions
            """;

    private final @Nullable Map<String, String> before;
    private final Map<String, String> now;

    private JudgedRules(@Nullable Map<String, String> before, Map<String, String> now) {
        this.before = before;
        this.now = now;
    }

    /**
     * Compares the rules with those that the scope was judged by last.
     *
     * @param rules    the rules that judge now, including a withdrawn one; null for every rule
     * @param versions the versions of all rules about the scope, by their ids; empty where they are not known
     */
    static Uni<JudgedRules> of(
            SqlConnection connection, Scope scope, @Nullable Set<String> rules, Map<String, String> versions) {
        if (versions.isEmpty()) {
            return Uni.createFrom().item(SAME);
        }
        return connection
                .preparedQuery(READ)
                .execute(Tuple.of(scope.accountId(), scope.region()))
                .map(rows -> {
                    RowIterator<Row> found = rows.iterator();
                    return of(found.hasNext() ? read(found.next()) : null, rules, versions);
                });
    }

    /** Versions of some rules are not stored where none are stored of the others: those would later count as new rules. */
    private static JudgedRules of(
            @Nullable Map<String, String> before, @Nullable Set<String> rules, Map<String, String> versions) {
        if (rules == null) {
            return new JudgedRules(before, versions);
        }
        return before == null ? SAME : new JudgedRules(before, with(before, rules, versions));
    }

    private static Map<String, String> with(
            Map<String, String> before, Set<String> rules, Map<String, String> versions) {
        Map<String, String> now = new HashMap<>(before);
        now.keySet().removeAll(rules);
        versions.forEach((rule, version) -> {
            if (rules.contains(rule)) {
                now.put(rule, version);
            }
        });
        return now;
    }

    private static Map<String, String> read(Row row) {
        Map<String, String> versions = new HashMap<>();
        row.getJsonObject("versions").forEach(rule -> versions.put(rule.getKey(), (String) rule.getValue()));
        return versions;
    }

    /** The change of a rule since the judgement before; null where it is the same, or where that is not known. */
    @Nullable
    FindingCause change(String ruleId) {
        if (before == null || Objects.equals(before.get(ruleId), now.get(ruleId))) {
            return null;
        }
        if (!before.containsKey(ruleId)) {
            return FindingCause.RULE_ADDED;
        }
        return now.containsKey(ruleId) ? FindingCause.RULE_CHANGED : FindingCause.RULE_WITHDRAWN;
    }

    /** Stores the current versions, in the transaction of the judgement, if they differ from the stored ones. */
    Uni<Void> keep(SqlConnection connection, Scope scope) {
        return now.equals(before)
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(WRITE)
                        .execute(Tuple.of(scope.accountId(), scope.region(), new JsonObject(new HashMap<>(now))))
                        .replaceWithVoid();
    }
}
