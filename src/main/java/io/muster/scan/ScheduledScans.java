package io.muster.scan;

import io.muster.account.DueAccounts;
import io.muster.platform.StructuredLog;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Requests the scans that accounts have schedules for. The clock ticks once in the cluster (Quartz's JDBC store). Due times are stored
 * with the accounts, so that a missed tick only delays scans; an account moves on in the transaction that requests its scan.
 */
@ApplicationScoped
class ScheduledScans {

    private static final StructuredLog LOG = StructuredLog.of(ScheduledScans.class);

    private final Pool pool;
    private final Scans scans;

    ScheduledScans(Pool pool, Scans scans) {
        this.pool = pool;
        this.scans = scans;
    }

    @Scheduled(
            identity = "scheduled-scans",
            every = "{muster.scan.schedule-tick}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return DueAccounts.find(pool)
                .onItem()
                .transformToMulti(due -> Multi.createFrom().iterable(due))
                .onItem()
                .transformToUniAndConcatenate(this::scan)
                .onItem()
                .ignoreAsUni();
    }

    @Scheduled(
            identity = "schedules-in-reach",
            every = "1h",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> correct() {
        return DueAccounts.correct(pool);
    }

    /** An account that fails is still due at the next tick, and does not keep the others from their scans. */
    private Uni<Void> scan(String accountId) {
        return scans.request(ScanTrigger.SCHEDULE, connection -> take(connection, accountId))
                .invoke(requested -> requested.forEach(scan -> LOG.with("scanId", scan.scanId())
                        .with("accountId", accountId)
                        .debug("An account is scanned by its schedule")))
                .onFailure()
                .invoke(failure -> LOG.with("accountId", accountId)
                        .warn("An account could not be scanned by its schedule, trying again", failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private static Uni<List<ScanRequest>> take(SqlConnection connection, String accountId) {
        return DueAccounts.take(connection, accountId)
                .map(due -> due.stream()
                        .map(taken ->
                                ScanRequest.everythingOf(taken.accountId(), ScanTrigger.SCHEDULE, taken.schedule()))
                        .toList());
    }
}
