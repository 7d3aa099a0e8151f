package io.muster.finding.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * The cluster's deliveries, in PostgreSQL. A delivery belongs to the replica that claimed it until its lease runs out, which is after
 * the attempt's timeout: one whose replica died is attempted again, with the same key. All times are the database's.
 */
@ApplicationScoped
class DeliveryQueue {

    /** The time of an attempt beside its timeout, for the claim and the note of its outcome. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    /**
     * Takes deliveries of the webhooks that have the fewest under way, so that those with many deliveries, or slow targets, do not
     * block the others; by chance among equals, for any order would always prefer the same ones where there is room for one alone. A
     * delivery is not due while an earlier one of the same finding is.
     */
    private static final String CLAIM = """
            with free as materialized (
                select w.id, (select count(*) from webhook_delivery l
                              where l.webhook_id = w.id and l.state = 'PENDING' and l.leased_until > now()) as under_way
                from webhook w where w.enabled),
            due as (
                select d.id, f.under_way + row_number() over (partition by f.id order by d.due_at, d.id) as turn
                from free f cross join lateral (
                    select d.id, d.due_at from webhook_delivery d
                    where d.webhook_id = f.id and d.state = 'PENDING' and d.due_at <= now()
                      and coalesce(d.leased_until < now(), true)
                      and not exists (select 1 from webhook_delivery e
                                      where e.webhook_id = d.webhook_id and e.finding_id = d.finding_id
                                        and e.state = 'PENDING' and e.id < d.id)
                    order by d.due_at, d.id limit greatest($3 - f.under_way, 0) for update of d skip locked) d)
            update webhook_delivery d
            set leased_by = $1, leased_until = now() + make_interval(secs => $2), attempts = attempts + 1
            from webhook w, finding_event e
            where d.id in (select id from due order by turn, random() limit $4) and w.id = d.webhook_id and e.id = d.event_id
            returning d.id, d.attempts, d.event_id, e.type, e.at, e.sequence, cast(e.body as text) as body, w.name, w.format, w.url, w.secret
            """;

    private static final String OWN = " where id = $1 and leased_by = $2 and attempts = $3 and state = 'PENDING'";

    /** With the end of a delivery, the next one of its finding is due. */
    private static final String ENDED = """
            with ended as (
                update webhook_delivery
                set state = '%s', ended_at = now(), leased_by = null, leased_until = null, status_code = $4, answer = $5
            """ + OWN + """
                returning id, webhook_id, finding_id),
            next as (
                update webhook_delivery set due_at = now()
                where id in (select min(d.id) from webhook_delivery d join ended e using (webhook_id, finding_id)
                             where d.state = 'PENDING' and d.id > e.id)
                  and attempts = 0 and due_at > now())
            select 1 from ended
            """;

    private static final String DELIVERED = ENDED.formatted("DELIVERED");
    private static final String GIVEN_UP = ENDED.formatted("DEAD");

    /** The later deliveries of the finding wait with it: each claim would look at all that are due, and then at those before them. */
    private static final String AGAIN = """
            with failed as (
                update webhook_delivery
                set due_at = now() + make_interval(secs => $6), leased_by = null, leased_until = null, status_code = $4, answer = $5
            """ + OWN + """
                returning id, webhook_id, finding_id, due_at),
            later as (
                update webhook_delivery d set due_at = failed.due_at
                from failed
                where d.webhook_id = failed.webhook_id and d.finding_id = failed.finding_id and d.id > failed.id
                  and d.state = 'PENDING' and d.attempts = 0 and d.due_at < failed.due_at)
            select 1 from failed
            """;

    private final Pool pool;
    private final WebhooksConfig config;
    private final Backoff backoff;
    private final Random random = new Random();
    private final String owner = UUID.randomUUID().toString();

    DeliveryQueue(Pool pool, WebhooksConfig config) {
        this.pool = pool;
        this.config = config;
        this.backoff = Backoff.of(config);
    }

    /** How long a claimed delivery belongs to this replica. */
    Duration lease() {
        return config.timeout().plus(MARGIN);
    }

    /** Takes deliveries that are due, and that no replica has. */
    Uni<List<Outgoing>> claim(int most) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(owner, seconds(lease()), config.perWebhook(), most))
                .map(rows -> {
                    List<Outgoing> claimed = new ArrayList<>();
                    rows.forEach(row -> claimed.add(Outgoing.of(row)));
                    return claimed;
                });
    }

    /** Notes the outcome of an attempt; no end where the delivery is another replica's by now, or its webhook is gone. */
    Uni<AttemptEnd> note(Outgoing outgoing, Outcome outcome) {
        Tuple values = Tuple.of(outgoing.id(), owner, outgoing.attempt(), outcome.statusCode(), outcome.answer());
        if (outcome.delivered()) {
            return run(DELIVERED, values, AttemptEnd.DELIVERED);
        }
        if (outgoing.attempt() >= config.attempts()) {
            return run(GIVEN_UP, values, AttemptEnd.GIVEN_UP);
        }
        Duration pause = backoff.after(outgoing.attempt(), outcome.askedPause(), random.nextDouble());
        return run(AGAIN, values.addValue(seconds(pause)), AttemptEnd.FAILED);
    }

    private Uni<AttemptEnd> run(String statement, Tuple values, AttemptEnd end) {
        return pool.preparedQuery(statement).execute(values).map(noted -> noted.rowCount() == 0 ? null : end);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
