package io.muster.inventory;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The table of the operations that fail in a cell, with the time since which each has failed. Every call runs in the caller's transaction. */
public final class CellGaps {

    /** Continues a gap that failed with the same code the last time, and closes gaps that did not fail again. */
    private static final String RECORD = """
            with now as (
                select distinct on (operation, error_code) operation, error_code, message
                from unnest($5::text[], $6::text[], $7::text[]) g (operation, error_code, message)
                order by operation, error_code),
            kept as (
                insert into cell_gap as k (account_id, region, kind, operation, error_code, message, since)
                select $1, $2, $3, operation, error_code, message, $4 from now
                on conflict (account_id, region, kind, operation, error_code) do update set message = excluded.message
                where k.message <> excluded.message)
            delete from cell_gap g
            where account_id = $1 and region = $2 and kind = $3
              and not exists (select 1 from now where now.operation = g.operation and now.error_code = g.error_code)
            """;

    private static final String REGIONS_NAMED = """
            delete from cell_gap g using account a
            where g.account_id = $1 and g.kind = 'ACCOUNT_SETTINGS' and a.account_id = g.account_id and a.regions is not null
            """;

    private CellGaps() {}

    /** Closes the open gaps of an account's list of regions if its registration names regions, so that AWS is not asked for them. */
    public static Uni<Void> closeRegionsIfNamed(SqlConnection connection, String accountId) {
        return connection
                .preparedQuery(REGIONS_NAMED)
                .execute(Tuple.of(accountId))
                .replaceWithVoid();
    }

    /** Records the operations that failed in the last attempt at the cell; none where all were answered. */
    public static Uni<Void> record(SqlConnection connection, Cell cell, Instant at, List<Cells.Reason> reasons) {
        return connection
                .preparedQuery(RECORD)
                .execute(Tuple.of(
                                cell.scope().accountId(),
                                cell.scope().region(),
                                cell.kind().name())
                        .addValue(at.atOffset(ZoneOffset.UTC))
                        .addArrayOfString(Batch.column(reasons, Cells.Reason::operation, new String[0]))
                        .addArrayOfString(Batch.column(reasons, Cells.Reason::errorCode, new String[0]))
                        .addArrayOfString(
                                Batch.column(reasons, reason -> StorableText.of(reason.message()), new String[0])))
                .replaceWithVoid();
    }
}
