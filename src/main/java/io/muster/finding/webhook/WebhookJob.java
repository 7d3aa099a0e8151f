package io.muster.finding.webhook;

import io.muster.inventory.query.WriteLimit;
import io.muster.platform.StructuredLog;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
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
import java.util.function.Supplier;

/** Once in the cluster: makes the digests that are due, and deletes deliveries that ended longer ago than they are to be kept. */
@ApplicationScoped
class WebhookJob {

    private static final StructuredLog LOG = StructuredLog.of(WebhookJob.class);

    private static final int AT_A_TIME = 1_000;

    /** A scan that writes deliveries of the webhook meanwhile, whose foreign key shares the row, is in nobody's way. */
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

    /** What no delivery tells any more. An event is written with its deliveries: a young one may not have been looked at. */
    private static final String UNTOLD = """
            delete from finding_event
            where id in (select e.id from finding_event e
                         where e.created_at < $1
                           and not exists (select 1 from webhook_delivery d where d.event_id = e.id)
                         limit $2)
            """;

    private static final Duration YOUNG = Duration.ofHours(1);

    private final Pool pool;
    private final WebhooksConfig config;
    private final WriteLimit limit;
    private final Clock clock;

    WebhookJob(Pool pool, WebhooksConfig config, WriteLimit limit, Clock clock) {
        this.limit = limit;
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            identity = "webhooks",
            every = "{muster.webhooks.tick}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
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

    /** One that fails is tried again at the next tick, and keeps no other waiting. */
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
        Tuple young = Tuple.of(at(now.minus(YOUNG)), AT_A_TIME);
        return repeat(() -> pool.preparedQuery(OLD).execute(kept).map(RowSet::rowCount))
                .chain(() ->
                        repeat(() -> pool.preparedQuery(UNTOLD).execute(young).map(RowSet::rowCount)))
                .replaceWithVoid();
    }

    private static Uni<Void> repeat(Supplier<Uni<? extends Integer>> batch) {
        return Multi.createBy()
                .repeating()
                .uni(batch)
                .whilst(count -> count == AT_A_TIME)
                .onItem()
                .ignoreAsUni();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
