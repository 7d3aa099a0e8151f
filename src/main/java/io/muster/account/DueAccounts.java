package io.muster.account;

import io.muster.platform.StructuredLog;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Nullable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The accounts whose scheduled time has come. All times are the database's, so that the replicas' clocks do not matter. */
public final class DueAccounts {

    private static final StructuredLog LOG = StructuredLog.of(DueAccounts.class);

    /** By how much the clocks of replicas that work well may differ. */
    private static final Duration TOLERANCE = Duration.ofMinutes(10);

    private static final String DUE =
            "select account_id from account where enabled and next_scan_at <= now() and schedule is not null"
                    + " order by next_scan_at, account_id";

    private static final String LOCK = """
            select account_id, schedule, now() as present from account
            where account_id = $1 and enabled and next_scan_at <= now() and schedule is not null for update skip locked
            """;

    private static final String MOVE_ON = "update account set next_scan_at = $2 where account_id = $1";

    private static final String LATER = """
            select account_id, schedule, next_scan_at, now() as present from account
            where enabled and next_scan_at > now() and schedule is not null order by account_id
            """;

    private static final String CORRECT =
            "update account set next_scan_at = $2 where account_id = $1 and next_scan_at = $3 and schedule = $4";

    private DueAccounts() {}

    /** An account to scan now, and the schedule that says so. */
    public record Due(String accountId, String schedule) {}

    /** The ids of those that are due. */
    public static Uni<List<String>> find(SqlClient client) {
        return client.query(DUE)
                .execute()
                .map(rows ->
                        stream(rows).map(row -> row.getString("account_id")).toList());
    }

    /**
     * Moves the account on to its next time, in the caller's transaction, in which its scan is to be asked for: where that fails, the
     * account is still due.
     *
     * @return empty where it is not due, or where another transaction is at work on it
     */
    public static Uni<Optional<Due>> take(SqlConnection connection, String accountId) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(accountId))
                .map(rows -> stream(rows).findFirst())
                .chain(found -> found.map(row -> moveOn(connection, row))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private static Uni<Optional<Due>> moveOn(SqlConnection connection, Row row) {
        Due due = new Due(row.getString("account_id"), row.getString("schedule"));
        return connection
                .preparedQuery(MOVE_ON)
                .execute(Tuple.of(due.accountId(), utc(next(due, present(row)))))
                .replaceWith(Optional.of(due));
    }

    /**
     * Corrects the times that are later than the schedule of their account can say now: they were computed by a clock that was ahead, and
     * would silence the schedule until then.
     */
    public static Uni<Void> correct(SqlClient client) {
        return client.query(LATER)
                .execute()
                .map(DueAccounts::tooLate)
                .chain(corrections -> corrections.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : client.preparedQuery(CORRECT)
                                .executeBatch(corrections)
                                .replaceWithVoid());
    }

    private static List<Tuple> tooLate(RowSet<Row> rows) {
        List<Tuple> corrections = new ArrayList<>();
        Map<String, Optional<Instant>> latest = new HashMap<>();
        for (Row row : rows) {
            Due later = new Due(row.getString("account_id"), row.getString("schedule"));
            Instant present = present(row);
            OffsetDateTime stored = row.getOffsetDateTime("next_scan_at");
            // accounts that share a schedule share its times: to read one takes milliseconds
            Optional<Instant> latestOfSchedule = latest.computeIfAbsent(
                    later.schedule(), schedule -> Optional.ofNullable(next(later, present.plus(TOLERANCE))));
            if (latestOfSchedule.filter(stored.toInstant()::isAfter).isPresent()) {
                LOG.with("accountId", later.accountId())
                        .with("nextScanAt", stored)
                        .warn(
                                "The next scan of a schedule was further away than it can be, as after a clock was wrong: it is corrected");
                corrections.add(Tuple.of(later.accountId(), utc(next(later, present)), stored, later.schedule()));
            }
        }
        return corrections;
    }

    /** Null where the schedule has run out, or for an old one that would be refused today: the other accounts are still scanned. */
    private static @Nullable Instant next(Due due, Instant after) {
        try {
            return Schedule.parse(due.schedule()).next(after).orElse(null);
        } catch (IllegalArgumentException | DateTimeException e) {
            LOG.with("accountId", due.accountId())
                    .with("schedule", due.schedule())
                    .warn("A stored schedule cannot be followed: the account is scanned by request only");
            return null;
        }
    }

    private static Instant present(Row row) {
        return row.getOffsetDateTime("present").toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
