package io.muster.scan;

import io.muster.inventory.Cells;
import io.muster.inventory.kind.Scope;
import io.muster.rule.Assessment;
import io.muster.rule.BaselineConfig;
import io.muster.rule.CollectionGap;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/** Judges how completely a scope was read, by its cells at the end of the transaction. */
@ApplicationScoped
class CollectionGaps {

    private static final String LISTINGS = """
            select count(*)::int as listings, (count(*) filter (where state = 'FAILED'))::int as failed,
                   coalesce(array_agg(kind order by kind) filter (where state = 'COMPLETE' and last_complete_at < $3), '{}') as old
            from cell
            where account_id = $1 and region = $2 and error_code is distinct from '%s'
            """.formatted(Cells.OUT_OF_SCOPE);

    private static final String FAILING = """
            select operation, error_code, min(message) as message, min(since) as since, array_agg(kind order by kind) as kinds
            from cell_gap where account_id = $1 and region = $2
            group by operation, error_code order by operation, error_code
            """;

    private final Remedies remedies;
    private final BaselineConfig baseline;

    CollectionGaps(Remedies remedies, BaselineConfig baseline) {
        this.remedies = remedies;
        this.baseline = baseline;
    }

    Uni<Assessment.Result> judge(SqlConnection connection, Scope scope, Instant at) {
        return failing(connection, scope)
                .chain(failing -> connection
                        .preparedQuery(LISTINGS)
                        .execute(Tuple.of(scope.accountId(), scope.region())
                                .addValue(at.minus(baseline.listingAge()).atOffset(ZoneOffset.UTC)))
                        .map(rows -> rows.iterator().next())
                        .map(row -> new CollectionGap.Read(
                                row.getInteger("listings"),
                                row.getInteger("failed"),
                                List.of(row.getArrayOfStrings("old")),
                                failing))
                        .map(read -> CollectionGap.judge(scope, read)));
    }

    private Uni<List<CollectionGap.Failing>> failing(SqlConnection connection, Scope scope) {
        return connection
                .preparedQuery(FAILING)
                .execute(Tuple.of(scope.accountId(), scope.region()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::failing)
                        .toList());
    }

    private CollectionGap.Failing failing(Row row) {
        String operation = row.getString("operation");
        String errorCode = row.getString("error_code");
        return new CollectionGap.Failing(
                operation,
                errorCode,
                List.of(row.getArrayOfStrings("kinds")),
                row.getOffsetDateTime("since").toInstant(),
                remedies.of(operation, errorCode, row.getString("message")).text());
    }
}
