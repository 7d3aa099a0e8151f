package io.muster.finding.webhook;

import io.muster.inventory.query.WriteLimit;
import io.muster.platform.BoundedSteps;
import io.muster.platform.StructuredLog;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Runs once in the cluster: makes the digests that are due, and deletes deliveries whose retention has ended. */
@ApplicationScoped
class WebhookJob {

    private static final StructuredLog LOG = StructuredLog.of(WebhookJob.class);

    private static final int AT_A_TIME = 1_000;

    /** Locks the webhook, but does not conflict with scans that write deliveries and hold a shared lock by their foreign key. */
    private static final String DUE = """
            select digest_hour from webhook where id = $1 and enabled and digest_due_at <= $2 for no key update skip locked
            """;

    private static final String ALL_DUE =
            "select id from webhook where enabled and digest_due_at <= $1 order by digest_due_at, id";

    /** Events of a scan that began before its webhook had its last digest: they are told one by one, as the webhook's are now. */
    private static final String LATE = """
            update webhook_delivery d set state = 'PENDING' from webhook w
            where d.webhook_id = w.id and d.state = 'GATHERED' and w.digest_hour is null and w.digest_due_at is null
            """;

    /** The worst events are told one by one, all others by their counts. */
    private static final String DIGEST = """
            with taken as (
                update webhook_delivery set state = 'DIGESTED', ended_at = now()
                where webhook_id = $1 and state = 'GATHERED' returning event_id),
            told as (
                select e.type, e.at, e.sequence, e.body, e.body ->> 'severity' as severity from taken t join finding_event e on e.id = t.event_id),
            digest as (
                insert into finding_event (type, at, body)
                select 'DIGEST', $2, jsonb_build_object(
                    'events', (select count(*) from told),
                    'byType', (select jsonb_object_agg(type, n) from (select type, count(*) as n from told group by type) q),
                    'bySeverity', (select jsonb_object_agg(severity, n) from (select severity, count(*) as n from told group by severity) q),
                    'findings', (select jsonb_agg(jsonb_build_object('type', type, 'at', instant_text(at), 'finding', body)
                                                  order by severity_place(severity) desc, sequence)
                                 from (select * from told order by severity_place(severity) desc, sequence limit 20) q),
                    'more', (select greatest(count(*) - 20, 0) from told))
                where exists (select 1 from told)
                returning id)
            insert into webhook_delivery (webhook_id, event_id, state) select $1, id, 'PENDING' from digest
            """;

    private static final String NEXT = "update webhook set digest_due_at = $2 where id = $1";

    private static final String OLD = """
            delete from webhook_delivery
            where id in (select id from webhook_delivery
                         where (state in ('DELIVERED', 'DIGESTED') and ended_at < $1) or (state = 'DEAD' and ended_at < $2)
                         order by id limit $3 for update skip locked)
            """;

    /**
     * Looks at the events after the last place, deletes those without a delivery, and returns the place of the last one. An event
     * is written together with its deliveries; young ones are left alone.
     */
    private static final String UNTOLD = """
            with looked as (
                select id, created_at from finding_event where (created_at, id) > ($1, $2) and created_at < $3
                order by created_at, id limit $4),
            untold as (
                delete from finding_event e using looked l
                where e.id = l.id and not exists (select 1 from webhook_delivery d where d.event_id = e.id))
            select created_at, id, count(*) over () as looked from looked order by created_at desc, id desc limit 1
            """;

    /** How many events are looked at per tick. */
    static final int LOOKED_AT = 10_000;

    private static final Duration YOUNG = Duration.ofHours(1);

    private final Pool pool;
    private final WebhooksConfig config;
    private final WriteLimit limit;
    private final Clock clock;
    private volatile Place looked = Place.FIRST;

    WebhookJob(Pool pool, WebhooksConfig config, WriteLimit limit, Clock clock) {
        this.limit = limit;
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(identity = "webhooks", every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return pool.preparedQuery(ALL_DUE)
                .execute(Tuple.of(at(clock.instant())))
                .onItem()
                .transformToMulti(due -> Multi.createFrom().iterable(due))
                .onItem()
                .transformToUniAndConcatenate(webhook -> digestOf(webhook.getLong("id")))
                .onItem()
                .ignoreAsUni()
                .chain(() -> pool.query(LATE).execute())
                .chain(this::forget);
    }

    /** Makes one digest; if it fails, it is tried again at the next tick, and does not block the others. */
    private Uni<Void> digestOf(long id) {
        Instant now = clock.instant();
        return pool.withTransaction(connection -> limit.set(connection)
                        .chain(() -> connection.preparedQuery(DUE).execute(Tuple.of(id, at(now))))
                        .chain(due -> due.size() == 0
                                ? Uni.createFrom().voidItem()
                                : digest(connection, id, due.iterator().next().getInteger("digest_hour"), now)))
                .onFailure()
                .invoke(failure -> LOG.with("webhookId", id).error("A digest could not be made", failure))
                .onFailure()
                .recoverWithNull();
    }

    private static Uni<Void> digest(SqlConnection connection, long id, @Nullable Integer hour, Instant now) {
        OffsetDateTime next = hour == null ? null : at(DigestTimes.next(hour, now));
        return connection
                .preparedQuery(DIGEST)
                .execute(Tuple.of(id, at(now)))
                .chain(() -> connection.preparedQuery(NEXT).execute(Tuple.of(id, next)))
                .invoke(() -> LOG.with("webhookId", id).debug("A digest was made"))
                .replaceWithVoid();
    }

    private Uni<Void> forget() {
        Instant now = clock.instant();
        Tuple kept = Tuple.of(at(now.minus(config.keepDelivered())), at(now.minus(config.keepDead())), AT_A_TIME);
        return BoundedSteps.whileAtLeast(
                        AT_A_TIME, () -> pool.preparedQuery(OLD).execute(kept).map(RowSet::rowCount))
                .chain(() -> forgetUntold(now.minus(YOUNG)));
    }

    /** Looks at a limited number of events, and at the next ones at the next tick. */
    private Uni<Void> forgetUntold(Instant young) {
        Place from = looked;
        return pool.preparedQuery(UNTOLD)
                .execute(Tuple.of(from.at(), from.id(), at(young), LOOKED_AT))
                .invoke(last -> looked = Place.after(last))
                .replaceWithVoid();
    }

    /** The place of an event in the order of their times. */
    private record Place(OffsetDateTime at, UUID id) {

        static final Place FIRST = new Place(Instant.EPOCH.atOffset(ZoneOffset.UTC), new UUID(0, 0));

        /** After the last event comes the first one again. */
        static Place after(RowSet<Row> looked) {
            return StreamSupport.stream(looked.spliterator(), false)
                    .filter(last -> last.getLong("looked") == LOOKED_AT)
                    .map(last -> new Place(last.getOffsetDateTime("created_at"), last.getUUID("id")))
                    .findFirst()
                    .orElse(FIRST);
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
