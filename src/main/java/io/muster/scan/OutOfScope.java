package io.muster.scan;

import io.muster.account.AccountChanged;
import io.muster.finding.StaleFindings;
import io.muster.inventory.Cells;
import io.muster.platform.StructuredLog;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Marks regions as out of date that scans of their account no longer read (removed from the registration, disabled in AWS, or the
 * account is unregistered): their cells fail with that reason, and their findings become stale. Nothing is resolved or deleted. A
 * later scan that reads such a region corrects the marks.
 */
@ApplicationScoped
class OutOfScope {

    private static final StructuredLog LOG = StructuredLog.of(OutOfScope.class);

    private static final String REGIONS = """
            select distinct region from cell
            where account_id = $1 and error_code is distinct from '%s'
              and not exists (select 1 from account
                              where account.account_id = $1
                                and (cell.region = 'global' or coalesce(account.regions, $2) is null
                                     or cell.region = any(coalesce(account.regions, $2))))
            order by region
            """.formatted(Cells.OUT_OF_SCOPE);

    /** Several scopes are locked in the order of their regions. */
    private static final String LOCK = """
            select pg_advisory_xact_lock(hashtextextended($1 || '/' || region, 0))
            from (select region from unnest($2::text[]) as left_scope (region) order by region) scope
            """;

    private final Pool pool;
    private final Clock clock;

    OutOfScope(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    void changed(@Observes AccountChanged change) {
        mark(change.accountId(), null).subscribe().with(done -> {});
    }

    /**
     * Looks for regions of the account that are out of scope. Never fails: the account's next scan finds what this could not.
     *
     * @param discovered the regions that AWS names, where the registration names none; null where they are not known
     */
    Uni<Void> mark(String accountId, @Nullable List<String> discovered) {
        return find(accountId, discovered)
                .chain(left -> left.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : pool.withTransaction(connection -> mark(connection, accountId, left)))
                .onFailure()
                .invoke(failure -> LOG.with("accountId", accountId)
                        .warn("Regions could not be marked as out of scope, the next scan tries again", failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<List<String>> find(String accountId, @Nullable List<String> discovered) {
        String[] regions = discovered == null || discovered.isEmpty() ? null : discovered.toArray(String[]::new);
        Tuple values = Tuple.of(accountId).addArrayOfString(regions);
        return pool.preparedQuery(REGIONS)
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("region"))
                        .toList());
    }

    private Uni<Void> mark(SqlConnection connection, String accountId, List<String> regions) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(accountId, regions.toArray(String[]::new)))
                .chain(() -> StaleFindings.mark(connection, accountId, regions, clock.instant()))
                .chain(() -> Cells.leave(connection, accountId, regions))
                .invoke(() -> LOG.with("accountId", accountId)
                        .with("regions", String.join(" ", regions))
                        .info("Regions are out of scope: their findings are stale"));
    }
}
