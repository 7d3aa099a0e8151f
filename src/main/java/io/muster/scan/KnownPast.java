package io.muster.scan;

import io.muster.inventory.query.Database;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;

/** Tells how far back the inventory can be asked. */
@ApplicationScoped
public class KnownPast {

    /** Without scans all of whose accounts were purged since: nothing that they found is left. */
    private static final String FIRST = """
            select started_at from scan
            where purpose = 'SCAN' and started_at is not null
              and not account_ids <@ array(select p.account_id from account_purged p where p.last_scan_id >= scan.id)
            order by id limit 1
            """;

    /** By the one task of each scan that assesses an account {@code a} as a whole: others' scans before its first are not read. */
    private static final String FIRST_OF_EACH = """
            cross join lateral (
                select scan.id, scan.started_at from scan_task task join scan on scan.id = task.scan_id
                where task.account_id = a.id and task.phase = 'ASSESS'
                  and scan.purpose = 'SCAN' and scan.started_at is not null
                  and task.scan_id > coalesce((select p.last_scan_id from account_purged p where p.account_id = a.id), 0)
                order by task.scan_id limit 1) first
            order by first.id limit 1
            """;

    private final Database database;

    KnownPast(Database database) {
        this.database = database;
    }

    /**
     * Since when the past is known.
     *
     * @param firstScanAt    when the first scan of the accounts began; null where there was none
     * @param linksKnownFrom since when links and findings are kept as they were; null where it is always
     * @param keptFrom       since when history is kept; null where nothing was deleted
     */
    @RegisterForReflection
    public record Beginning(
            @Nullable Instant firstScanAt,
            @Nullable Instant linksKnownFrom,
            @Nullable Instant keptFrom) {}

    /**
     * Tells it of some accounts.
     *
     * @param accountIds null, or empty, for every account that the caller may see
     */
    public Uni<Beginning> beginning(AccountScope accounts, @Nullable Collection<String> accountIds) {
        Sql select = Sql.of("select (")
                .add(firstScan(accounts, accountIds))
                .add(") as first_scan_at, (select h.known_from from history_gap h limit 1) as links_known_from,"
                        + " (select k.kept_from from history_kept k limit 1) as kept_from");
        return database.rows(select, Beginning.class).map(rows -> rows.get(0));
    }

    private static Sql firstScan(AccountScope accounts, @Nullable Collection<String> accountIds) {
        boolean asked = accountIds != null && !accountIds.isEmpty();
        if (accounts.isEveryAccount() && !asked) {
            return Sql.of(FIRST);
        }
        return Sql.of("select first.started_at from unnest(")
                .texts(asked ? accountIds.stream().filter(accounts::admits).toList() : accounts.accountIds())
                .add(") a (id) " + FIRST_OF_EACH);
    }
}
