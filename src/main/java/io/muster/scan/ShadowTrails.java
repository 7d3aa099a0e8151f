package io.muster.scan;

import io.muster.inventory.kind.ResourceKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * The regions of an account that show a trail whose home is another one. Where a scan saw such a trail change in its home region,
 * they are assessed again by the rules that read trails, because they were read at the same time as the home region, or not at
 * all.
 */
final class ShadowTrails {

    private static final String OUTDATED = """
            with changed as (
                select distinct home.region, home.attributes ->> 'trailArn' as arn
                from resource_change c join resource home on home.id = c.resource_id
                where c.scan_id = $1 and home.account_id = $2 and home.kind = $3
                  and home.region = home.attributes ->> 'homeRegion')
            select distinct shown.region
            from resource shown join changed on changed.arn = shown.attributes ->> 'trailArn' and changed.region <> shown.region
            where shown.account_id = $2 and shown.kind = $3 and shown.deleted_at is null
            order by shown.region
            """;

    private static final String LISTS = "select purpose = 'SCAN' as lists from scan where id = $1";

    private ShadowTrails() {}

    /** The tasks that assess the regions again, for the last task of the scan about the account. */
    static Uni<List<NewTask>> outdated(SqlConnection connection, ScanTask task) {
        String accountId = task.scope().accountId();
        return connection
                .preparedQuery(OUTDATED)
                .execute(Tuple.of(task.scanId(), accountId, ResourceKind.TRAIL.name()))
                .map(rows -> {
                    List<NewTask> tasks = new ArrayList<>();
                    rows.forEach(row -> tasks.add(new NewTask(accountId, row.getString("region"), TaskPhase.REASSESS)));
                    return tasks;
                });
    }

    /** Whether the task belongs to a scan that lists resources: such a scan reassesses a region only for its trails. */
    static Uni<Boolean> askedFor(SqlConnection connection, ScanTask task) {
        return connection
                .preparedQuery(LISTS)
                .execute(Tuple.of(task.scanId()))
                .map(rows -> rows.iterator().next().getBoolean("lists"));
    }
}
