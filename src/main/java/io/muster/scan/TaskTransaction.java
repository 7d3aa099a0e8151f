package io.muster.scan;

import io.muster.aws.AwsFailure;
import io.muster.collect.Collection;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.query.WriteLimit;
import io.muster.platform.StructuredLog;
import io.muster.scan.TaskSpans.Trace;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The transaction in which a task's results are stored and the task ends: readers see all of it or nothing. */
@ApplicationScoped
class TaskTransaction {

    private static final StructuredLog LOG = StructuredLog.of(TaskTransaction.class);

    private static final String DEADLOCK = "40P01";
    private static final String SERIALIZATION = "40001";

    private static final Collection.Gap NOT_STORED = new Collection.Gap(
            ScanGap.OWN_OPERATION, AwsFailure.INTERNAL, "Muster could not store the listing; see its log");

    private final TaskQueue queue;
    private final WriteLimit limit;
    private final Pool pool;
    private final Clock clock;

    TaskTransaction(TaskQueue queue, WriteLimit limit, Pool pool, Clock clock) {
        this.queue = queue;
        this.limit = limit;
        this.pool = pool;
        this.clock = clock;
    }

    /** The work of a task's transaction, before the task ends in it. */
    interface Work {
        Uni<TaskOutcome> in(SqlConnection connection, ScopeWrite write);
    }

    /** The step that follows the storing of the listings. */
    interface Consequence {
        Uni<TaskOutcome> of(SqlConnection connection, ScopeWrite write, Map<ResourceKind, Collection<?>> listings);
    }

    /**
     * Stores listings in one transaction; one that cannot be stored counts as failed, and the others are stored.
     *
     * @param aged the kinds of whose resources the consequence reads since when they have been as they are
     */
    Uni<Void> store(
            ScanTask task,
            Trace trace,
            Map<ResourceKind, Collection<?>> listings,
            Set<ResourceKind> aged,
            Consequence consequence) {
        return run(
                        task,
                        trace,
                        (connection, write) -> UnreadTags.fill(connection, listings)
                                .chain(filled -> write.reconcile(filled, aged)
                                        .chain(() -> consequence.of(connection, write, filled))))
                .onFailure(failure -> failure instanceof NotStored kind && !isWithout(listings, kind.kind()))
                .recoverWithUni(
                        failure -> store(task, trace, without((NotStored) failure, listings, task), aged, consequence));
    }

    private static boolean isWithout(Map<ResourceKind, Collection<?>> listings, ResourceKind kind) {
        return listings.get(kind) instanceof Collection.Failed<?> failed
                && failed.gaps().contains(NOT_STORED);
    }

    private static Map<ResourceKind, Collection<?>> without(
            NotStored failure, Map<ResourceKind, Collection<?>> listings, ScanTask task) {
        LOG.with("scanId", task.scanId())
                .with("accountId", task.scope().accountId())
                .with("region", task.scope().region())
                .with("kind", failure.kind())
                .error("A listing of AWS could not be stored", failure);
        Map<ResourceKind, Collection<?>> others = new EnumMap<>(listings);
        others.put(failure.kind(), new Collection.Failed<>(List.of(NOT_STORED)));
        return others;
    }

    /**
     * Does the work and ends the task with its outcome; once more where PostgreSQL ended the transaction for another one, for what was read from
     * AWS is still at hand. Fails with {@link LostTask} unless the task still belongs to this replica.
     */
    Uni<Void> run(ScanTask task, Trace trace, Work work) {
        return Uni.createFrom()
                .voidItem()
                .emitOn(trace.thread())
                .chain(() -> pool.withTransaction(connection -> limit.set(connection)
                        .chain(() -> limit.keepingAlive(connection, done(connection, task, work)))))
                .onFailure(TaskTransaction::lostToAnother)
                .retry()
                .atMost(1);
    }

    private static boolean lostToAnother(Throwable failure) {
        return failure instanceof PgException refused
                && (DEADLOCK.equals(refused.getSqlState()) || SERIALIZATION.equals(refused.getSqlState()));
    }

    private Uni<Void> done(SqlConnection connection, ScanTask task, Work work) {
        return queue.own(connection, task)
                .chain(() -> ScopeWrite.begin(connection, task.scanId(), task.scope(), task.clock(clock)))
                .chain(write -> work.in(connection, write))
                .chain(outcome -> queue.finish(connection, task, outcome));
    }
}
