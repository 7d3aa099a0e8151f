package io.muster.scan;

import io.muster.account.Organization;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.Tracing;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Requests and cancels scans. */
@ApplicationScoped
public class Scans {

    /** Serializes requests, so that two for the same scope cannot both find no scan to join. */
    static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('muster.scan.request'))";

    private static final String ACCOUNTS = """
            select account_id, regions from account
            where (($1::text[] is null and enabled) or account_id = any($1))
              and ($2::text[] is null or account_id = any($2))
            order by account_id
            """;

    /**
     * The scans under way that cover a request: they have all of its tasks, and some are not done yet. For an event, no task may
     * have begun, because it may have read before the change. A scan of single resources covers no other request, and a scan that
     * uses stored facts covers no request for all facts.
     */
    private static final String COVERING = """
            select id from scan
            where purpose = 'SCAN' and status in ('QUEUED', 'RUNNING') and account_ids @> $1 and (kinds is null or kinds @> $2)
              and resource_ids is null and not $8 and (every_fact or not $10) and behind = make_interval(secs => $7)
              and exists (select 1 from scan_task task
                          where task.scan_id = scan.id and task.account_id = any($1) and task.status in ('QUEUED', 'RUNNING'))
              and not exists (
                  select 1 from unnest($3::text[], $4::text[], $5::text[], $6::boolean[])
                      as asked (account_id, region, phase, discovers)
                  where not exists (select 1 from scan_task task
                                    where task.scan_id = scan.id and task.account_id = asked.account_id
                                      and task.region = asked.region and task.phase = asked.phase
                                      and task.status <> 'CANCELLED' and (task.status = 'QUEUED' or not $9)
                                      and (task.discovers or not asked.discovers)))
            order by id limit 1
            """;

    private static final String CREATE = """
            insert into scan (status, trigger, reason, account_ids, regions, kinds, requested_by, requester_name, requested_at,
                              behind, resource_ids, whole_kinds, unnamed_kinds, every_fact)
            values ('QUEUED', $1, $2, $3, $4, $5, $6, $7, clock_timestamp() - make_interval(secs => $8), make_interval(secs => $8), $9, $10,
                    $11, $12)
            returning id
            """;

    private static final String UNDER_WAY =
            "select count(*) from scan where requested_by = $1 and status in ('QUEUED', 'RUNNING')";

    private static final String REACHED = "select account_ids from scan where id = $1 and purpose = $2";

    private static final String TRACE = "update scan set traceparent = $2 where id = $1";

    private final Pool pool;
    private final ScanWorker worker;
    private final ScanEnds ends;
    private final ScanConfig config;
    private final Tracing tracing;
    private final Organization organization;

    Scans(Pool pool, ScanWorker worker, ScanEnds ends, ScanConfig config, Tracing tracing, Organization organization) {
        this.pool = pool;
        this.worker = worker;
        this.ends = ends;
        this.config = config;
        this.tracing = tracing;
        this.organization = organization;
    }

    /** The scan that answers a request: a new one, or one under way that does all that is asked for. */
    public record Requested(long scanId, boolean joined) {}

    /** Requests a scan of any accounts. */
    public Uni<Requested> request(ScanRequest request) {
        return request(AccountScope.EVERY_ACCOUNT, request);
    }

    /**
     * Requests a scan of accounts within the scope.
     *
     * @return fails with {@link ErrorCode#BAD_REQUEST} that names the field for an unknown region, a kind that is not
     * collected or one that is read through a management account that is not configured, with {@link ErrorCode#NOT_FOUND} for an account that is not registered, with {@link ErrorCode#FORBIDDEN} for
     * one that is not within the scope, with {@link ErrorCode#TOO_MANY_SCANS}
     * where the caller has too many under way
     */
    public Uni<Requested> request(AccountScope scope, ScanRequest request) {
        MusterException.refuse(
                ScanForm.violations(request, organization.management().isPresent()));
        if (request.accountIds() != null) {
            request.accountIds().forEach(scope::require);
        }
        return traced(request.trigger(), (connection, trace) -> ask(connection, scope, request, trace));
    }

    /**
     * Requests, as Muster itself, scans of any accounts in one transaction: after a crash, either all or none exist.
     *
     * @return how each was answered, in the same order; fails as {@link #request(ScanRequest)} does
     */
    public Uni<List<Requested>> request(List<ScanRequest> requests) {
        return request(ScanTrigger.START_UP, connection -> Uni.createFrom().item(requests));
    }

    /**
     * Requests, as Muster itself, scans that are determined within the transaction that serializes requests, so that requesting
     * them and removing their reasons from the database happen together.
     *
     * @return how each was answered, in the same order; fails as {@link #request(ScanRequest)} does
     */
    public Uni<List<Requested>> request(ScanTrigger trigger, Function<SqlConnection, Uni<List<ScanRequest>>> requests) {
        return traced(
                trigger,
                (connection, trace) -> requests.apply(connection).chain(asked -> askEach(connection, asked, trace)));
    }

    private Uni<List<Requested>> askEach(SqlConnection connection, List<ScanRequest> requests, Context trace) {
        return Multi.createFrom()
                .iterable(requests)
                .onItem()
                .transformToUniAndConcatenate(request -> ask(connection, AccountScope.EVERY_ACCOUNT, request, trace))
                .collect()
                .asList();
    }

    private <T> Uni<T> traced(ScanTrigger trigger, BiFunction<SqlConnection, Context, Uni<T>> work) {
        SpanBuilder span =
                tracing.span("request scan", Context.current()).setAttribute("muster.scan.trigger", trigger.name());
        return tracing.within(
                        span,
                        trace -> pool.withTransaction(connection ->
                                connection.query(ONE_AT_A_TIME).execute().chain(() -> work.apply(connection, trace))))
                .invoke(worker::look);
    }

    private Uni<Requested> ask(SqlConnection connection, AccountScope scope, ScanRequest request, Context trace) {
        return accounts(connection, scope, request)
                .chain(accounts -> joinOrCreate(connection, new AskedScan(request, accounts)))
                .call(requested -> goOnWith(connection, trace, requested));
    }

    /** Makes the scan's tasks continue the trace of its first request. */
    private static Uni<Void> goOnWith(SqlConnection connection, Context trace, Requested requested) {
        String traceparent = Tracing.traceparent(trace);
        return traceparent == null || requested.joined()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(TRACE)
                        .execute(Tuple.of(requested.scanId(), traceparent))
                        .replaceWithVoid();
    }

    /**
     * Cancels a scan.
     *
     * @return fails with {@link ErrorCode#NOT_FOUND} where no account of the scope has such a scan, with
     * {@link ErrorCode#FORBIDDEN} where it reaches others, too, and with {@link ErrorCode#CONFLICT} where it has ended
     */
    public Uni<Void> cancel(AccountScope scope, String scanId) {
        return cancel(scope, scanId, ScanPurpose.SCAN);
    }

    Uni<Void> cancel(AccountScope scope, String scanId, ScanPurpose purpose) {
        Long id = Sql.isId(scanId) ? Long.valueOf(scanId) : null;
        return pool.preparedQuery(REACHED)
                .execute(Tuple.of(id, purpose.name()))
                .invoke(rows -> checkReach(scope, purpose.label() + " " + scanId, rows))
                .chain(() -> ends.cancel(id))
                .invoke(cancelled -> {
                    if (!cancelled) {
                        throw new MusterException(ErrorCode.CONFLICT, purpose.label() + " " + scanId + " has ended");
                    }
                })
                .replaceWithVoid();
    }

    private static void checkReach(AccountScope scope, String name, RowSet<Row> scans) {
        List<String> accountIds = scans.rowCount() == 0
                ? List.of()
                : List.of(scans.iterator().next().getArrayOfStrings("account_ids"));
        if (accountIds.stream().noneMatch(scope::admits)) {
            throw MusterException.notFound(name);
        }
        if (!scope.admitsAll(accountIds)) {
            throw new MusterException(
                    ErrorCode.FORBIDDEN,
                    name + " reaches accounts that you may not act on, too: it cannot be cancelled for yours alone");
        }
    }

    private static Uni<Map<String, String[]>> accounts(
            SqlConnection connection, AccountScope scope, ScanRequest request) {
        String[] asked = request.accountIds() == null
                ? null
                : request.accountIds().stream().distinct().toArray(String[]::new);
        return connection
                .preparedQuery(ACCOUNTS)
                .execute(Tuple.tuple()
                        .addArrayOfString(asked)
                        .addArrayOfString(
                                scope.isEveryAccount()
                                        ? null
                                        : scope.accountIds().toArray(String[]::new)))
                .map(rows -> found(request, rows));
    }

    private static Map<String, String[]> found(ScanRequest request, RowSet<Row> rows) {
        Map<String, String[]> regions = new HashMap<>();
        rows.forEach(row -> regions.put(row.getString("account_id"), row.getArrayOfStrings("regions")));
        if (request.accountIds() != null) {
            request.accountIds().stream()
                    .filter(id -> !regions.containsKey(id))
                    .findFirst()
                    .ifPresent(id -> {
                        throw MusterException.notFound("Account " + id);
                    });
        }
        if (regions.isEmpty()) {
            throw new MusterException(ErrorCode.CONFLICT, "No account is enabled: there is nothing to scan");
        }
        return regions;
    }

    private Uni<Requested> joinOrCreate(SqlConnection connection, AskedScan asked) {
        return connection.preparedQuery(COVERING).execute(asked.scope()).chain(covering -> {
            if (covering.rowCount() > 0) {
                return Uni.createFrom()
                        .item(new Requested(covering.iterator().next().getLong("id"), true));
            }
            return requireFew(connection, asked.requestedBy().key())
                    .chain(() -> create(connection, asked))
                    .map(id -> new Requested(id, false));
        });
    }

    Uni<Void> requireFew(SqlConnection connection, String requester) {
        if (requester.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(UNDER_WAY)
                .execute(Tuple.of(requester))
                .map(rows -> rows.iterator().next().getLong(0))
                .invoke(underWay -> {
                    if (underWay >= config.perCaller()) {
                        throw new MusterException(
                                ErrorCode.TOO_MANY_SCANS,
                                "You have " + underWay + " scans under way, which is the most that a caller may have:"
                                        + " try again when one has ended, or ask for several accounts at once");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Long> create(SqlConnection connection, AskedScan asked) {
        return connection
                .preparedQuery(CREATE)
                .execute(asked.scan()
                        .addDouble(asked.secondsBehind())
                        .addArrayOfString(asked.resourceIds())
                        .addArrayOfString(asked.wholeKinds())
                        .addArrayOfString(asked.unnamedKinds())
                        .addBoolean(asked.full()))
                .map(rows -> rows.iterator().next().getLong("id"))
                .call(id -> TaskQueue.add(connection, id, asked.tasks()));
    }
}
