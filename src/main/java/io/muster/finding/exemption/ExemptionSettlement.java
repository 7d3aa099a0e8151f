package io.muster.finding.exemption;

import io.muster.finding.ExemptionCover;
import io.muster.inventory.ScopeLock;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.query.WriteLimit;
import io.muster.platform.BoundedSteps;
import io.muster.platform.StructuredLog;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Updates findings after an exemption was made, changed or ended: scope by scope, in bounded transactions that hold the scope's
 * lock, so that concurrent scans see every exemption. {@link ExemptionJob} continues interrupted settlements.
 */
@ApplicationScoped
class ExemptionSettlement {

    private static final StructuredLog LOG = StructuredLog.of(ExemptionSettlement.class);

    /**
     * The scopes with findings, from the counts: cheap for any number of findings. An account that was unregistered has left its place
     * in the organization, too; that returns none of its findings, which stay as its last scan found them.
     */
    private static final String SCOPES = """
            select distinct s.account_id, s.region
            from finding_series s, exemption e
            where e.id = $1 and s.level = 'SCOPE' and s.findings > 0 and s.status in ('OPEN', 'SUPPRESSED')
              and s.rule_id = coalesce(e.rule_id, s.rule_id) and s.account_id = coalesce(e.account_id, s.account_id)
              and s.region = coalesce(e.region, s.region)
              and (e.ou_path is null or not e.covers or exists (select 1 from account a where a.account_id = s.account_id))
            order by 1, 2
            """;

    private static final String VERSION = "select version from exemption where id = $1";

    /** Marks the exemption as settled, unless it was changed meanwhile. */
    private static final String SETTLED = "update exemption set settled = true where id = $1 and version = $2";

    private final Pool pool;
    private final WriteLimit limit;
    private final ExemptionsConfig config;
    private final Clock clock;

    ExemptionSettlement(Pool pool, WriteLimit limit, ExemptionsConfig config, Clock clock) {
        this.pool = pool;
        this.limit = limit;
        this.config = config;
        this.clock = clock;
    }

    /** Settles, and waits for the result for a limited time; the settlement continues after that. The job repeats a failed one. */
    Uni<Void> settleSoon(long id) {
        Uni<Void> settling = settle(id)
                .onFailure()
                .invoke(failure ->
                        LOG.with("exemptionId", id).warn("Findings are not in line with an exemption yet", failure))
                .onFailure()
                .recoverWithNull()
                .memoize()
                .indefinitely();
        return Uni.createFrom().deferred(() -> {
            settling.subscribe().with(done -> {}); // so that nothing is broken off when the wait is over
            return settling.ifNoItem().after(config.patience()).recoverWithItem((Void) null);
        });
    }

    /** Completes once all findings are in line with the exemption. */
    Uni<Void> settle(long id) {
        return pool.preparedQuery(VERSION)
                .execute(Tuple.of(id))
                .map(rows -> rows.iterator().next().getInteger("version"))
                .chain(version -> scopes(id)
                        .onItem()
                        .transformToMulti(scopes -> Multi.createFrom().iterable(scopes))
                        .onItem()
                        .transformToUniAndConcatenate(scope -> settle(scope, id))
                        .collect()
                        .last()
                        .chain(() -> pool.preparedQuery(SETTLED).execute(Tuple.of(id, version))))
                .replaceWithVoid();
    }

    private Uni<List<Scope>> scopes(long id) {
        return pool.preparedQuery(SCOPES).execute(Tuple.of(id)).map(rows -> {
            List<Scope> scopes = new ArrayList<>();
            for (Row row : rows) {
                scopes.add(Scope.of(row.getString("account_id"), row.getString("region")));
            }
            return scopes;
        });
    }

    private Uni<Void> settle(Scope scope, long id) {
        return BoundedSteps.whileAtLeast(config.batch(), () -> batch(scope, id)).replaceWithVoid();
    }

    private Uni<Integer> batch(Scope scope, long id) {
        return pool.withTransaction(connection -> limit.set(connection)
                .chain(() -> ScopeLock.take(connection, scope))
                .chain(() -> ExemptionCover.ofExemption(connection, scope, clock.instant(), id, config.batch())));
    }
}
