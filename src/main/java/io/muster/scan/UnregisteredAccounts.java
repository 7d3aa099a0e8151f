package io.muster.scan;

import io.muster.account.Accounts;
import io.muster.account.Precondition;
import io.muster.inventory.Cells;
import io.muster.platform.StructuredLog;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Unregisters accounts whose collected data stays. Their scans are called off before the data is marked as {@link OutOfScope}, because a
 * task that is under way would mark it as just read, and none follows that would correct this.
 */
@ApplicationScoped
public class UnregisteredAccounts {

    private static final StructuredLog LOG = StructuredLog.of(UnregisteredAccounts.class);

    /**
     * Accounts with cells that are marked as read, without those that an unregistration may be at work on. The accounts are found one
     * after the other by the table's key: there are few of them and many cells.
     */
    private static final String NOT_LEFT = """
            with recursive known as (
                select min(account_id) as account_id from cell
                union all
                select (select min(account_id) from cell where account_id > known.account_id) from known
                where known.account_id is not null)
            select account_id from known
            where not exists (select 1 from account where account.account_id = known.account_id)
              and not exists (select 1 from account_purge where account_purge.account_id = known.account_id)
              and exists (select 1 from cell
                          where cell.account_id = known.account_id and error_code is distinct from '%s'
                            and last_attempt_at < now() - interval '2 minutes')
            order by account_id
            """.formatted(Cells.OUT_OF_SCOPE);

    private final Accounts accounts;
    private final AccountScans scans;
    private final OutOfScope outOfScope;
    private final Pool pool;

    UnregisteredAccounts(Accounts accounts, AccountScans scans, OutOfScope outOfScope, Pool pool) {
        this.accounts = accounts;
        this.scans = scans;
        this.outOfScope = outOfScope;
        this.pool = pool;
    }

    /**
     * Unregisters the account, cancels its scans and marks what was collected of it as no longer read. What fails after it is
     * unregistered is done by {@link #resume}.
     *
     * @return whether it was registered; fails with what the precondition throws
     */
    public Uni<Boolean> unregister(String accountId, Precondition precondition) {
        return accounts.remove(accountId, precondition)
                .call(registered ->
                        registered ? leave(accountId) : Uni.createFrom().voidItem());
    }

    /** Continues what was interrupted. */
    @Scheduled(
            identity = "unregistered-accounts",
            every = "1m",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> resume() {
        return pool.query(NOT_LEFT)
                .execute()
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .onItem()
                .transformToUniAndConcatenate(row -> leave(row.getString("account_id")))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> leave(String accountId) {
        return scans.callOff(accountId)
                .chain(() -> outOfScope.mark(accountId, null))
                .onFailure()
                .invoke(failure -> LOG.with("accountId", accountId)
                        .warn("Scans of an unregistered account could not be cancelled, trying again", failure))
                .onFailure()
                .recoverWithNull();
    }
}
