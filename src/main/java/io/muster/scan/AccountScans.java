package io.muster.scan;

import io.muster.platform.BoundedSteps;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.StreamSupport;

/** The tasks of one account that are under way, in any scan. */
@ApplicationScoped
class AccountScans {

    private static final String OF_ACCOUNT_ALONE =
            "select id from scan where status in ('QUEUED', 'RUNNING') and account_ids = array[$1::text]";

    private static final String CANCEL_TASKS_OF_ACCOUNT = """
            update scan_task set status = 'CANCELLED', finished_at = now()
            where id in (select id from scan_task where account_id = $1 and status in ('QUEUED', 'RUNNING')
                         order by id for update)
            returning scan_id
            """;

    private final ScanEnds ends;
    private final Pool pool;

    AccountScans(ScanEnds ends, Pool pool) {
        this.ends = ends;
        this.pool = pool;
    }

    /**
     * Cancels the scans of the account alone, and its tasks in other scans. When that is done, none of its tasks writes any more.
     * No scan can be requested meanwhile, so that none is missed.
     */
    Uni<Void> callOff(String accountId) {
        return pool.withTransaction(connection -> connection
                        .query(Scans.ONE_AT_A_TIME)
                        .execute()
                        .chain(() -> connection.preparedQuery(OF_ACCOUNT_ALONE).execute(Tuple.of(accountId))))
                .onItem()
                .transformToMulti(alone -> Multi.createFrom().iterable(alone))
                .onItem()
                .transformToUniAndConcatenate(scan -> ends.cancel(scan.getLong("id")))
                .onItem()
                .ignoreAsUni()
                .chain(() -> callOffTasks(accountId));
    }

    /** Cancels tasks until none is left: a task that ends meanwhile may have queued others. */
    private Uni<Void> callOffTasks(String accountId) {
        return BoundedSteps.whileAtLeast(
                        1,
                        () -> pool.preparedQuery(CANCEL_TASKS_OF_ACCOUNT)
                                .execute(Tuple.of(accountId))
                                .call(this::endScans)
                                .map(RowSet::rowCount))
                .replaceWithVoid();
    }

    private Uni<Void> endScans(RowSet<Row> tasks) {
        return Multi.createFrom()
                .items(StreamSupport.stream(tasks.spliterator(), false)
                        .map(task -> task.getLong("scan_id"))
                        .distinct())
                .onItem()
                .transformToUniAndConcatenate(ends::endIfOver)
                .onItem()
                .ignoreAsUni();
    }
}
