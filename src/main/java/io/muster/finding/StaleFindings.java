package io.muster.finding;

import io.muster.inventory.kind.Scope;
import io.muster.rule.CollectionGap;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Marks findings of regions that are no longer scanned as stale. */
public final class StaleFindings {

    private static final String MARK = """
            update finding f
            set stale = true, changed_at = $3,
                last_seen_at = greatest(f.last_seen_at, (select c.last_complete_at from cell c
                                                         where c.account_id = f.account_id and c.region = f.region
                                                           and c.kind = f.resource_kind))
            where f.account_id = $1 and f.region = $2 and f.status <> 'RESOLVED' and not f.stale
            returning f.id
            """;

    private StaleFindings() {}

    /**
     * Marks the unresolved findings of the scope, and resolves those about gaps: it is no longer read. Runs in the caller's
     * transaction, which must hold the scope's lock, and the lock of no other: scopes share counts, whose rows one statement locks in
     * their order.
     */
    public static Uni<Void> mark(SqlConnection connection, Scope scope, Instant at) {
        return Findings.withdraw(connection, scope, at, CollectionGap.ID)
                .call(tally -> ResultCounts.doubt(connection, scope, null, tally))
                .call(() -> markStale(connection, scope, at))
                .chain(tally -> Rollups.record(connection, scope, at, tally));
    }

    private static Uni<Void> markStale(SqlConnection connection, Scope scope, Instant at) {
        return connection
                .preparedQuery(MARK)
                .execute(Tuple.of(scope.accountId(), scope.region(), at.atOffset(ZoneOffset.UTC)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("id"))
                        .toList())
                .chain(ids -> FindingEvents.publish(connection, scope.accountId(), at, changed(ids)));
    }

    private static Map<FindingEventType, List<UUID>> changed(List<UUID> ids) {
        return ids.isEmpty() ? Map.of() : Map.of(FindingEventType.CHANGED, ids);
    }
}
