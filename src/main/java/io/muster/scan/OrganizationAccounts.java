package io.muster.scan;

import io.muster.account.Organization;
import io.muster.platform.StructuredLog;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Keeps the registered accounts in step with the organization, once in the cluster, and requests scans of accounts that were
 * never scanned. Those are found in the database, so that none is lost if a replica dies in between.
 */
@ApplicationScoped
public class OrganizationAccounts {

    private static final StructuredLog LOG = StructuredLog.of(OrganizationAccounts.class);

    private final Organization organization;
    private final FirstScans firstScans;
    private final Scans scans;

    OrganizationAccounts(Organization organization, FirstScans firstScans, Scans scans) {
        this.organization = organization;
        this.firstScans = firstScans;
        this.scans = scans;
    }

    /**
     * Brings the accounts in step, and requests scans of new ones. Does not fail where the organization cannot be read: its
     * accounts then stay as they are. Where no organization is configured any more, its accounts are foreign again.
     */
    @Scheduled(
            identity = "organization-accounts",
            every = "{muster.organization.every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public Uni<Void> follow() {
        return organization.management().isEmpty()
                ? organization.forgetMembers()
                : organization.follow().onFailure().recoverWithItem(0).chain(changed -> scanNew());
    }

    /** Follows the organization after an event; fails where the organization cannot be read, so that the event is handled again. */
    public Uni<Void> followOrFail() {
        return organization.management().isEmpty()
                ? Uni.createFrom().voidItem()
                : organization.follow().chain(changed -> scanNew());
    }

    Uni<Void> scanNew() {
        return firstScans
                .missing()
                .onItem()
                .transformToMulti(ids -> Multi.createFrom().iterable(ids))
                .onItem()
                .transformToUniAndConcatenate(this::scan)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> scan(String accountId) {
        return scans.request(
                        ScanRequest.everythingOf(accountId, ScanTrigger.SCHEDULE, "discovered in the organization"))
                .onFailure()
                .invoke(failure -> LOG.with("accountId", accountId)
                        .warn("An account of the organization could not be scanned for the first time", failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
