package io.muster.aws;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The ledger in PostgreSQL: a row per bucket that is not full, which tells when it will be. All times are the database's. The
 * table is not logged: a crash of PostgreSQL leaves the buckets full, about as they are after the time of a restart.
 */
@ApplicationScoped
class PostgresLedger implements TokenLedger {

    /** A bucket that is full in a day or later tells of a clock that was set back. */
    private static final String TAKE = """
            with this as (
                insert into request_replica (id, seen_at) values ($1, now())
                on conflict (id) do update set seen_at = now()
                where request_replica.seen_at < now() - interval '10 seconds'),
            taken as (
                insert into request_bucket as bucket (account_id, region, name, full_at)
                select account_id, region, name, now() + make_interval(secs => cost)
                from unnest($2::text[], $3::text[], $4::text[], $5::float8[]) as wanted (account_id, region, name, cost)
                order by account_id, region, name
                on conflict (account_id, region, name) do update
                set full_at = excluded.full_at - now()
                    + case when bucket.full_at > now() + interval '1 day' then now() else greatest(bucket.full_at, now()) end
                returning account_id, region, name, full_at)
            select taken.*, now() as at,
                   (select count(*) from request_replica where id <> $1 and seen_at > now() - interval '1 minute') as others
            from taken
            """;

    private static final String SWEEP = """
            with left_over as (
                select account_id, region, name from request_bucket where full_at <= now()
                order by account_id, region, name limit 10000 for update skip locked),
            dead as (
                delete from request_replica where seen_at < now() - interval '1 hour')
            delete from request_bucket where (account_id, region, name) in (select * from left_over)
            """;

    private static final Comparator<Wanted> BY_BUCKET = Comparator.comparing(
                    (Wanted wanted) -> wanted.bucket().accountId())
            .thenComparing(wanted -> wanted.bucket().region())
            .thenComparing(wanted -> wanted.bucket().name());

    private final Pool pool;
    private final String replica = UUID.randomUUID().toString();

    PostgresLedger(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Answer> take(List<Wanted> wanted) {
        List<Wanted> inOrder = wanted.stream().sorted(BY_BUCKET).toList();
        Tuple values = Tuple.of(
                replica,
                inOrder.stream().map(each -> each.bucket().accountId()).toArray(String[]::new),
                inOrder.stream().map(each -> each.bucket().region()).toArray(String[]::new),
                inOrder.stream().map(each -> each.bucket().name()).toArray(String[]::new),
                inOrder.stream().map(each -> seconds(each.cost())).toArray(Double[]::new));
        return pool.preparedQuery(TAKE).execute(values).map(PostgresLedger::answer);
    }

    @Override
    public Uni<Void> sweep() {
        return pool.query(SWEEP).execute().replaceWithVoid();
    }

    private static Answer answer(RowSet<Row> rows) {
        Map<Bucket, Taken> taken = new HashMap<>();
        int replicas = 1;
        for (Row row : rows) {
            replicas = 1 + row.getInteger("others");
            taken.put(
                    new Bucket(row.getString("account_id"), row.getString("region"), row.getString("name")),
                    new Taken(
                            row.getOffsetDateTime("at").toInstant(),
                            row.getOffsetDateTime("full_at").toInstant()));
        }
        return new Answer(replicas, taken);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
