package io.muster.scan.event;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;

/**
 * The order to bring the organization's accounts in step, which events about the organization give: a row of the table
 * {@code event_wish}, of the account {@code *} and the region {@code organization}. One replica at a time takes it, and it stays until
 * that one is done.
 */
final class PendingOrganizationSync {

    private static final String ADD = """
            insert into event_wish as pending
                (account_id, region, kinds, whole_kinds, unnamed_kinds, resource_ids, names, events, told_events, due_at)
            values ('*', 'organization', '{}', '{}', '{}', '{}', $1, $2, $2, now() + least(make_interval(secs => $3), interval '1 hour'))
            on conflict (account_id, region) do update
            set names = array(select distinct unnest(pending.names || excluded.names) order by 1 limit %d),
                events = pending.events + excluded.events,
                told_events = pending.events + excluded.events
            """.formatted(PendingRescan.MOST_NAMES);

    /**
     * The replica that takes it has two minutes, unless it renews that; then another one may. A time further ahead than an hour was set
     * by a clock that was set back since.
     */
    private static final String TAKE = """
            update event_wish set due_at = now() + interval '2 minutes'
            where region = 'organization' and due_at not between now() and now() + interval '1 hour' returning events, due_at
            """;

    private static final String RENEW = """
            update event_wish set due_at = now() + interval '2 minutes'
            where region = 'organization' and due_at = $1 returning due_at
            """;

    /** Events that came meanwhile are answered once more. What another replica has taken since is that one's. */
    private static final String DONE = """
            with done as (delete from event_wish where region = 'organization' and events = $1 and due_at = $2)
            update event_wish set due_at = now() where region = 'organization' and events <> $1 and due_at = $2
            """;

    private PendingOrganizationSync() {}

    /**
     * The order, as a replica took it.
     *
     * @param events how many it was of
     * @param until  when another replica may take it
     */
    record Taken(long events, OffsetDateTime until) {}

    /**
     * Adds events, in the caller's transaction; the order is due a window after the first of them. Its row is the first of the table's
     * order.
     *
     * @param names of the events; none adds nothing
     */
    static Uni<Void> add(SqlConnection connection, List<String> names, Duration window) {
        String[] some =
                names.stream().distinct().limit(PendingRescan.MOST_NAMES).toArray(String[]::new);
        return names.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(ADD)
                        .execute(Tuple.tuple()
                                .addArrayOfString(some)
                                .addInteger(names.size())
                                .addDouble(window.toMillis() / 1000.0))
                        .replaceWithVoid();
    }

    /** Takes the order where it is due; empty otherwise. */
    static Uni<Optional<Taken>> take(SqlClient client) {
        return client.query(TAKE)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Taken(row.getLong("events"), row.getOffsetDateTime("due_at")))
                        .findFirst());
    }

    /**
     * Does the work that the order asks for, and keeps the order from other replicas meanwhile, however long it takes. The order is then
     * done; where the work fails, another replica may take it when the last renewal has run out.
     */
    static Uni<Void> during(SqlClient client, Taken taken, Duration renewedEvery, Uni<Void> work) {
        return Uni.createFrom().deferred(() -> {
            AtomicReference<OffsetDateTime> until = new AtomicReference<>(taken.until());
            AtomicReference<Uni<Void>> lastRenewal =
                    new AtomicReference<>(Uni.createFrom().voidItem());
            Cancellable renewals = Multi.createFrom()
                    .ticks()
                    .startingAfter(renewedEvery)
                    .every(renewedEvery)
                    .onOverflow()
                    .drop()
                    .onItem()
                    .transformToUniAndConcatenate(tick -> {
                        Uni<Void> renewal = renew(client, until)
                                .onFailure()
                                .recoverWithNull()
                                .memoize()
                                .indefinitely();
                        lastRenewal.set(renewal);
                        return renewal;
                    })
                    .subscribe()
                    .with(renewed -> {});
            return work.onTermination()
                    .invoke(renewals::cancel)
                    // one that is under way still moves the time by which the order is known
                    .chain(() -> lastRenewal.get())
                    .chain(() -> done(client, new Taken(taken.events(), until.get())));
        });
    }

    /** Changes nothing where another replica has taken it since. */
    private static Uni<Void> renew(SqlClient client, AtomicReference<OffsetDateTime> until) {
        return client.preparedQuery(RENEW)
                .execute(Tuple.of(until.get()))
                .invoke(rows -> rows.forEach(row -> until.set(row.getOffsetDateTime("due_at"))))
                .replaceWithVoid();
    }

    static Uni<Void> done(SqlClient client, Taken taken) {
        return client.preparedQuery(DONE)
                .execute(Tuple.of(taken.events(), taken.until()))
                .replaceWithVoid();
    }
}
