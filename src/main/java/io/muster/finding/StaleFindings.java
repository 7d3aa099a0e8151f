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
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Marks findings of regions that are no longer scanned as stale. */
public final class StaleFindings {

    private static final String MARK = """
            update finding f
            set stale = true, changed_at = $3,
                last_seen_at = greatest(f.last_seen_at, (select c.last_complete_at from cell c
                                                         where c.account_id = f.account_id and c.region = f.region
                                                           and c.kind = f.resource_kind))
            where f.account_id = $1 and f.region = any($2) and f.status <> 'RESOLVED' and not f.stale
            returning f.id
            """;

    private StaleFindings() {}

    /**
     * Marks the unresolved findings of the regions, and resolves those about gaps: the regions are no longer read. Runs in the caller's
     * transaction, which must hold the locks of the scopes.
     */
    public static Uni<Void> mark(SqlConnection connection, String accountId, List<String> regions, Instant at) {
        return eachRegion(accountId, regions, scope -> Findings.withdraw(connection, scope, at, CollectionGap.ID))
                .chain(() -> connection
                        .preparedQuery(MARK)
                        .execute(Tuple.of(accountId, regions.toArray(String[]::new), at.atOffset(ZoneOffset.UTC))))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("id"))
                        .toList())
                .chain(ids -> FindingEvents.publish(connection, accountId, at, changed(ids)))
                .chain(() -> eachRegion(accountId, regions, scope -> ResultCounts.doubt(connection, scope, at)));
    }

    private static Uni<Void> eachRegion(String accountId, List<String> regions, Function<Scope, Uni<Void>> work) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (String region : regions) {
            done = done.chain(() -> work.apply(Scope.of(accountId, region)));
        }
        return done;
    }

    private static Map<FindingEventType, List<UUID>> changed(List<UUID> ids) {
        return ids.isEmpty() ? Map.of() : Map.of(FindingEventType.CHANGED, ids);
    }
}
