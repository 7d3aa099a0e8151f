package io.muster.inventory;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The cells' table: what each answer rests on. Every call runs in the caller's transaction. */
public final class Cells {

    /** The error code of a cell whose region is no longer among those that its account's scans read. */
    public static final String OUT_OF_SCOPE = "OUT_OF_SCOPE";

    private static final String STATES =
            "select kind, state, last_complete_at from cell where account_id = $1 and region = $2";

    private static final String COMPLETE = """
            insert into cell (account_id, region, kind, state, resources, last_complete_at, last_attempt_at)
            values ($1, $2, $3, 'COMPLETE', $4, $5, $5)
            on conflict (account_id, region, kind) do update
            set state = 'COMPLETE', resources = excluded.resources, last_complete_at = excluded.last_complete_at,
                last_attempt_at = excluded.last_attempt_at, operation = null, error_code = null, message = null
            """;

    private static final String FAILED = """
            insert into cell (account_id, region, kind, state, last_attempt_at, operation, error_code, message)
            values ($1, $2, $3, 'FAILED', $4, $5, $6, $7)
            on conflict (account_id, region, kind) do update
            set state = 'FAILED', last_attempt_at = excluded.last_attempt_at, operation = excluded.operation,
                error_code = excluded.error_code, message = excluded.message
            """;

    private static final String SEEN = """
            update cell set last_complete_at = $4, resources = resources + $5
            where account_id = $1 and region = $2 and kind = $3
            """;

    private static final String LEAVE = """
            update cell
            set state = 'FAILED', operation = 'muster:Scope', error_code = '%1$s',
                message = 'This region is not scanned any more: it is not among the regions of the account'
            where account_id = $1 and region = any($2) and error_code is distinct from '%1$s'
            """.formatted(OUT_OF_SCOPE);

    private Cells() {}

    /** The states of a scope's cells; a cell that was never attempted is absent. */
    public static Uni<Map<ResourceKind, CellState>> states(SqlConnection connection, Scope scope) {
        return connection
                .preparedQuery(STATES)
                .execute(Tuple.of(scope.accountId(), scope.region()))
                .map(rows -> {
                    Map<ResourceKind, CellState> states = new EnumMap<>(ResourceKind.class);
                    rows.forEach(row -> states.put(ResourceKind.valueOf(row.getString("kind")), state(row)));
                    return states;
                });
    }

    /** Records a complete listing. */
    static Uni<Void> complete(SqlConnection connection, Cell cell, int resources, Instant at) {
        return connection
                .preparedQuery(COMPLETE)
                .execute(key(cell).addInteger(resources).addValue(at.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Records an attempt that did not bring a complete listing. */
    public static Uni<Void> failed(
            SqlConnection connection, Cell cell, Instant at, String operation, String errorCode, String message) {
        Tuple values = key(cell)
                .addValue(at.atOffset(ZoneOffset.UTC))
                .addString(operation)
                .addString(errorCode)
                .addString(message);
        return connection.preparedQuery(FAILED).execute(values).replaceWithVoid();
    }

    /**
     * Says that the cell's resources were seen, although not all that there is to know of them was read.
     *
     * @param added how many more there are than before
     */
    public static Uni<Void> seen(SqlConnection connection, Cell cell, Instant at, int added) {
        return connection
                .preparedQuery(SEEN)
                .execute(key(cell).addValue(at.atOffset(ZoneOffset.UTC)).addInteger(added))
                .replaceWithVoid();
    }

    /** Says of all cells of the regions that they are not read any more. They are as they were, until somebody reads them again. */
    public static Uni<Void> leave(SqlConnection connection, String accountId, List<String> regions) {
        return connection
                .preparedQuery(LEAVE)
                .execute(Tuple.of(accountId, regions.toArray(String[]::new)))
                .replaceWithVoid();
    }

    private static Tuple key(Cell cell) {
        return Tuple.of(
                cell.scope().accountId(), cell.scope().region(), cell.kind().name());
    }

    private static CellState state(Row row) {
        OffsetDateTime completeAt = row.getOffsetDateTime("last_complete_at");
        return new CellState(
                row.getString("state").equals("COMPLETE"), completeAt == null ? null : completeAt.toInstant());
    }
}
