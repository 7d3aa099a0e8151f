package io.muster.scan;

import io.muster.account.Account;
import io.muster.account.Accounts;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Scans accounts by their schedules. The clock ticks once in the cluster (Quartz's JDBC store); what is due stands in the
 * accounts' own rows, so a tick that was missed costs nothing but its time.
 */
@ApplicationScoped
class ScheduledScans {

    private static final Logger LOGGER = Logger.getLogger(ScheduledScans.class);

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
                .invoke(requested ->
                        LOGGER.debugf("Scan %d of account %s by its schedule", requested.scanId(), account.accountId()))
                .onFailure()
                .invoke(failure -> LOGGER.warnf(failure, "Account %s could not be scanned", account.accountId()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
