package io.muster.scan;

import io.muster.account.Accounts;
import io.muster.account.Precondition;
import io.muster.finding.FindingPurge;
import io.muster.finding.exemption.ExemptionPurge;
import io.muster.inventory.ScopeLock;
import io.muster.inventory.query.WriteLimit;
import io.muster.inventory.signal.Signals;
import io.muster.platform.BoundedSteps;
import io.muster.platform.StructuredLog;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/**
 * Deletes everything that was collected of an account: its findings with their counts in one transaction, so that they agree, and
 * then its inventory in steps of bounded size, each in a transaction of its own. Any replica continues an interrupted purge.
 * Scans stay in the list of scans; exemptions that name the account are ended and kept.
 */
@ApplicationScoped
public class AccountPurge {

    private static final StructuredLog LOG = StructuredLog.of(AccountPurge.class);
    private static final int ROWS_AT_A_TIME = 2_000;

    /** The tables with the rest of an account's rows, which are deleted together with rows that refer to them. */
    static final List<String> TABLES = List.of(
            "resource",
            "cell_gap",
            "cell",
            "privilege_input",
            "exposure_input",
            "attack_path_scope",
            "event_wish",
            "signal",
            "signal_change",
            "verification");

    /** The tables whose rows imports of signals lock, in an order of their own. */
    private static final Set<String> OF_SIGNALS = Set.of("signal", "signal_change");

    /** Takes each {@link io.muster.inventory.ScopeLock}: no task writes any more, but another purge must wait. */
    private static final String LOCK_SCOPES = "select " + ScopeLock.ALL_TAKEN
            + " from (select distinct region from cell where account_id = $1 order by region) scope";

    /** In no order, for which each step would read and sort all that is left. Rows that another purge deletes meanwhile are passed over. */
    private static final String DELETE = """
            delete from %1$s where ctid = any (array(select ctid from %1$s where account_id = $1 limit $2 for update))
            """;

    /** Later scans have higher ids: none of the account is asked for while it is purged. */
    private static final String PURGED = """
            insert into account_purged (account_id, purged_at, last_scan_id)
            select $1, now(), coalesce(max(id), 0) from scan
            on conflict (account_id) do update set purged_at = excluded.purged_at, last_scan_id = excluded.last_scan_id
            """;

    private static final String KNOWN = """
            select 1 from cell where account_id = $1 union all
            select 1 from resource where account_id = $1 union all
            select 1 from finding where account_id = $1 union all
            select 1 from signal where account_id = $1 limit 1
            """;

    private final Accounts accounts;
    private final AccountScans scans;
    private final Signals signals;
    private final WriteLimit limit;
    private final Pool pool;

    AccountPurge(Accounts accounts, AccountScans scans, Signals signals, WriteLimit limit, Pool pool) {
        this.accounts = accounts;
        this.scans = scans;
        this.signals = signals;
        this.limit = limit;
        this.pool = pool;
    }

    /**
     * Unregisters the account, cancels its scans and deletes what was collected of it. A repeated call continues an interrupted
     * purge.
     *
     * @return whether the account was registered or anything was known of it
     */
    public Uni<Boolean> purge(String accountId, Precondition precondition) {
        return accounts.removeToPurge(accountId, precondition)
                .chain(registered -> pool.preparedQuery(KNOWN)
                        .execute(Tuple.of(accountId))
                        .call(() -> delete(accountId))
                        .map(known -> registered || known.rowCount() > 0));
    }

    /** Continues purges that were interrupted. */
    @Scheduled(
            identity = "account-purges",
            every = "1m",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> resume() {
        return pool.query("select account_id from account_purge where requested_at < now() - interval '1 minute'")
                .execute()
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .onItem()
                .transformToUniAndConcatenate(row -> resume(row.getString("account_id")))
                .onItem()
                .ignoreAsUni();
    }

    /** One that fails is tried again at the next tick, and does not keep the others from going on. */
    private Uni<Void> resume(String accountId) {
        return delete(accountId)
                .onFailure()
                .invoke(failure -> LOG.with("accountId", accountId)
                        .warn("The inventory of an account could not be deleted, trying again", failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> delete(String accountId) {
        Uni<Void> done = scans.callOff(accountId).chain(() -> deleteFindings(accountId));
        for (String table : TABLES) {
            done = done.chain(() -> empty(table, accountId));
        }
        return done.chain(() -> pool.preparedQuery("delete from account_purge where account_id = $1")
                        .execute(Tuple.of(accountId)))
                .invoke(() -> LOG.with("accountId", accountId).info("The inventory of an account is deleted"))
                .replaceWithVoid();
    }

    private Uni<Void> deleteFindings(String accountId) {
        return pool.withTransaction(connection -> limit.set(connection)
                .chain(() -> connection.preparedQuery(LOCK_SCOPES).execute(Tuple.of(accountId)))
                .chain(() -> FindingPurge.purge(connection, accountId))
                .chain(() -> ExemptionPurge.purge(connection, accountId))
                .chain(() -> connection.preparedQuery(PURGED).execute(Tuple.of(accountId)))
                .replaceWithVoid());
    }

    private Uni<Void> empty(String table, String accountId) {
        return BoundedSteps.whileAtLeast(
                        1,
                        () -> OF_SIGNALS.contains(table)
                                ? signals.alone(connection -> step(connection, table, accountId))
                                : step(pool, table, accountId))
                .replaceWithVoid();
    }

    private static Uni<Integer> step(SqlClient client, String table, String accountId) {
        return client.preparedQuery(DELETE.formatted(table))
                .execute(Tuple.of(accountId, ROWS_AT_A_TIME))
                .map(RowSet::rowCount);
    }
}
