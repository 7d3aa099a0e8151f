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
        Sql select =
                Sql.of("select (select s.started_at from scan s where s.purpose = 'SCAN' and s.started_at is not null");
        if (!accounts.isEveryAccount()) {
            select.add(" and s.account_ids && ").texts(accounts.accountIds());
        }
        if (accountIds != null && !accountIds.isEmpty()) {
            select.add(" and s.account_ids && ").texts(accountIds);
        }
        select.add(" order by s.id limit 1) as first_scan_at,"
                + " (select h.known_from from history_gap h limit 1) as links_known_from,"
                + " (select k.kept_from from history_kept k limit 1) as kept_from");
        return database.rows(select, Beginning.class).map(rows -> rows.get(0));
    }
}
