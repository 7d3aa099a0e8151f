package io.muster.scan;

import io.muster.inventory.kind.Scope;
import io.muster.rule.AnswerDisputed;
import io.muster.rule.Assessment;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Judges the roles of an account with verifications, by the last answer to each question. */
final class DisputedAnswers {

    private static final String LAST = """
            select distinct on (v.role_arn, v.action, v.resource)
                   v.id::text as id, v.role_arn, r.resource_id, v.action, v.resource, v.outcome, v.reason, v.answered_at
            from verification v join resource r on r.arn = v.role_arn and r.deleted_at is null
            where v.account_id = $1 and v.outcome in ('AGREES', 'DISAGREES', 'UNDECIDED')
            order by v.role_arn, v.action, v.resource, v.id desc
            """;

    private DisputedAnswers() {}

    /** The judgements for a scope; none for a region, because roles are account-wide. */
    static Uni<List<Assessment.Result>> judge(SqlConnection connection, Scope scope) {
        return scope.isGlobal()
                ? connection
                        .preparedQuery(LAST)
                        .execute(Tuple.of(scope.accountId()))
                        .map(rows -> judge(rows, scope))
                : Uni.createFrom().item(List.of());
    }

    private static List<Assessment.Result> judge(RowSet<Row> rows, Scope scope) {
        Map<String, List<AnswerDisputed.Answer>> byRole = new LinkedHashMap<>();
        Map<String, String> ids = new LinkedHashMap<>();
        rows.forEach(row -> {
            byRole.computeIfAbsent(row.getString("role_arn"), arn -> new ArrayList<>())
                    .add(answer(row));
            ids.put(row.getString("role_arn"), row.getString("resource_id"));
        });
        return byRole.entrySet().stream()
                .map(role -> AnswerDisputed.judge(scope, role.getKey(), ids.get(role.getKey()), role.getValue()))
                .toList();
    }

    private static AnswerDisputed.Answer answer(Row row) {
        String outcome = row.getString("outcome");
        return new AnswerDisputed.Answer(
                row.getString("id"),
                row.getString("action"),
                row.getString("resource"),
                outcome.equals("UNDECIDED") ? null : Boolean.valueOf(outcome.equals("DISAGREES")),
                row.getString("reason"),
                row.getOffsetDateTime("answered_at").toInstant());
    }
}
