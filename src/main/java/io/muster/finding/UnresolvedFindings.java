package io.muster.finding;

import io.muster.inventory.kind.Scope;
import io.muster.inventory.query.Portal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The findings of a scope that are not resolved. Where a scope has many, they are read rule by rule, so that only those of one
 * rule are in memory.
 */
final class UnresolvedFindings {

    private static final String UNRESOLVED = "select " + StoredFinding.COLUMNS
            + " from finding where account_id = $1 and region = $2 and status <> 'RESOLVED'";

    private static final String OF_SCOPE = UNRESOLVED + " and coalesce(rule_id = any($3), true)";

    /** By a condition that an index knows: all rules would otherwise read all findings of the scope. */
    private static final String OF_RULE = UNRESOLVED + " and rule_id = $3";

    private static final String RULES =
            "select distinct rule_id from finding where account_id = $1 and region = $2 and status <> 'RESOLVED'"
                    + " and coalesce(rule_id = any($3), true)";

    private final SqlConnection connection;
    private final Scope scope;
    private final List<StoredFinding> all;
    private final boolean few;
    private final Set<String> asked = new HashSet<>();

    private UnresolvedFindings(SqlConnection connection, Scope scope, List<StoredFinding> all, boolean few) {
        this.connection = connection;
        this.scope = scope;
        this.all = all;
        this.few = few;
    }

    /**
     * Begins to read.
     *
     * @param rules the rules whose findings are meant; null for every rule
     * @param few   the most findings that are read at once
     */
    static Uni<UnresolvedFindings> of(SqlConnection connection, Scope scope, @Nullable Set<String> rules, int few) {
        return connection
                .preparedQuery(OF_SCOPE + " limit " + (few + 1))
                .execute(values(scope, rules))
                .map(rows -> rows.rowCount() > few
                        ? new UnresolvedFindings(connection, scope, List.of(), false)
                        : new UnresolvedFindings(connection, scope, known(rows), true));
    }

    private static Tuple values(Scope scope, @Nullable Set<String> rules) {
        return Tuple.of(scope.accountId(), scope.region())
                .addArrayOfString(rules == null ? null : rules.toArray(String[]::new));
    }

    private static List<StoredFinding> known(RowSet<Row> rows) {
        List<StoredFinding> known = new ArrayList<>(rows.rowCount());
        rows.forEach(row -> known.add(StoredFinding.of(row)));
        return known;
    }

    /** All findings where there are few; otherwise none, and {@link #ofRule} reads them. */
    List<StoredFinding> few() {
        return all;
    }

    boolean byRule() {
        return !few;
    }

    /** The findings of one rule, in a scope that has many. */
    Uni<List<StoredFinding>> ofRule(String ruleId) {
        asked.add(ruleId);
        List<StoredFinding> known = new ArrayList<>();
        return Portal.each(
                        connection,
                        OF_RULE,
                        Tuple.of(scope.accountId(), scope.region(), ruleId),
                        row -> known.add(StoredFinding.of(row)))
                .replaceWith(known);
    }

    /** The rules with unresolved findings that {@link #ofRule} was not called for. */
    Uni<List<String>> others(@Nullable Set<String> rules) {
        if (few) {
            return Uni.createFrom().item(List.of());
        }
        return connection.preparedQuery(RULES).execute(values(scope, rules)).map(rows -> {
            List<String> others = new ArrayList<>();
            rows.forEach(row -> others.add(row.getString("rule_id")));
            others.removeAll(asked);
            return others;
        });
    }
}
