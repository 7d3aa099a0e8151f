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
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The table of wishes. A wish gathers events until its time has come, and while a scan is under way that earlier events of its
 * scope asked for. Rows are written in the order of their scopes, so that replicas wait for each other without a deadlock.
 */
final class Wishes {

    /** Where a replica of an older version added events, it did not tell which of the kinds they left unnamed. */
    private static final String UNNAMED =
            "case when wish.told_events = wish.events then wish.unnamed_kinds else wish.whole_kinds end";

    private static final String ADD = """
            insert into event_wish as wish
                (account_id, region, kinds, whole_kinds, unnamed_kinds, resource_ids, names, events, told_events, due_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $8, now() + make_interval(secs => $9))
            on conflict (account_id, region) do update
            set kinds = array(select distinct unnest(wish.kinds || excluded.kinds)),
                whole_kinds = case
                    when cardinality(wish.resource_ids) + cardinality(excluded.resource_ids) > %1$d
                        then array(select distinct unnest(wish.kinds || excluded.kinds))
                    else array(select distinct unnest(wish.whole_kinds || excluded.whole_kinds)) end,
                unnamed_kinds = case
                    when cardinality(wish.resource_ids) + cardinality(excluded.resource_ids) > %1$d
                        then array(select distinct unnest(wish.kinds || excluded.kinds))
                    else array(select distinct unnest(%3$s || excluded.unnamed_kinds)) end,
                resource_ids = array(select distinct unnest(wish.resource_ids || excluded.resource_ids) limit %1$d),
                names = array(select distinct unnest(wish.names || excluded.names) order by 1 limit %2$d),
                events = wish.events + excluded.events,
                told_events = wish.events + excluded.events
            """.formatted(ConcernedResources.MOST_NAMED, Wish.MOST_NAMES, UNNAMED);

    /** The wishes that are due, of accounts whose last scan for an event is long enough ago and has ended in this scope. */
    private static final String DUE = """
            wish.due_at <= now() and wish.region <> 'organization'
            and not exists (select 1 from scan where purpose = 'SCAN' and trigger = 'EVENT' and account_ids @> array[wish.account_id]
                            and requested_at > now() - make_interval(secs => $1))
            and not exists (select 1 from scan where purpose = 'SCAN' and trigger = 'EVENT' and account_ids @> array[wish.account_id]
                            and status in ('QUEUED', 'RUNNING')
                            and regions is not distinct from
                                case when wish.region = 'global' then null else array[wish.region] end)
            """;

    private static final String ANY_DUE = "select exists (select 1 from event_wish wish where " + DUE + ") as due";

    private static final String WITHOUT_ACCOUNT = """
            delete from event_wish where (account_id, region) in
                (select account_id, region from event_wish wish
                 where due_at <= now() and region <> 'organization'
                   and not exists (select 1 from account where account.account_id = wish.account_id and enabled)
                 for update skip locked)
            """;

    private static final String TAKE = """
            delete from event_wish wish where (account_id, region) in
                (select account_id, region from event_wish wish where %s order by due_at limit 100 for update skip locked)
            returning account_id, region, kinds, whole_kinds, %s as unnamed_kinds, resource_ids, names, events
            """.formatted(DUE, UNNAMED);

    /** The replica that takes it has two minutes; then another one may. */
    private static final String TAKE_ORGANIZATION = """
            update event_wish set due_at = now() + interval '2 minutes'
            where region = 'organization' and due_at <= now() returning events, due_at
            """;

    /** Events that came meanwhile are answered once more. A wish that another replica has taken since is that one's. */
    private static final String ORGANIZATION_DONE = """
            with done as (delete from event_wish where region = 'organization' and events = $1 and due_at = $2)
            update event_wish set due_at = now() where region = 'organization' and events <> $1 and due_at = $2
            """;

    private Wishes() {}

    /** Adds wishes, in the caller's transaction; what is asked for a scope is due a window after the first event. */
    static Uni<Void> add(SqlConnection connection, Collection<Wish> wishes, Duration window) {
        List<Tuple> rows = wishes.stream()
                .sorted(Comparator.comparing(Wish::scope))
                .map(wish -> row(wish).addDouble(window.toMillis() / 1000.0))
                .toList();
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(ADD).executeBatch(rows).replaceWithVoid();
    }

    private static Tuple row(Wish wish) {
        return Tuple.of(wish.accountId(), wish.region())
                .addArrayOfString(names(wish.kinds()))
                .addArrayOfString(names(wish.whole()))
                .addArrayOfString(names(wish.unnamed()))
                .addArrayOfString(wish.resourceIds().toArray(String[]::new))
                .addArrayOfString(wish.names().toArray(String[]::new))
                .addInteger(wish.events());
    }

    private static String[] names(Set<ResourceKind> kinds) {
        return kinds.stream().map(Enum::name).sorted().toArray(String[]::new);
    }

    /** @param interval the least time between two scans of an account */
    static Uni<Boolean> anyDue(SqlClient client, Duration interval) {
        return client.preparedQuery(ANY_DUE)
                .execute(seconds(interval))
                .map(rows -> rows.iterator().next().getBoolean("due"));
    }

    /** Takes those that are due off the table, and tells the scans that they ask for. Those of accounts that are gone are dropped. */
    static Uni<List<ScanRequest>> take(SqlConnection connection, Duration interval) {
        return connection
                .query(WITHOUT_ACCOUNT)
                .execute()
                .chain(() -> connection.preparedQuery(TAKE).execute(seconds(interval)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Wishes::request)
                        .toList());
    }

    private static Tuple seconds(Duration interval) {
        return Tuple.of(interval.toMillis() / 1000.0);
    }

    private static ScanRequest request(Row row) {
        String region = row.getString("region");
        Set<ResourceKind> kinds = kinds(row.getArrayOfStrings("kinds"));
        ScanRequest request = new ScanRequest(
                List.of(row.getString("account_id")),
                region.equals(Scope.GLOBAL) ? null : List.of(region),
                kinds.stream().sorted().toList(),
                ScanTrigger.EVENT,
                reason(row.getArrayOfStrings("names"), row.getLong("events")));
        ConcernedResources concerned = new ConcernedResources(
                Set.of(row.getArrayOfStrings("resource_ids")),
                kinds(row.getArrayOfStrings("whole_kinds")),
                kinds(row.getArrayOfStrings("unnamed_kinds")));
        return request.about(concerned);
    }

    private static String reason(String[] names, long events) {
        String some = String.join(", ", names);
        return events == 1 ? some : some + " (" + events + " events)";
    }

    private static Set<ResourceKind> kinds(String[] names) {
        return Arrays.stream(names).map(ResourceKind::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The wish to bring the organization's accounts in step, as a replica took it.
     *
     * @param events how many it was of
     * @param until  when another replica may take it
     */
    record OrganizationWish(long events, OffsetDateTime until) {}

    /** Takes the wish to bring the organization's accounts in step; empty where there is none. */
    static Uni<Optional<OrganizationWish>> takeOrganization(SqlClient client) {
        return client.query(TAKE_ORGANIZATION)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new OrganizationWish(row.getLong("events"), row.getOffsetDateTime("due_at")))
                        .findFirst());
    }

    static Uni<Void> organizationDone(SqlClient client, OrganizationWish taken) {
        return client.preparedQuery(ORGANIZATION_DONE)
                .execute(Tuple.of(taken.events(), taken.until()))
                .replaceWithVoid();
    }
}
