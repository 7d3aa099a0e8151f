package io.muster.scan;

import io.muster.account.Account;
import io.muster.account.Accounts;
import io.muster.platform.StructuredLog;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Scans accounts by their schedules. The clock ticks once in the cluster (Quartz's JDBC store). Due times are stored with the
 * accounts, so that a missed tick only delays scans.
 */
@ApplicationScoped
class ScheduledScans {

    private static final StructuredLog LOG = StructuredLog.of(ScheduledScans.class);

    private final Accounts accounts;
    private final Scans scans;

    ScheduledScans(Accounts accounts, Scans scans) {
        this.accounts = accounts;
        this.scans = scans;
    }

    @Scheduled(
            identity = "scheduled-scans",
            every = "{muster.scan.schedule-tick}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return accounts.takeDue()
                .onItem()
                .transformToMulti(due -> Multi.createFrom().iterable(due))
                .onItem()
                .transformToUniAndConcatenate(this::scan)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> scan(Account account) {
        return scans.request(ScanRequest.everythingOf(account.accountId(), ScanTrigger.SCHEDULE, account.schedule()))
                .invoke(requested -> LOG.with("scanId", requested.scanId())
                        .with("accountId", account.accountId())
                        .debug("An account is scanned by its schedule"))
                .onFailure()
                .invoke(failure -> LOG.with("accountId", account.accountId())
                        .warn("An account could not be scanned by its schedule", failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
