package io.muster.finding;

import io.muster.inventory.OldRows;
import io.muster.inventory.Retention;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Deletes states of findings that ended longer ago than they are to be kept. */
@ApplicationScoped
class FindingHistoryRetention {

    private static final int STATES_AT_A_TIME = 5_000;

    private static final String ANY = "select 1 from finding_version where valid_to < $1 limit 1";

    private static final String NOTE = """
            with moved as (update history_gap set known_from = greatest(known_from, $1) returning 1)
            insert into history_gap (known_from) select $1 where not exists (select 1 from moved)
            """;

    private static final String DELETE = """
            delete from finding_version
            where ctid = any (array(select ctid from finding_version where valid_to < $1 order by valid_to limit $2))
            """;

    private static final OldRows HISTORY = new OldRows(ANY, NOTE, List.of(DELETE));

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
            every = "1h",
            delayed = "5m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        OffsetDateTime end = clock.instant().minus(config.history()).atOffset(ZoneOffset.UTC);
        return Retention.run("states of findings", end, before -> HISTORY.deleteBefore(pool, before, STATES_AT_A_TIME));
    }
}
