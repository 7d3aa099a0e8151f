package io.muster.scan.event;

import io.muster.account.OrganizationConfig;
import io.muster.aws.queue.QueueMessage;
import io.muster.inventory.kind.Scope;
import io.muster.platform.StructuredLog;
import io.muster.scan.event.EventReading.Change;
import io.muster.scan.event.EventReading.Ignored;
import io.muster.scan.event.EventReading.Membership;
import io.muster.scan.event.EventReading.Reason;
import io.muster.scan.event.EventReading.Unreadable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Receives messages. What they ask for is stored in one transaction; after that they may be deleted from the queue. A message
 * that arrives twice asks for the same thing twice.
 */
@ApplicationScoped
class EventInbox {

    private static final StructuredLog LOG = StructuredLog.of(EventInbox.class);

    private static final String ACCOUNTS =
            "select account_id, enabled, regions from account where account_id = any($1)";

    private final EventReader reader;
    private final EventsConfig config;
    private final OrganizationConfig organization;
    private final EventMetrics metrics;
    private final Pool pool;
    private final Clock clock;

    EventInbox(
            EventReader reader,
            EventsConfig config,
            OrganizationConfig organization,
            EventMetrics metrics,
            Pool pool,
            Clock clock) {
        this.reader = reader;
        this.config = config;
        this.organization = organization;
        this.metrics = metrics;
        this.pool = pool;
        this.clock = clock;
    }

    /** Stores what the messages ask for; fails where it could not be stored, and then none of it is. */
    Uni<Void> take(List<QueueMessage> messages) {
        Map<QueueMessage, List<EventReading>> readings = new LinkedHashMap<>();
        messages.forEach(message -> readings.put(message, read(message)));
        return pool.withTransaction(connection -> accounts(connection, readings.values())
                        .map(accounts -> sorted(readings, accounts))
                        .call(sorted -> PendingOrganizationSync.add(connection, sorted.organization, config.window())
                                .chain(() -> PendingRescans.add(connection, sorted.rescans.values(), config.window()))
                                .chain(() -> SetAside.keep(
                                        connection, sorted.aside, clock.instant(), config.setAsideKept()))))
                .invoke(this::tell)
                .replaceWithVoid();
    }

    /** A message that Muster itself fails to read must not hold up the others for good. */
    private List<EventReading> read(QueueMessage message) {
        try {
            return reader.read(message.body());
        } catch (RuntimeException unexpected) {
            LOG.with("messageId", message.id())
                    .error("A message could not be read for an error of Muster's own", unexpected);
            return List.of(new Unreadable(Reason.INTERNAL));
        }
    }

    private void tell(Sorted sorted) {
        metrics.count(EventMetrics.Outcome.CHANGE, sorted.changes);
        metrics.count(EventMetrics.Outcome.MEMBERSHIP, sorted.memberships);
        metrics.count(EventMetrics.Outcome.IGNORED, sorted.ignored);
        metrics.count(EventMetrics.Outcome.SET_ASIDE, sorted.aside.size());
        sorted.aside.forEach(message -> metrics.due(message.reason())
                .ifPresent(passedOver -> LOG.with("messageId", message.messageId())
                        .with("sha256", message.sha256())
                        .with("reason", message.reason())
                        .with("passedOver", passedOver)
                        .warn("A message was set aside")));
    }

    /**
     * A registered account.
     *
     * @param regions that it is registered with; null for all
     */
    private record Known(boolean enabled, @Nullable List<String> regions) {
        static Known of(Row row) {
            String[] regions = row.getArrayOfStrings("regions");
            return new Known(row.getBoolean("enabled"), regions == null ? null : Arrays.asList(regions));
        }

        boolean scans(String region) {
            return enabled && (regions == null || region.equals(Scope.GLOBAL) || regions.contains(region));
        }
    }

    private static Uni<Map<String, Known>> accounts(SqlConnection connection, Collection<List<EventReading>> readings) {
        String[] ids = readings.stream()
                .flatMap(List::stream)
                .flatMap(reading -> reading instanceof Change change ? Stream.of(change.accountId()) : Stream.of())
                .distinct()
                .toArray(String[]::new);
        return connection
                .preparedQuery(ACCOUNTS)
                .execute(Tuple.tuple().addArrayOfString(ids))
                .map(rows -> {
                    Map<String, Known> known = new HashMap<>();
                    rows.forEach(row -> known.put(row.getString("account_id"), Known.of(row)));
                    return known;
                });
    }

    /** The outcomes of the messages: one is counted of each. */
    private static final class Sorted {
        private final Map<String, PendingRescan> rescans = new HashMap<>();
        /** The names of the events about the organization. */
        private final List<String> organization = new ArrayList<>();

        private final List<SetAside> aside = new ArrayList<>();
        private int changes;
        private int memberships;
        private int ignored;

        private void rescan(PendingRescan rescan) {
            rescans.merge(rescan.scope(), rescan, PendingRescan::and);
        }
    }

    private Sorted sorted(Map<QueueMessage, List<EventReading>> readings, Map<String, Known> accounts) {
        Sorted sorted = new Sorted();
        readings.forEach((message, all) -> {
            List<EventReading> meant =
                    all.stream().map(reading -> meant(reading, accounts)).toList();
            meant.forEach(reading -> take(reading, sorted));
            count(message, meant, sorted);
        });
        return sorted;
    }

    /** The reading, narrowed to accounts that are registered. */
    private EventReading meant(EventReading reading, Map<String, Known> accounts) {
        if (reading instanceof Change change) {
            Known account = accounts.get(change.accountId());
            if (account == null) {
                return new Unreadable(Reason.UNKNOWN_ACCOUNT);
            }
            return account.scans(change.region()) ? change : new Ignored();
        }
        return reading instanceof Membership && !organization.enabled() ? new Ignored() : reading;
    }

    private static void take(EventReading reading, Sorted sorted) {
        if (reading instanceof Change change) {
            sorted.rescan(PendingRescan.of(change));
        } else if (reading instanceof Membership membership) {
            sorted.organization.add(membership.name());
        }
    }

    private static void count(QueueMessage message, List<EventReading> meant, Sorted sorted) {
        for (EventReading reading : meant) {
            if (reading instanceof Unreadable unreadable) {
                sorted.aside.add(SetAside.of(message, unreadable.reason()));
                return;
            }
        }
        if (meant.stream().anyMatch(Change.class::isInstance)) {
            sorted.changes++;
        } else if (meant.stream().anyMatch(Membership.class::isInstance)) {
            sorted.memberships++;
        } else {
            sorted.ignored++;
        }
    }
}
