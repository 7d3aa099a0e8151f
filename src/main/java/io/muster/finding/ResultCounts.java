package io.muster.finding;

import io.muster.inventory.kind.Scope;
import io.muster.rule.Assessment;
import io.muster.rule.RuleMetadata;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Nullable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many resources of a scope each rule passed, failed, could not judge, or does not apply to. The counts are series beside
 * those of findings, with the rule's own severity: counted by each scan, in its transaction, and written if they changed.
 */
final class ResultCounts {

    private static final List<String> NAMES =
            Arrays.stream(ResultStatus.values()).map(Enum::name).toList();

    private static final String STORED = """
            select rule_id, resource_kind, area, severity, status, findings
            from finding_series
            where level = 'SCOPE' and account_id = $1 and region = $2 and status = any($3) and findings <> 0
            """;

    private final Map<SeriesKey, Integer> counts = new HashMap<>();

    void take(Assessment.Result judgement) {
        RuleMetadata rule = judgement.rule();
        SeriesKey key = new SeriesKey(
                rule.ruleId(),
                rule.resourceKind().name(),
                rule.area().name(),
                rule.severity().name(),
                ResultStatus.of(judgement.verdict()).name());
        counts.merge(key, 1, Integer::sum);
    }

    /**
     * Adds to the tally by how much the counts differ from those that are stored.
     *
     * @param rules the rules that judged; null for every rule
     */
    Uni<Void> compare(SqlConnection connection, Scope scope, @Nullable Set<String> rules, Tally tally) {
        return stored(connection, scope)
                .invoke(before -> {
                    before.forEach((key, count) -> {
                        if (rules == null || rules.contains(key.ruleId())) {
                            tally.add(key, -count);
                        }
                    });
                    counts.forEach(tally::add);
                })
                .replaceWithVoid();
    }

    /**
     * Adds to the tally that no resource of the scope is judged, in a transaction that holds the scope's lock.
     *
     * @param rules the rules that should have judged; null for every rule
     */
    static Uni<Void> doubt(SqlConnection connection, Scope scope, @Nullable Set<String> rules, Tally tally) {
        return stored(connection, scope)
                .invoke(before -> before.forEach((key, count) -> {
                    if (rules == null || rules.contains(key.ruleId())) {
                        tally.add(key, -count);
                        tally.add(key.with(ResultStatus.UNKNOWN), count);
                    }
                }))
                .replaceWithVoid();
    }

    private static Uni<Map<SeriesKey, Integer>> stored(SqlConnection connection, Scope scope) {
        return connection
                .preparedQuery(STORED)
                .execute(Tuple.of(scope.accountId(), scope.region(), NAMES.toArray(String[]::new)))
                .map(rows -> {
                    Map<SeriesKey, Integer> stored = new HashMap<>();
                    rows.forEach(row -> stored.put(SeriesKey.of(row), row.getInteger("findings")));
                    return stored;
                });
    }
}
