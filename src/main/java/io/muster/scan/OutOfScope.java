package io.muster.scan;

import io.muster.account.AccountChanged;
import io.muster.estate.attack.StoredAttackPaths;
import io.muster.finding.StaleFindings;
import io.muster.inventory.Cells;
import io.muster.inventory.ScopeLock;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.query.WriteLimit;
import io.muster.platform.StructuredLog;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
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
            where account_id = $1 and coalesce(region = $3, true) and error_code is distinct from '%s'
              and not exists (select 1 from account
                              where account.account_id = $1
                                and (cell.region = 'global' or coalesce(account.regions, $2) is null
                                     or cell.region = any(coalesce(account.regions, $2))))
            order by region
            """.formatted(Cells.OUT_OF_SCOPE);

    private final Pool pool;
    private final WriteLimit limit;
    private final Clock clock;

    OutOfScope(Pool pool, WriteLimit limit, Clock clock) {
        this.pool = pool;
        this.limit = limit;
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
        return find(pool, accountId, discovered, null)
                .onItem()
                .transformToMulti(left -> Multi.createFrom().iterable(left))
                .onItem()
                .transformToUni(region -> mark(Scope.of(accountId, region), discovered))
                .collectFailures()
                .concatenate()
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure -> LOG.with("accountId", accountId)
                        .warn("Regions could not be marked as out of scope, the next scan tries again", failure))
                .onFailure()
                .recoverWithNull();
    }

    /**
     * Finds regions of the account that are out of scope.
     *
     * @param region the only one that is meant; null for all
     */
    private static Uni<List<String>> find(
            SqlClient client, String accountId, @Nullable List<String> discovered, @Nullable String region) {
        String[] regions = discovered == null || discovered.isEmpty() ? null : discovered.toArray(String[]::new);
        Tuple values = Tuple.of(accountId).addArrayOfString(regions).addString(region);
        return client.preparedQuery(REGIONS)
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("region"))
                        .toList());
    }

    /**
     * Each region in a transaction of its own, as scans write it: an account may have many findings in many regions. Whether it is out of
     * scope is asked again under the lock: it may have come back while a scan held that.
     */
    private Uni<Void> mark(Scope scope, @Nullable List<String> discovered) {
        return pool.withTransaction(connection -> limit.set(connection)
                        .chain(() -> ScopeLock.take(connection, scope))
                        .chain(() -> find(connection, scope.accountId(), discovered, scope.region()))
                        .call(left -> left.isEmpty() ? Uni.createFrom().voidItem() : leave(connection, scope)))
                .invoke(left -> left.forEach(region -> LOG.with("accountId", scope.accountId())
                        .with("region", region)
                        .info("A region is out of scope: its findings are stale")))
                .replaceWithVoid();
    }

    private Uni<Void> leave(SqlConnection connection, Scope scope) {
        return StaleFindings.mark(connection, scope, clock.instant())
                .chain(() -> Cells.leave(connection, scope))
                .chain(() -> StoredAttackPaths.notRead(connection, scope, StoredAttackPaths.kinds()));
    }
}
