package io.muster.scan;

import io.muster.inventory.CellState;
import io.muster.inventory.Cells;
import io.muster.inventory.StoredResources;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.rule.Assessment;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The account-wide resources that rules read, loaded once for all regions of a scan and not anew for each. A cached entry is used
 * only while the account's cells have not been written since, which each use checks, so that it is never out of date. At most as
 * many accounts are cached as tasks run at a time, none after its scan is assessed, and none that this replica has no more tasks
 * of, whichever replica assesses its scan.
 */
@ApplicationScoped
class AccountWideResources {

    private final Set<ResourceKind> kinds;
    private final int most;
    private final Map<String, Loading> kept = new LinkedHashMap<>(16, 0.75f, true);

    AccountWideResources(Assessment assessment, ScanConfig config) {
        // a rule about a region and one about the account name the account-wide kinds that each of them reads
        this.kinds = assessment.kinds().stream().filter(ResourceKind::global).collect(Collectors.toUnmodifiableSet());
        this.most = Math.max(1, config.concurrency());
    }

    private record Loading(Map<ResourceKind, CellState> states, Uni<AccountWide> loaded) {}

    /** The account-wide resources as the transaction sees them. */
    Uni<AccountWide> of(SqlConnection connection, Scope global) {
        return Cells.states(connection, global).chain(states -> of(connection, global, states));
    }

    private Uni<AccountWide> of(SqlConnection connection, Scope global, Map<ResourceKind, CellState> states) {
        return current(connection, global, states)
                .loaded
                // the transaction that loaded it may have been broken off, which is no reason to fail in this one
                .onFailure()
                .recoverWithUni(() -> load(connection, global, states))
                .emitOn(Infrastructure.getDefaultWorkerPool());
    }

    private synchronized Loading current(SqlConnection connection, Scope global, Map<ResourceKind, CellState> states) {
        Loading found = kept.get(global.accountId());
        if (found != null && found.states.equals(states)) {
            return found;
        }
        Loading begun = new Loading(
                states,
                load(connection, global, states)
                        .onFailure()
                        .invoke(() -> forget(global.accountId()))
                        .memoize()
                        .indefinitely());
        kept.put(global.accountId(), begun);
        kept.keySet().stream().limit(Math.max(0, kept.size() - most)).toList().forEach(kept::remove);
        return begun;
    }

    /** Releases what was loaded of other accounts than those that tasks of this replica are about. */
    synchronized void keepOnly(Set<String> accountIds) {
        kept.keySet().retainAll(accountIds);
    }

    synchronized void forget(String accountId) {
        kept.remove(accountId);
    }

    /** Reads resources and states of the same time: if the cells are written in between, both are read again. */
    private Uni<AccountWide> load(SqlConnection connection, Scope global, Map<ResourceKind, CellState> states) {
        return StoredResources.ofScope(connection, global, AccountWide.counting(kinds, states))
                .chain(resources -> Cells.states(connection, global)
                        .chain(now -> now.equals(states)
                                ? Uni.createFrom().item(new AccountWide(states, resources))
                                : load(connection, global, now)));
    }
}
