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
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of cells, on whose listings each answer rests. Every call runs in the caller's transaction. */
public final class Cells {

    /** The error code of a cell whose region or kind is no longer among those that its account's scans read. */
    public static final String OUT_OF_SCOPE = "OUT_OF_SCOPE";

    /** Whether the kind of {@code c} is not read any more, as {@link #leaveOrganization} says, in SQL. */
    public static final String ABANDONED =
            "(c.operation = 'muster:Organization' and c.error_code = '" + OUT_OF_SCOPE + "') is true";

    private static final String STATES =
            "select c.kind, c.state, c.unread, c.last_complete_at, " + ABANDONED + " as abandoned,"
                    + " c.xmin::text::bigint as written_by from cell c"
                    + " where c.account_id = $1 and c.region = $2 and c.kind = any($3)";

    private static final String LAST_ATTEMPT =
            "select max(last_attempt_at) as at from cell where account_id = $1 and region = $2";

    private static final String[] KINDS = ResourceKind.allNames();

    private static final String COMPLETE = """
            with closed as (delete from cell_gap where account_id = $1 and region = $2 and kind = any($3))
            insert into cell (account_id, region, kind, state, resources, items_read, last_complete_at, last_attempt_at)
            select $1, $2, kind, 'COMPLETE', resources, resources, $5, $5
            from unnest($3::text[], $4::int[]) as listed (kind, resources)
            on conflict (account_id, region, kind) do update
            set state = 'COMPLETE', resources = excluded.resources, items_read = excluded.items_read,
                last_complete_at = excluded.last_complete_at, last_attempt_at = excluded.last_attempt_at,
                operation = null, error_code = null, message = null, unread = null
            """;

    private static final String INCOMPLETE = """
            insert into cell (account_id, region, kind, state, last_attempt_at, operation, error_code, message, unread,
                              resources, items_read)
            values ($1, $2, $3, 'FAILED', $4, $5, $6, $7, $8, $9, $10)
            on conflict (account_id, region, kind) do update
            set state = 'FAILED', last_attempt_at = excluded.last_attempt_at, operation = excluded.operation,
                error_code = excluded.error_code, message = excluded.message, unread = excluded.unread,
                resources = cell.resources + excluded.resources, items_read = excluded.items_read
            """;

    private static final String ADDED =
            "update cell set resources = resources + $4 where account_id = $1 and region = $2 and kind = $3";

    private static final String LEAVE = """
            with closed as (delete from cell_gap where account_id = $1 and region = $2)
            update cell
            set state = 'FAILED', unread = null, operation = 'muster:Scope', error_code = '%1$s',
                message = 'This region is not scanned any more: it is not among the regions of the account'
            where account_id = $1 and region = $2 and error_code is distinct from '%1$s'
            """.formatted(OUT_OF_SCOPE);

    private static final String LEAVE_KINDS = """
            with closed as (delete from cell_gap where account_id = $1 and region = $2 and kind = any($3))
            update cell c
            set state = 'FAILED', unread = null, operation = 'muster:Organization', error_code = '%1$s',
                message = 'This kind is not read any more: no management account of an organization is configured'
            where account_id = $1 and region = $2 and kind = any($3) and not (%2$s)
            """.formatted(OUT_OF_SCOPE, ABANDONED);

    private Cells() {}

    /** The states of a scope's cells, without cells that were never attempted, or whose kind only another version of Muster knows. */
    public static Uni<Map<ResourceKind, CellState>> states(SqlConnection connection, Scope scope) {
        return connection
                .preparedQuery(STATES)
                .execute(Tuple.of(scope.accountId(), scope.region(), KINDS))
                .map(rows -> {
                    Map<ResourceKind, CellState> states = new EnumMap<>(ResourceKind.class);
                    rows.forEach(row -> states.put(ResourceKind.valueOf(row.getString("kind")), state(row)));
                    return states;
                });
    }

    /** When a cell of the scope was attempted last, by the clock of the replica that did; empty where none was. */
    public static Uni<Optional<Instant>> lastAttempt(SqlConnection connection, Scope scope) {
        return connection
                .preparedQuery(LAST_ATTEMPT)
                .execute(Tuple.of(scope.accountId(), scope.region()))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getOffsetDateTime("at"))
                        .map(OffsetDateTime::toInstant));
    }

    /**
     * Records complete listings of cells of a scope.
     *
     * @param listed how many resources the listing of each kind has
     */
    public static Uni<Void> complete(
            SqlConnection connection, Scope scope, Map<ResourceKind, Integer> listed, Instant at) {
        return listed.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(COMPLETE)
                        .execute(Tuple.of(scope.accountId(), scope.region())
                                .addArrayOfString(
                                        listed.keySet().stream().map(Enum::name).toArray(String[]::new))
                                .addArrayOfInteger(listed.values().toArray(Integer[]::new))
                                .addValue(at.atOffset(ZoneOffset.UTC)))
                        .replaceWithVoid();
    }

    /** Why a cell was not listed completely: the operation that failed, AWS's code and message. */
    public record Reason(String operation, String errorCode, String message) {}

    /**
     * Records an attempt that read no resources.
     *
     * @param reasons at least one; the first stands for all where there is room for one
     */
    public static Uni<Void> failed(SqlConnection connection, Cell cell, Instant at, List<Reason> reasons) {
        return incomplete(connection, cell, at, reasons, Unread.everythingElse(), 0, 0);
    }

    /**
     * Records an attempt that brought some of the cell; when it was complete last stays as it is.
     *
     * @param read  how many resources were read
     * @param added how many more resources there are than before
     */
    static Uni<Void> partial(
            SqlConnection connection, Cell cell, Instant at, List<Reason> reasons, Unread unread, int read, int added) {
        return incomplete(connection, cell, at, reasons, unread, read, added);
    }

    private static Uni<Void> incomplete(
            SqlConnection connection, Cell cell, Instant at, List<Reason> reasons, Unread unread, int read, int added) {
        Reason reason = reasons.get(0);
        Tuple values = key(cell)
                .addValue(at.atOffset(ZoneOffset.UTC))
                .addString(reason.operation())
                .addString(StorableText.of(reason.errorCode()))
                .addString(StorableText.of(reason.message()))
                .addArrayOfString(unread.rest() ? null : unread.sorted().toArray(String[]::new))
                .addInteger(added)
                .addInteger(read);
        return connection
                .preparedQuery(INCOMPLETE)
                .execute(values)
                .chain(() -> CellGaps.record(connection, cell, at, reasons));
    }

    /** Records how many more resources there are, without an attempt to list the cell. */
    static Uni<Void> added(SqlConnection connection, Cell cell, int resources) {
        return resources == 0
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(ADDED)
                        .execute(key(cell).addInteger(resources))
                        .replaceWithVoid();
    }

    /** Marks all cells of the scope as no longer read. Their resources stay as they are until its next scan. */
    public static Uni<Void> leave(SqlConnection connection, Scope scope) {
        return connection
                .preparedQuery(LEAVE)
                .execute(Tuple.of(scope.accountId(), scope.region()))
                .replaceWithVoid();
    }

    /**
     * Marks the scope's cells of organization-wide kinds as no longer read, and closes their gaps. Their resources stay as they
     * are.
     */
    public static Uni<Void> leaveOrganization(SqlConnection connection, Scope scope) {
        String[] kinds = Arrays.stream(ResourceKind.values())
                .filter(ResourceKind::ofOrganization)
                .map(Enum::name)
                .toArray(String[]::new);
        return connection
                .preparedQuery(LEAVE_KINDS)
                .execute(Tuple.of(scope.accountId(), scope.region(), kinds))
                .replaceWithVoid();
    }

    private static Tuple key(Cell cell) {
        return Tuple.of(
                cell.scope().accountId(), cell.scope().region(), cell.kind().name());
    }

    private static CellState state(Row row) {
        OffsetDateTime completeAt = row.getOffsetDateTime("last_complete_at");
        return new CellState(
                unread(row),
                completeAt == null ? null : completeAt.toInstant(),
                row.getBoolean("abandoned"),
                row.getLong("written_by"));
    }

    /** The part that a cell's last attempt did not read, by its columns {@code state} and {@code unread}. */
    static Unread unread(Row row) {
        if (row.getString("state").equals("COMPLETE")) {
            return Unread.nothing();
        }
        String[] arns = row.getArrayOfStrings("unread");
        return arns == null ? Unread.everythingElse() : Unread.only(List.of(arns));
    }
}
