package io.muster.scan;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** The regions of an account that earlier scans found, for a scan that could not discover them itself. */
final class KnownRegions {

    private static final String OF_ACCOUNT = """
            select distinct cell.region from cell
                join scan on scan.id = $1
                left join account on account.account_id = cell.account_id
            where cell.account_id = $2 and cell.region <> 'global'
              and cell.error_code is distinct from 'OUT_OF_SCOPE' and coalesce(scan.regions, account.regions) is null
            order by cell.region
            """;

    private KnownRegions() {}

    /** The tasks for the regions; none where the scan or the account names regions, whose tasks are already queued. */
    static Uni<List<NewTask>> of(SqlConnection connection, ScanTask task) {
        String accountId = task.scope().accountId();
        return connection
                .preparedQuery(OF_ACCOUNT)
                .execute(Tuple.of(task.scanId(), accountId))
                .map(rows -> {
                    List<NewTask> tasks = new ArrayList<>();
                    rows.forEach(row -> tasks.add(new NewTask(accountId, row.getString("region"), TaskPhase.REGION)));
                    return tasks;
                });
    }
}
