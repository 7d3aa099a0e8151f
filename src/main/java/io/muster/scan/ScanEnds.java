package io.muster.scan;

import io.muster.inventory.event.Topic;
import io.muster.platform.BoundedSteps;
import io.muster.platform.StructuredLog;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Ends scans whose tasks are all done, and cancels scans.
 *
 * <p>A scan ends in a statement of its own, after the transaction that ended its last task: see {@link TaskQueue} for the order
 * of locks. The statement may be repeated. If a replica dies before it, {@link #sweep} of another replica ends the scan.
 */
@ApplicationScoped
class ScanEnds {

    private static final StructuredLog LOG = StructuredLog.of(ScanEnds.class);

    private static final String NOTIFY = "pg_notify('%s', cast(id as text))".formatted(Topic.SCAN.channel());

    private static final String NO_TASK_LEFT = """
            scan.status in ('QUEUED', 'RUNNING')
            and exists (select 1 from scan_task where scan_id = scan.id)
            and not exists (select 1 from scan_task where scan_id = scan.id and status in ('QUEUED', 'RUNNING'))
            """;

    private static final String END = """
            with ended as (
                update scan
                set finished_at = now() - behind, started_at = coalesce(started_at, now() - behind),
                    status = (
                        select case when count(*) filter (where status <> 'CANCELLED') = 0 then 'CANCELLED'
                                    when sum(cells_failed) + count(*) filter (where status = 'FAILED') = 0 then 'SUCCEEDED'
                                    when sum(cells_complete + resources_seen)
                                         + count(*) filter (where phase in ('REASSESS') and status = 'DONE') > 0 then 'PARTIAL' else 'FAILED' end
                        from scan_task where scan_id = $1)
                where id = $1 and %s
                returning %s)
            select ended.*, %s from ended
            """.formatted(NO_TASK_LEFT, EndedScan.COLUMNS, NOTIFY);

    private static final String WITHOUT_TASKS = "select id from scan where " + NO_TASK_LEFT + " order by id";

    private static final String CANCEL = """
            with ended as (
                update scan set status = 'CANCELLED', finished_at = now() - behind
                where id = $1 and status in ('QUEUED', 'RUNNING')
                returning %s)
            select ended.*, %s from ended
            """.formatted(EndedScan.COLUMNS, NOTIFY);

    private static final String CANCEL_TASKS = """
            with cancelled as (
                update scan_task set status = 'CANCELLED', finished_at = now()
                where id in (select id from scan_task where scan_id = $1 and status in ('QUEUED', 'RUNNING')
                             order by id for update)
                returning scan_id)
            select scan_id as id, pg_notify('%s', cast(scan_id as text)) from cancelled group by scan_id
            """.formatted(Topic.SCAN.channel());

    private static final String CANCELLED_WITH_TASKS = """
            select id from scan
            where status = 'CANCELLED' and id in (select scan_id from scan_task where status in ('QUEUED', 'RUNNING'))
            order by id
            """;

    /**
     * Deletes scans for events with their tasks and gaps: there may be thousands a day. A scan that is locked stays until the
     * next sweep.
     */
    private static final String FORGET = """
            delete from scan where id in (
                select id from scan
                where trigger = 'EVENT' and status not in ('QUEUED', 'RUNNING')
                  and requested_at < now() - make_interval(secs => $1) and finished_at < now() - make_interval(secs => $1)
                  and not exists (select 1 from scan_task where scan_id = scan.id and status in ('QUEUED', 'RUNNING'))
                order by id limit 500 for update skip locked)
            """;

    private final Pool pool;
    private final ScanMetrics metrics;
    private final ScanConfig config;

    ScanEnds(Pool pool, ScanMetrics metrics, ScanConfig config) {
        this.pool = pool;
        this.metrics = metrics;
        this.config = config;
    }

    /** Ends the scan unless it has a task left or has ended. Never fails: the next sweep ends what this could not. */
    Uni<Void> endIfOver(long scanId) {
        return end(scanId)
                .onFailure()
                .invoke(failure -> LOG.with("scanId", scanId)
                        .with("failure", failure.getMessage())
                        .warn("A scan could not be ended, the next sweep tries again"))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> end(long scanId) {
        return pool.preparedQuery(END)
                .execute(Tuple.of(scanId))
                .invoke(this::count)
                .replaceWithVoid();
    }

    /**
     * Cancels a scan: its tasks stop, and what they have written stays.
     *
     * <p>First the scan is cancelled, so that its tasks are no longer claimed, and then its tasks, until none is left: one that
     * ends meanwhile may have queued others.
     *
     * @return whether there was such a scan under way
     */
    Uni<Boolean> cancel(long scanId) {
        return pool.preparedQuery(CANCEL)
                .execute(Tuple.of(scanId))
                .invoke(this::count)
                .call(() -> cancelTasks(scanId))
                .map(cancelled -> cancelled.rowCount() > 0);
    }

    private Uni<Void> cancelTasks(long scanId) {
        return BoundedSteps.whileAtLeast(
                        1,
                        () -> pool.preparedQuery(CANCEL_TASKS)
                                .execute(Tuple.of(scanId))
                                .map(RowSet::rowCount))
                .replaceWithVoid();
    }

    /** Completes what dead replicas left undone, and deletes old scans for events. */
    Uni<Void> sweep() {
        return each(WITHOUT_TASKS, this::end)
                .chain(() -> each(CANCELLED_WITH_TASKS, this::cancelTasks))
                .chain(() -> pool.preparedQuery(FORGET)
                        .execute(Tuple.of(config.eventScansKept().toSeconds() * 1.0)))
                .replaceWithVoid();
    }

    private Uni<Void> each(String select, Function<Long, Uni<Void>> step) {
        return pool.query(select)
                .execute()
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .onItem()
                .transformToUniAndConcatenate(row -> step.apply(row.getLong("id")))
                .onItem()
                .ignoreAsUni();
    }

    private void count(RowSet<Row> ended) {
        StreamSupport.stream(ended.spliterator(), false).map(EndedScan::of).forEach(metrics::ended);
    }
}
