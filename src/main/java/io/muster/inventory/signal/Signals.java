package io.muster.inventory.signal;

import io.muster.inventory.Batch;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.query.Database;
import io.muster.inventory.query.Keyed;
import io.muster.inventory.query.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The signals that are kept: by source, id and resource, the latest event of each. */
@ApplicationScoped
public class Signals {

    /** Serializes writers of signals: each import locks rows of signals and places in its own order. */
    private static final String[] KINDS = ResourceKind.allNames();

    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('muster.signals'))";

    /**
     * An older event does not overwrite a later one. An event that closes an unknown signal is stored, because an older event
     * that opens it may arrive later. A passed check is not stored unless it is known to have failed: scanners report passed
     * checks for every resource.
     */
    private static final String KEEP = """
            insert into signal as s (source, uid, resource, account_id, type, state, severity_rank, observed_at, received_at, document)
            select n.source, n.uid, n.resource, n.account_id, n.type, n.state, n.severity, n.observed_at, $10, n.document::jsonb
            from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::timestamptz[], $9::text[], $11::boolean[])
                     n (source, uid, resource, account_id, type, state, severity, observed_at, document, passed)
            where not n.passed or exists (
                select 1 from signal k where (k.source, k.uid, k.resource) = (n.source, n.uid, n.resource))
            order by n.source, n.uid, n.resource
            on conflict (source, uid, resource) do update
                set account_id = excluded.account_id, type = excluded.type, state = excluded.state,
                    severity_rank = excluded.severity_rank, observed_at = excluded.observed_at,
                    received_at = excluded.received_at, document = excluded.document
                where s.observed_at <= excluded.observed_at
            """;

    private final Pool pool;
    private final Database database;
    private final SignalsConfig config;
    private final Clock clock;

    Signals(Pool pool, Database database, SignalsConfig config, Clock clock) {
        this.pool = pool;
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /** Keeps signals, all or none. */
    public Uni<Void> keep(List<Signal> signals) {
        Map<Signal.Key, Signal> latest = new LinkedHashMap<>();
        signals.forEach(signal -> latest.merge(
                signal.key(), signal, (one, other) -> one.observedAt().isAfter(other.observedAt()) ? one : other));
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        List<Signal> all = List.copyOf(latest.values());
        return alone(connection -> Batch.run(connection, SignalChanges.NOTE_CHANGED, all, chunk -> columns(chunk, now))
                .chain(() -> Batch.run(connection, KEEP, all, chunk -> columns(chunk, now))));
    }

    /** Runs the work in a transaction during which no other transaction writes signals or their places. */
    public <T> Uni<T> alone(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(
                connection -> connection.query(ONE_AT_A_TIME).execute().chain(() -> work.apply(connection)));
    }

    private static Tuple columns(List<Signal> signals, OffsetDateTime now) {
        return Tuple.tuple()
                .addArrayOfString(Batch.column(signals, Signal::source, new String[0]))
                .addArrayOfString(Batch.column(signals, Signal::uid, new String[0]))
                .addArrayOfString(Batch.column(signals, Signal::resource, new String[0]))
                .addArrayOfString(Batch.column(signals, Signal::accountId, new String[0]))
                .addArrayOfString(Batch.column(signals, signal -> signal.type().name(), new String[0]))
                .addArrayOfString(Batch.column(signals, signal -> signal.state().name(), new String[0]))
                .addArrayOfInteger(signals.stream().map(Signal::severity).toArray(Integer[]::new))
                .addArrayOfOffsetDateTime(signals.stream()
                        .map(signal -> signal.observedAt().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfString(
                        Batch.column(signals, signal -> signal.document().toString(), new String[0]))
                .addOffsetDateTime(now)
                .addArrayOfBoolean(Batch.column(signals, Signal::passed, new Boolean[0]));
    }

    /**
     * How many of the resources, each an ARN or account/region/id, the inventory holds. An index has ids by their kinds: without the kinds, all
     * rows of the region would be read for each of the resources.
     */
    public Uni<Integer> known(Collection<String> resources) {
        return pool.preparedQuery("""
                        select count(*)::int as known from unnest($1::text[]) n (resource) where exists (
                            select 1 from resource r where r.arn = n.resource) or (n.resource not like 'arn:%' and exists (
                            select 1 from resource r where r.kind = any($2) and r.account_id = split_part(n.resource, '/', 1)
                                and r.region = split_part(n.resource, '/', 2)
                                and r.resource_id = substr(n.resource, length(split_part(n.resource, '/', 1)) + length(split_part(n.resource, '/', 2)) + 3)
                                and""" + " " + ShortIds.OWN + "))")
                .execute(Tuple.of(resources.toArray(String[]::new), KINDS))
                .map(rows -> rows.iterator().next().getInteger("known"));
    }

    /** The signals of resources that are not closed, by the resource's number: the worst first, so many of each at most. */
    public Uni<Map<Long, List<StoredSignal>>> ofResources(Collection<Long> ids, int first) {
        Sql select = Sql.of("select r.id as batch_key, p.* from resource r, lateral ("
                        + "select s.source, s.uid, s.type, s.state, s.severity_rank, s.observed_at, s.received_at, s.document"
                        + " from signal s where s.resource = any(array[r.arn, case when " + ShortIds.OWN
                        + " then r.account_id || '/' || r.region || '/' || r.resource_id end])"
                        + " and s.state <> 'CLOSED' and s.received_at >= ")
                .instant(oldest())
                .add(" order by s.severity_rank desc nulls last, s.observed_at desc, s.source, s.uid limit ")
                .number(first)
                .add(") p where r.id = any(")
                .numbers(ids)
                .add(") order by r.id, p.severity_rank desc nulls last, p.observed_at desc, p.source, p.uid");
        return database.keyed(select, StoredSignal.class).map(Keyed::listsByNumber);
    }

    /** The time at which a signal was sent last that is just kept. */
    Instant oldest() {
        return clock.instant()
                .atOffset(ZoneOffset.UTC)
                .minusDays(config.keepDays())
                .toInstant();
    }
}
