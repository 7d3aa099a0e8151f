package io.muster.scan.event;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.scan.ConcernedResources;
import io.muster.scan.ScanRequest;
import io.muster.scan.ScanTrigger;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The rescans that events ask for and that are not requested yet, rows of the table {@code event_wish}, which has an
 * earlier name of theirs. A pending rescan gathers events until its time has come, and while a scan is under way that earlier events
 * of its scope asked for. Rows are written in the order of their scopes, so that replicas wait for each other without a deadlock.
 */
final class PendingRescans {

    /** Where a replica of an older version added events, it did not tell which of the kinds they left unnamed. */
    private static final String UNNAMED =
            "case when pending.told_events = pending.events then pending.unnamed_kinds else pending.whole_kinds end";

    private static final String ADD = """
            insert into event_wish as pending
                (account_id, region, kinds, whole_kinds, unnamed_kinds, resource_ids, names, events, told_events, due_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $8, now() + least(make_interval(secs => $9), interval '1 hour'))
            on conflict (account_id, region) do update
            set kinds = array(select distinct unnest(pending.kinds || excluded.kinds)),
                whole_kinds = case
                    when cardinality(pending.resource_ids) + cardinality(excluded.resource_ids) > %1$d
                        then array(select distinct unnest(pending.kinds || excluded.kinds))
                    else array(select distinct unnest(pending.whole_kinds || excluded.whole_kinds)) end,
                unnamed_kinds = case
                    when cardinality(pending.resource_ids) + cardinality(excluded.resource_ids) > %1$d
                        then array(select distinct unnest(pending.kinds || excluded.kinds))
                    else array(select distinct unnest(%3$s || excluded.unnamed_kinds)) end,
                resource_ids = array(select distinct unnest(pending.resource_ids || excluded.resource_ids) limit %1$d),
                names = array(select distinct unnest(pending.names || excluded.names) order by 1 limit %2$d),
                events = pending.events + excluded.events,
                told_events = pending.events + excluded.events
            """.formatted(ConcernedResources.MOST_NAMED, PendingRescan.MOST_NAMES, UNNAMED);

    private static final String[] KINDS = ResourceKind.allNames();

    /**
     * Those that are due, of accounts whose last scan for an event is long enough ago and has ended in this scope. Those about kinds
     * alone that only another version of Muster knows wait for a replica of that version. A time further ahead than it can be was set
     * by a clock that was set back since, and counts as over.
     */
    private static final String DUE = """
            pending.due_at not between now() and now() + interval '1 hour' and pending.region <> 'organization' and pending.kinds && $2
            and not exists (select 1 from scan where purpose = 'SCAN' and trigger = 'EVENT' and account_ids @> array[pending.account_id]
                            and requested_at between now() - make_interval(secs => $1) and now() + interval '1 minute')
            and not exists (select 1 from scan where purpose = 'SCAN' and trigger = 'EVENT' and account_ids @> array[pending.account_id]
                            and status in ('QUEUED', 'RUNNING')
                            and regions is not distinct from
                                case when pending.region = 'global' then null else array[pending.region] end)
            """;

    private static final String ANY_DUE = "select exists (select 1 from event_wish pending where " + DUE + ") as due";

    private static final String WITHOUT_ACCOUNT = """
            delete from event_wish where (account_id, region) in
                (select account_id, region from event_wish pending
                 where due_at not between now() and now() + interval '1 hour' and region <> 'organization'
                   and not exists (select 1 from account where account.account_id = pending.account_id and enabled)
                 for update skip locked)
            """;

    private static final String TAKE = """
            delete from event_wish pending where (account_id, region) in
                (select account_id, region from event_wish pending where %s order by due_at limit 100 for update skip locked)
            returning account_id, region, kinds, whole_kinds, %s as unnamed_kinds, resource_ids, names, events
            """.formatted(DUE, UNNAMED);

    private PendingRescans() {}

    /** Adds events, in the caller's transaction; what they ask for a scope is due a window after the first of them. */
    static Uni<Void> add(SqlConnection connection, Collection<PendingRescan> rescans, Duration window) {
        List<Tuple> rows = rescans.stream()
                .sorted(Comparator.comparing(PendingRescan::scope))
                .map(rescan -> row(rescan).addDouble(window.toMillis() / 1000.0))
                .toList();
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(ADD).executeBatch(rows).replaceWithVoid();
    }

    private static Tuple row(PendingRescan rescan) {
        return Tuple.of(rescan.accountId(), rescan.region())
                .addArrayOfString(ResourceKind.names(rescan.kinds()))
                .addArrayOfString(ResourceKind.names(rescan.whole()))
                .addArrayOfString(ResourceKind.names(rescan.unnamed()))
                .addArrayOfString(rescan.resourceIds().toArray(String[]::new))
                .addArrayOfString(rescan.names().toArray(String[]::new))
                .addInteger(rescan.events());
    }

    /** @param interval the least time between two scans of an account */
    static Uni<Boolean> anyDue(SqlClient client, Duration interval) {
        return client.preparedQuery(ANY_DUE)
                .execute(dueAfter(interval))
                .map(rows -> rows.iterator().next().getBoolean("due"));
    }

    /** Takes those that are due off the table, as requests for their scans. Those of accounts that are gone are dropped. */
    static Uni<List<ScanRequest>> take(SqlConnection connection, Duration interval) {
        return connection
                .query(WITHOUT_ACCOUNT)
                .execute()
                .chain(() -> connection.preparedQuery(TAKE).execute(dueAfter(interval)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PendingRescans::request)
                        .toList());
    }

    private static Tuple dueAfter(Duration interval) {
        return Tuple.of(interval.toMillis() / 1000.0, KINDS);
    }

    private static ScanRequest request(Row row) {
        String region = row.getString("region");
        Set<ResourceKind> kinds = ResourceKind.known(row.getArrayOfStrings("kinds"));
        ScanRequest request = new ScanRequest(
                List.of(row.getString("account_id")),
                region.equals(Scope.GLOBAL) ? null : List.of(region),
                kinds.stream().sorted().toList(),
                ScanTrigger.EVENT,
                reason(row.getArrayOfStrings("names"), row.getLong("events")));
        ConcernedResources concerned = new ConcernedResources(
                Set.of(row.getArrayOfStrings("resource_ids")),
                ResourceKind.known(row.getArrayOfStrings("whole_kinds")),
                ResourceKind.known(row.getArrayOfStrings("unnamed_kinds")));
        return request.about(concerned);
    }

    private static String reason(String[] names, long events) {
        String some = String.join(", ", names);
        return events == 1 ? some : some + " (" + events + " events)";
    }
}
