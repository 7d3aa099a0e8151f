package io.muster.scan.event;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.muster.account.OrganizationConfig;
import io.muster.aws.queue.QueueMessage;
import io.muster.platform.Settings;
import io.muster.scan.OrganizationAccounts;
import io.muster.scan.Scans;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.Dependent;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/** The parts between a queue of events and the scans that they ask for, which wait for nothing; with meters of their own. */
@Dependent
class EventParts {

    private final EventReader reader;
    private final OrganizationConfig organization;
    private final OrganizationAccounts accounts;
    private final Scans scans;
    private final Pool pool;
    private final Clock clock;
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final EventsConfig config =
            Settings.of(EventsConfig.class, Map.of("muster.events.window", "0s", "muster.events.interval", "0s"));

    EventParts(
            EventReader reader,
            OrganizationConfig organization,
            OrganizationAccounts accounts,
            Scans scans,
            Pool pool,
            Clock clock) {
        this.reader = reader;
        this.organization = organization;
        this.accounts = accounts;
        this.scans = scans;
        this.pool = pool;
        this.clock = clock;
    }

    EventsConfig config() {
        return config;
    }

    MeterRegistry meters() {
        return meters;
    }

    EventMetrics metrics() {
        return new EventMetrics(meters, clock);
    }

    EventInbox inbox() {
        return inbox(metrics());
    }

    EventInbox inbox(EventMetrics metrics) {
        return new EventInbox(reader, config, organization, metrics, pool, clock);
    }

    /** The same where another organization is configured. */
    EventInbox inbox(OrganizationConfig another) {
        return new EventInbox(reader, config, another, metrics(), pool, clock);
    }

    EventScans scans() {
        return scans(accounts);
    }

    EventScans scans(OrganizationAccounts of) {
        return new EventScans(config, scans, of, pool);
    }

    static QueueMessage message(String body) {
        return new QueueMessage(UUID.randomUUID().toString(), "receipt", body);
    }
}
