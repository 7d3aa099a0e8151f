package io.muster.scan.event;

import io.muster.scan.OrganizationAccounts;
import io.muster.scan.ScanTrigger;
import io.muster.scan.Scans;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Requests the scans that gathered events ask for, once they are due. Each is requested by one replica. */
@ApplicationScoped
class EventScans {

    private static final Duration RENEWED_EVERY = Duration.ofSeconds(30);

    private final EventsConfig config;
    private final Scans scans;
    private final OrganizationAccounts organization;
    private final Pool pool;

    EventScans(EventsConfig config, Scans scans, OrganizationAccounts organization, Pool pool) {
        this.config = config;
        this.scans = scans;
        this.organization = organization;
        this.pool = pool;
    }

    /** Requests the pending rescans that are due; fails where the database does. */
    Uni<Void> ask() {
        return PendingRescans.anyDue(pool, config.interval())
                .chain(due -> due
                        ? scans.request(
                                        ScanTrigger.EVENT,
                                        connection -> PendingRescans.take(connection, config.interval()))
                                .replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }

    /**
     * Brings the organization's accounts in step after an event about it, which may take minutes. Fails where the organization or
     * the database cannot be read; the order is then kept, and due again in two minutes.
     */
    Uni<Void> follow() {
        return PendingOrganizationSync.take(pool)
                .chain(taken -> taken.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : PendingOrganizationSync.during(
                                pool, taken.get(), RENEWED_EVERY, organization.followOrFail()));
    }
}
