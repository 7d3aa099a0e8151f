package io.muster.scan;

import io.muster.inventory.Retention;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Deletes scans and assessments that ended longer ago than they are to be kept, with their tasks and gaps. Of each account, the first scan stays,
 * since which its past is known, and the last one. Those for events are kept for a time of their own, see {@link ScanEnds}.
 */
@ApplicationScoped
class ScanRetention {

    /** Each may have a thousand accounts, with some twenty tasks for each. */
    private static final int SCANS_AT_A_TIME = 20;

    /** A scan has one task in each of its accounts that assesses the account as a whole, by which an account's others are found. */
    private static final String OTHER = """
            exists (select 1 from scan_task task join scan other on other.id = task.scan_id
                    where task.account_id = reached.account_id and task.phase = 'ASSESS'
                      and other.purpose = 'SCAN' and other.trigger <> 'EVENT' and\s""";

    private static final String DELETE = """
            delete from scan where id in (
                select id from scan
                where trigger <> 'EVENT' and requested_at < $1 and finished_at < $1 and status not in ('QUEUED', 'RUNNING')
                  and not exists (select 1 from scan_task where scan_id = scan.id and status in ('QUEUED', 'RUNNING'))
                  and (purpose = 'ASSESSMENT' or not exists (
                      select 1 from unnest(account_ids) reached (account_id)
                      where not %s other.started_at is not null and task.scan_id < scan.id)
                         or not %s task.scan_id > scan.id)))
                order by requested_at limit $2 for update skip locked)
            """.formatted(OTHER, OTHER);

    private final Pool pool;
    private final ScanConfig config;
    private final Clock clock;

    ScanRetention(Pool pool, ScanConfig config, Clock clock) {
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            identity = "scan-history",
            every = "1h",
            delayed = "5m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        OffsetDateTime end = clock.instant().minus(config.scansKept()).atOffset(ZoneOffset.UTC);
        return Retention.inSteps("scans", end, pool, DELETE, SCANS_AT_A_TIME);
    }
}
