package io.muster.scan;

import io.muster.inventory.Batch;
import io.muster.inventory.StorableText;
import io.muster.inventory.event.Notifications;
import io.muster.inventory.event.Topic;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The cluster's tasks, in PostgreSQL. A task belongs to the replica that claimed it until its lease runs out; another replica
 * that claims it then continues it, and the former owner's transaction is refused. All times are the database's, so that the
 * replicas' clocks do not matter.
 *
 * <p><b>The order of locks.</b> A task's transaction locks its own row in {@code scan_task}, then its scope, then rows of that
 * scope, then the counts that scopes share (in the order of their keys). It never waits for a row in {@code scan}: the foreign
 * keys of gaps and tasks take {@code KEY SHARE}, which updates of a scan's status do not conflict with, and nothing locks a
 * scan {@code FOR UPDATE}. A scan is changed by a statement of its own that waits for nothing else (see {@link ScanEnds}). A
 * statement that locks several tasks takes them in the order of their ids, or skips those that are locked.
 */
@ApplicationScoped
class TaskQueue {

    private static final String ADD = """
            insert into scan_task (scan_id, account_id, region, phase, step, discovers, status)
            select $1, account_id, region, phase, step, discovers, 'QUEUED'
            from unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::boolean[])
                as new (account_id, region, phase, step, discovers)
            where exists (select 1 from scan where id = $1 and status in ('QUEUED', 'RUNNING'))
            on conflict (scan_id, account_id, region, phase) do nothing
            """;

    /**
     * Claims the first tasks of each requester's oldest scans; the requester with the fewest tasks under way is next. A scope
     * that is being read is not begun by another scan. No task of an account is begun while a scan of it is under way whose clock
     * is further behind, so that history is written in order. Scalar subqueries make the planner look up each task by itself,
     * even if statistics of fast-growing tables are out of date; a join over all tasks under way would be too slow for each
     * claim. A task of a phase that only another version of Muster knows is left to its replicas. A time that is further ahead than
     * it can be tells of a clock that was set back, and counts as over.
     */
    private static final String CLAIM = """
            with busy as (
                select scan.requested_by, count(*) as tasks
                from scan_task task join scan on scan.id = task.scan_id
                where task.status = 'RUNNING' group by scan.requested_by),
            candidate as (
                select task.id, task.scan_id,
                       row_number() over (
                           partition by task.account_id, task.region order by task.scan_id, task.id) as of_scope,
                       coalesce(busy.tasks, 0) + row_number() over (
                           partition by requested_by order by task.scan_id, task.account_id, task.step, task.id) as turn
                from (select distinct requested_by from scan where status in ('QUEUED', 'RUNNING')) requester
                         left join busy using (requested_by)
                         cross join lateral (
                             select task.* from (
                                 select id, behind from scan
                                 where scan.status in ('QUEUED', 'RUNNING') and scan.requested_by = requester.requested_by
                                 order by id) its
                             cross join lateral (
                                 select task.id, task.scan_id, task.account_id, task.region, task.step
                                 from scan_task task
                                 where task.scan_id = its.id and task.status in ('QUEUED', 'RUNNING') and task.attempt < $4
                                   and task.id <> all ($5) and task.phase = any ($6)
                                   and ((task.status = 'QUEUED'
                                         and coalesce(task.not_before not between now() and now() + make_interval(secs => $8), true))
                                        or (task.status = 'RUNNING'
                                            and task.lease_until not between now() and now() + make_interval(secs => $7)))
                                   and (select 1 from scan_task earlier
                                        where earlier.scan_id = task.scan_id and earlier.account_id = task.account_id
                                          and earlier.step < task.step and earlier.status in ('QUEUED', 'RUNNING') limit 1) is null
                                   and (select 1 from scan_task other
                                        where other.account_id = task.account_id and other.region = task.region
                                          and other.status = 'RUNNING' and other.id <> task.id
                                          and other.lease_until between now() and now() + make_interval(secs => $7)
                                        limit 1) is null
                                   and (select 1 from scan past
                                        where past.behind > interval '0' and past.status in ('QUEUED', 'RUNNING')
                                          and past.behind > its.behind and task.account_id = any(past.account_ids)
                                        limit 1) is null
                                 order by task.account_id, task.step, task.id limit $3 for update of task skip locked) task
                             limit $3) task),
            claimed as (
                update scan_task
                set status = 'RUNNING', owner = $1, attempt = attempt + 1, started_at = coalesce(started_at, now()),
                    lease_until = now() + make_interval(secs => $2)
                where id in (select id from candidate where of_scope = 1 order by turn, scan_id limit $3)
                returning *),
            started as (
                update scan set status = 'RUNNING', started_at = now() - behind
                where id in (select id from scan where status = 'QUEUED' and id in (select scan_id from claimed)
                             for no key update skip locked))
            select claimed.id, scan_id, claimed.account_id, region, phase, attempt, scan.kinds, scan.rule_ids, role_arn, external_id,
                   scan.resource_ids, scan.whole_kinds,
                   coalesce(scan.unnamed_kinds, scan.whole_kinds) as unnamed_kinds, scan.every_fact, scan.traceparent, not claimed.discovers as regions_are_given,
                   cast(extract(epoch from scan.behind) as bigint) as behind,
                   pg_notify('%s', cast(scan_id as text))
            from claimed
                     join scan on scan.id = claimed.scan_id
                     left join account on account.account_id = claimed.account_id
            """.formatted(Topic.SCAN.channel());

    /** A task whose transaction is under way holds its row, so that no replica can take it: it needs no renewal. */
    private static final String RENEW = """
            with renewed as (
                update scan_task set lease_until = now() + make_interval(secs => $2)
                where id in (select id from scan_task where owner = $1 and id = any($3) and status = 'RUNNING'
                             for update skip locked))
            select id from scan_task where owner = $1 and id = any($3) and status = 'RUNNING'
            """;

    private static final String HAND_BACK = """
            update scan_task set status = 'QUEUED', owner = null, lease_until = null, attempt = attempt - 1
            where id in (select id from scan_task where owner = $1 and status = 'RUNNING' order by id for update)
            """;

    private static final String RETRY = """
            update scan_task
            set status = 'QUEUED', owner = null, lease_until = null, error = $3,
                not_before = now() + make_interval(secs => $4 * power(2, attempt - 1))
            where id = $1 and owner = $2 and attempt = $5 and status = 'RUNNING'
            """;

    private static final String OWN =
            "select 1 from scan_task where id = $1 and owner = $2 and attempt = $3 and status = 'RUNNING' for update";

    private static final String FINISH = """
            update scan_task
            set status = $2, finished_at = now(), resources_seen = $3, resources_changed = $4, findings_opened = $5,
                findings_resolved = $6, cells_complete = $7, cells_failed = $8, aws_calls = $9
            where id = $1
            """;

    /** Replicas may have different settings while these are being changed: none takes the tasks of one with a longer lease. */
    /** Of the pause between attempts: one doubled as often is longer than any wait, and no more are counted exactly. */
    private static final int MOST_DOUBLINGS = 20;

    private static final Duration LEAST_FAR = Duration.ofHours(1);

    /** Writes the consequences of a failed task, in the transaction that ends it. */
    interface Failure {
        Uni<TaskOutcome> write(SqlConnection connection, ScanTask task);
    }

    private final Pool pool;
    private final ScanConfig config;
    private final String owner = UUID.randomUUID().toString();

    TaskQueue(Pool pool, ScanConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /**
     * Queues tasks, in the caller's transaction; one that the scan has already is left alone. Tasks of a scan that is cancelled
     * at the same time are never claimed, and are cancelled with it.
     */
    static Uni<Void> add(SqlConnection connection, long scanId, List<NewTask> tasks) {
        return Batch.run(
                connection,
                ADD,
                tasks,
                chunk -> Tuple.of(scanId)
                        .addArrayOfString(Batch.column(chunk, NewTask::accountId, new String[0]))
                        .addArrayOfString(Batch.column(chunk, NewTask::region, new String[0]))
                        .addArrayOfString(
                                Batch.column(chunk, task -> task.phase().name(), new String[0]))
                        .addArrayOfInteger(
                                Batch.column(chunk, task -> task.phase().step(), new Integer[0]))
                        .addArrayOfBoolean(Batch.column(chunk, NewTask::discovers, new Boolean[0])));
    }

    /**
     * Claims tasks that no replica works on: from the callers in turn, and of each caller from the oldest scans.
     *
     * @param underWay the tasks that this replica works on, none of which is begun a second time beside the first: their leases run out while the
     *                 database is away, and are renewed afterwards
     */
    Uni<List<ScanTask>> claim(int limit, Collection<Long> underWay) {
        Tuple values = Tuple.of(owner, seconds(config.lease()), limit, config.maxAttempts())
                .addArrayOfLong(underWay.toArray(Long[]::new))
                .addArrayOfString(TaskPhase.names())
                .addDouble(seconds(furthest(config.lease())))
                .addDouble(seconds(furthest(
                        config.retryPause().multipliedBy(1L << Math.min(config.maxAttempts(), MOST_DOUBLINGS)))));
        return pool.preparedQuery(CLAIM)
                .execute(values)
                .map(rows -> stream(rows).map(ScanTask::of).toList());
    }

    /** Renews the lease of those of the tasks that still belong to this replica, and tells which they are. */
    Uni<Set<Long>> renew(Collection<Long> tasks) {
        return pool.preparedQuery(RENEW)
                .execute(Tuple.of(owner, seconds(config.lease()), tasks.toArray(Long[]::new)))
                .map(rows -> stream(rows).map(row -> row.getLong("id")).collect(Collectors.toSet()));
    }

    /** Gives this replica's tasks back to the others, as if they had not been begun. */
    Uni<Void> handBack() {
        return pool.preparedQuery(HAND_BACK).execute(Tuple.of(owner)).replaceWithVoid();
    }

    /** Puts a task back after an error of Muster's own, unless another attempt has begun; each time it waits twice as long as before. */
    Uni<Void> retry(ScanTask task, String error) {
        return pool.preparedQuery(RETRY)
                .execute(Tuple.of(
                        task.id(), owner, StorableText.of(error), seconds(config.retryPause()), task.attempt()))
                .replaceWithVoid();
    }

    /** Fails with {@link LostTask} unless the task still belongs to this replica; holds it until the transaction ends. */
    Uni<Void> own(SqlConnection connection, ScanTask task) {
        return connection
                .preparedQuery(OWN)
                .execute(Tuple.of(task.id(), owner, task.attempt()))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw new LostTask();
                    }
                })
                .replaceWithVoid();
    }

    /** Ends a task in the transaction of what it wrote; {@link ScanEnds#endIfOver} is to be asked after its commit. */
    Uni<Void> finish(SqlConnection connection, ScanTask task, TaskOutcome outcome) {
        return end(connection, task, outcome, "DONE");
    }

    /** Ends a task that cannot be done; {@link ScanEnds#endIfOver} is to be asked after it. */
    Uni<Void> fail(ScanTask task, Failure failure) {
        return pool.withTransaction(connection -> own(connection, task)
                .chain(() -> failure.write(connection, task))
                .chain(outcome -> endFailed(connection, task, outcome)));
    }

    /** Ends a task that cannot be done, in the caller's transaction, which must hold its row. */
    static Uni<Void> endFailed(SqlConnection connection, ScanTask task, TaskOutcome outcome) {
        return end(connection, task, outcome, "FAILED");
    }

    private static Uni<Void> end(SqlConnection connection, ScanTask task, TaskOutcome outcome, String status) {
        Tuple values = Tuple.of(task.id(), status)
                .addInteger(outcome.resourcesSeen())
                .addInteger(outcome.resourcesChanged())
                .addInteger(outcome.findingsOpened())
                .addInteger(outcome.findingsResolved())
                .addInteger(outcome.cellsComplete())
                .addInteger(outcome.cellsFailed())
                .addInteger(outcome.awsCalls());
        return connection
                .preparedQuery(FINISH)
                .execute(values)
                .chain(() -> ScanGap.add(connection, task.scanId(), outcome.gaps()))
                .chain(() -> Notifications.publish(connection, Topic.SCAN, String.valueOf(task.scanId())));
    }

    /**
     * How far ahead a time may be that this replica, or one with other settings, set a while ago; all that is further ahead was set
     * by a clock that was ahead itself.
     */
    static Duration furthest(Duration usual) {
        Duration twice = usual.multipliedBy(2);
        return twice.compareTo(LEAST_FAR) > 0 ? twice : LEAST_FAR;
    }

    static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
