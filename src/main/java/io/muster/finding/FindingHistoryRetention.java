package io.muster.finding;

import io.muster.platform.Rounds;
import io.muster.platform.StructuredLog;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Deletes states of findings that ended longer ago than they are to be kept. That they are not known any more is noted first:
 * a question about the time before is refused, not answered with less.
 */
@ApplicationScoped
class FindingHistoryRetention {

    private static final StructuredLog LOG = StructuredLog.of(FindingHistoryRetention.class);

    private static final String ANY = "select 1 from finding_version where valid_to < $1 limit 1";

    private static final String NOTE = """
            with moved as (update history_gap set known_from = greatest(known_from, $1) returning 1)
            insert into history_gap (known_from) select $1 where not exists (select 1 from moved)
            """;

    private static final String DELETE = """
            delete from finding_version
            where ctid = any (array(select ctid from finding_version where valid_to < $1 order by valid_to limit $2))
            """;

    private final Pool pool;
    private final FindingsConfig config;
    private final Clock clock;

    FindingHistoryRetention(Pool pool, FindingsConfig config, Clock clock) {
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            identity = "finding-history",
            every = "{muster.findings.history-tick}",
            delayed = "5m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return deleteBefore(clock.instant().minus(config.history()).atOffset(ZoneOffset.UTC));
    }

    private Uni<Void> deleteBefore(OffsetDateTime end) {
        return pool.preparedQuery(ANY)
                .execute(Tuple.of(end))
                .chain(found -> found.size() == 0
                        ? Uni.createFrom().voidItem()
                        : pool.preparedQuery(NOTE).execute(Tuple.of(end)).chain(() -> delete(end)));
    }

    private Uni<Void> delete(OffsetDateTime end) {
        Tuple values = Tuple.of(end, config.historyBatch());
        return Rounds.whileAtLeast(
                        1, () -> pool.preparedQuery(DELETE).execute(values).map(RowSet::rowCount))
                .invoke(count ->
                        LOG.with("states", count).with("endedBefore", end).info("Old states of findings deleted"))
                .replaceWithVoid();
    }
}
