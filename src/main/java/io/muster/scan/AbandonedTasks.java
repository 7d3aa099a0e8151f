package io.muster.scan;

import io.muster.platform.DatabaseOutage;
import io.muster.platform.StructuredLog;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Ends tasks that have used up their attempts because replicas died, or because fewer attempts are allowed now. */
@ApplicationScoped
class AbandonedTasks {

    private static final StructuredLog LOG = StructuredLog.of(AbandonedTasks.class);

    private static final String ABANDONED = """
            select task.id, scan_id, account_id, region, phase, attempt, scan.kinds, scan.rule_ids, null as role_arn,
                   null as external_id, scan.resource_ids, scan.whole_kinds,
                   coalesce(scan.unnamed_kinds, scan.whole_kinds) as unnamed_kinds, scan.every_fact, scan.traceparent, true as regions_are_given,
                   cast(extract(epoch from scan.behind) as bigint) as behind
            from scan_task task join scan on scan.id = scan_id
            where (task.status = 'QUEUED'
                   or (task.status = 'RUNNING' and lease_until not between now() and now() + make_interval(secs => $4)))
              and attempt >= $1 and phase = any ($2) and task.id = coalesce($3, task.id)
            order by scan_id, task.id limit 1 for update of task skip locked
            """;

    private final Pool pool;
    private final ScanConfig config;
    private final ScanEnds ends;

    AbandonedTasks(Pool pool, ScanConfig config, ScanEnds ends) {
        this.pool = pool;
        this.config = config;
        this.ends = ends;
    }

    /** The consequences of a task's end could not be written. */
    private static final class NotWritten extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient ScanTask task;

        private NotWritten(ScanTask task, Throwable cause) {
            super(cause);
            this.task = task;
        }
    }

    /**
     * Ends each in a transaction of its own, and then its scan. A task whose consequences cannot be written twice, though the database is
     * there, ends without them: it must not keep the others from their end.
     *
     * @param failure writes the consequences of the failed task
     */
    Uni<Void> end(TaskQueue.Failure failure) {
        return Multi.createBy()
                .repeating()
                .uni(() -> endOne(failure))
                .whilst(Optional::isPresent)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Optional<ScanTask>> endOne(TaskQueue.Failure failure) {
        return endOne(failure, null)
                .onFailure(AbandonedTasks::mayPass)
                .retry()
                .atMost(1)
                .onFailure(AbandonedTasks::mayPass)
                .recoverWithUni(failed -> endWithout((NotWritten) failed))
                .call(found -> found.map(task -> ends.endIfOver(task.scanId()))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private static boolean mayPass(Throwable failure) {
        return failure instanceof NotWritten && !DatabaseOutage.isLoss(failure);
    }

    private Uni<Optional<ScanTask>> endWithout(NotWritten failed) {
        LOG.with("scanId", failed.task.scanId())
                .with("taskId", failed.task.id())
                .error("A task ends without its consequences, which could not be written", failed);
        return endOne(TaskFailure.alone(TaskFault.INTERNAL), failed.task.id());
    }

    private Uni<Optional<ScanTask>> endOne(TaskQueue.Failure failure, @Nullable Long taskId) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(ABANDONED)
                .execute(Tuple.of(
                        config.maxAttempts(),
                        TaskPhase.names(),
                        taskId,
                        TaskQueue.seconds(TaskQueue.furthest(config.lease()))))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ScanTask::of)
                        .findFirst())
                .call(found -> found.map(task -> end(connection, task, failure))
                        .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    private static Uni<Void> end(SqlConnection connection, ScanTask task, TaskQueue.Failure failure) {
        return Uni.createFrom()
                .deferred(() -> failure.write(connection, task))
                .chain(outcome -> TaskQueue.endFailed(connection, task, outcome))
                .onFailure()
                .transform(cause -> new NotWritten(task, cause));
    }
}
