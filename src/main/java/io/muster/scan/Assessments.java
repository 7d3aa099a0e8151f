package io.muster.scan;

import io.muster.aws.AwsRegions;
import io.muster.inventory.Cells;
import io.muster.inventory.StorableText;
import io.muster.inventory.kind.Scope;
import io.muster.platform.AccountScope;
import io.muster.platform.MusterException;
import io.muster.platform.MusterException.Violation;
import io.muster.platform.Texts;
import io.muster.rule.Catalogue;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Requests assessments: the rules judge the stored resources again, without calls to AWS. An assessment consists of tasks like a
 * scan, with the same leases, locks and one transaction per scope. Unknown cells stay unknown, and stale findings stay stale.
 */
@ApplicationScoped
public class Assessments {

    private static final String ACCOUNTS = """
            select account_id from account
            where (($1::text[] is null and enabled) or account_id = any($1)) and ($2::text[] is null or account_id = any($2))
            order by account_id
            """;

    /** The scopes that hold resources of a kind that the rules judge, or an unresolved finding of one of the rules. */
    private static final String SCOPES = """
            select account_id, region from cell
            where account_id = any($1) and ($2::text[] is null or region = any($2)) and kind = any($3)
              and error_code is distinct from '%s'
            union
            select account_id, region from finding
            where account_id = any($1) and ($2::text[] is null or region = any($2)) and ($4::text[] is null or rule_id = any($4))
              and status <> 'RESOLVED'
            order by account_id, region
            """.formatted(Cells.OUT_OF_SCOPE);

    /** An assessment of which no task has begun, so that it will judge what is stored now. */
    private static final String COVERING = """
            select id from scan
            where purpose = 'ASSESSMENT' and status = 'QUEUED' and account_ids @> $1 and (rule_ids is null or rule_ids @> $2)
              and not exists (
                  select 1 from unnest($3::text[], $4::text[], $5::text[]) as asked (account_id, region, phase)
                  where not exists (select 1 from scan_task task
                                    where task.scan_id = scan.id and task.account_id = asked.account_id
                                      and task.region = asked.region and task.phase = asked.phase and task.status = 'QUEUED'))
            order by id limit 1
            """;

    private static final String CREATE = """
            insert into scan (purpose, status, trigger, reason, account_ids, regions, rule_ids, requested_by, requester_name,
                              requested_at)
            values ('ASSESSMENT', 'QUEUED', $1, $2, $3, $4, $5, $6, $7, clock_timestamp()) returning id
            """;

    private final Pool pool;
    private final Scans scans;
    private final ScanWorker worker;
    private final Catalogue catalogue;

    Assessments(Pool pool, Scans scans, ScanWorker worker, Catalogue catalogue) {
        this.pool = pool;
        this.scans = scans;
        this.worker = worker;
        this.catalogue = catalogue;
    }

    /**
     * Requests an assessment of accounts within the scope. The caller checks the names of rules.
     *
     * @return empty where nothing is stored that the rules judge; fails as {@link Scans#request(AccountScope, ScanRequest)} does
     */
    public Uni<Optional<Scans.Requested>> request(AccountScope scope, AssessmentRequest request) {
        MusterException.refuse(violations(request));
        if (request.accountIds() != null) {
            request.accountIds().forEach(scope::require);
        }
        return pool.withTransaction(connection -> connection
                        .query(Scans.ONE_AT_A_TIME)
                        .execute()
                        .chain(() -> accounts(connection, scope, request))
                        .chain(accounts -> tasks(connection, accounts, request))
                        .chain(tasks -> tasks.isEmpty()
                                ? Uni.createFrom().item(Optional.<Scans.Requested>empty())
                                : joinOrCreate(connection, tasks, request).map(Optional::of)))
                .invoke(worker::look);
    }

    /** Cancels an assessment; fails as {@link Scans#cancel(AccountScope, String)} does. */
    public Uni<Void> cancel(AccountScope scope, String id) {
        return scans.cancel(scope, id, ScanPurpose.ASSESSMENT);
    }

    private static List<Violation> violations(AssessmentRequest request) {
        List<Violation> violations = new ArrayList<>();
        Texts.checkCount("accountIds", request.accountIds(), ScanForm.MOST_ACCOUNTS, violations);
        Texts.checkCount("regions", request.regions(), ScanForm.MOST_REGIONS, violations);
        Texts.checkCount("ruleIds", request.ruleIds(), ScanForm.MOST_KINDS, violations);
        Texts.checkLength("reason", request.reason(), ScanForm.LONGEST_REASON, violations);
        if (violations.isEmpty()) {
            ScanForm.checkNames("accountIds", request.accountIds(), "is not an account id", violations);
            ScanForm.check("regions", request.regions(), AwsRegions::accepted, AwsRegions::fault, violations);
            ScanForm.checkNames("ruleIds", request.ruleIds(), "is not a rule", violations);
        }
        return violations;
    }

    private static Uni<String[]> accounts(SqlConnection connection, AccountScope scope, AssessmentRequest request) {
        return connection
                .preparedQuery(ACCOUNTS)
                .execute(Tuple.tuple()
                        .addArrayOfString(array(request.accountIds()))
                        .addArrayOfString(
                                scope.isEveryAccount()
                                        ? null
                                        : scope.accountIds().toArray(String[]::new)))
                .map(rows -> list(rows, row -> row.getString("account_id")))
                .invoke(found -> requireAll(request.accountIds(), found))
                .map(found -> found.toArray(String[]::new));
    }

    private static void requireAll(@Nullable List<String> asked, List<String> found) {
        if (asked != null) {
            asked.stream().filter(id -> !found.contains(id)).findFirst().ifPresent(id -> {
                throw MusterException.notFound("Account " + id);
            });
        }
    }

    private Uni<List<NewTask>> tasks(SqlConnection connection, String[] accounts, AssessmentRequest request) {
        String[] kinds = catalogue.metadata().stream()
                .filter(rule -> request.ruleIds() == null || request.ruleIds().contains(rule.ruleId()))
                .map(rule -> rule.resourceKind().name())
                .distinct()
                .toArray(String[]::new);
        return connection
                .preparedQuery(SCOPES)
                .execute(Tuple.tuple()
                        .addArrayOfString(accounts)
                        .addArrayOfString(array(request.regions()))
                        .addArrayOfString(kinds)
                        .addArrayOfString(array(request.ruleIds())))
                .map(rows -> list(rows, Assessments::task));
    }

    /** The task that judges the scope of a row. */
    static NewTask task(Row row) {
        String region = row.getString("region");
        return new NewTask(
                row.getString("account_id"),
                region,
                region.equals(Scope.GLOBAL) ? TaskPhase.ASSESS : TaskPhase.REASSESS);
    }

    /** Requests the tasks, in a transaction that serializes requests. */
    Uni<Scans.Requested> joinOrCreate(SqlConnection connection, List<NewTask> tasks, AssessmentRequest request) {
        return connection
                .preparedQuery(COVERING)
                .execute(Tuple.tuple()
                        .addArrayOfString(accountIds(tasks))
                        .addArrayOfString(array(request.ruleIds()))
                        .addArrayOfString(NewTask.column(tasks, NewTask::accountId))
                        .addArrayOfString(NewTask.column(tasks, NewTask::region))
                        .addArrayOfString(
                                NewTask.column(tasks, task -> task.phase().name())))
                .chain(covering -> covering.rowCount() > 0
                        ? Uni.createFrom()
                                .item(new Scans.Requested(
                                        covering.iterator().next().getLong("id"), true))
                        : scans.requireFew(
                                        connection,
                                        RequestedBy.of(request.requestedBy()).key())
                                .chain(() -> create(connection, tasks, request)));
    }

    private Uni<Scans.Requested> create(SqlConnection connection, List<NewTask> tasks, AssessmentRequest request) {
        RequestedBy requestedBy = RequestedBy.of(request.requestedBy());
        Tuple values = Tuple.of(request.trigger().name(), StorableText.of(request.reason()))
                .addArrayOfString(accountIds(tasks))
                .addArrayOfString(array(request.regions()))
                .addArrayOfString(array(request.ruleIds()))
                .addString(requestedBy.key())
                .addString(requestedBy.name());
        return connection
                .preparedQuery(CREATE)
                .execute(values)
                .map(rows -> rows.iterator().next().getLong("id"))
                .call(id -> TaskQueue.add(connection, id, tasks))
                .map(id -> new Scans.Requested(id, false));
    }

    private static String[] accountIds(List<NewTask> tasks) {
        return tasks.stream().map(NewTask::accountId).distinct().toArray(String[]::new);
    }

    private static @Nullable String[] array(@Nullable List<String> values) {
        return values == null ? null : values.stream().distinct().toArray(String[]::new);
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> value) {
        List<T> list = new ArrayList<>();
        rows.forEach(row -> list.add(value.apply(row)));
        return list;
    }
}
