package io.muster.scan;

import io.muster.aws.AwsFailure;
import io.muster.collect.Collection;
import io.muster.finding.Findings;
import io.muster.inventory.Cell;
import io.muster.inventory.CellState;
import io.muster.inventory.Cells;
import io.muster.inventory.Reconciler;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The writing of one scope, within one transaction that holds the scope's lock. */
final class ScopeWrite {

    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended($1, 0))";

    private final SqlConnection connection;
    private final Scope scope;
    private final Instant at;
    private final Map<ResourceKind, CellState> before;
    private final List<ScanGap> gaps = new ArrayList<>();
    private final Map<String, Instant> since = new HashMap<>();
    private int seen;
    private int changed;
    private int complete;
    private Findings.Settled settled = new Findings.Settled(0, 0);

    private ScopeWrite(SqlConnection connection, Scope scope, Instant at, Map<ResourceKind, CellState> before) {
        this.connection = connection;
        this.scope = scope;
        this.at = at;
        this.before = before;
    }

    /** Takes the lock; the time of all changes is read under it, so that a cell's history never runs backwards. */
    static Uni<ScopeWrite> begin(SqlConnection connection, Scope scope, Clock clock) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(scope.accountId() + "/" + scope.region()))
                .chain(() -> Cells.states(connection, scope))
                .map(before -> new ScopeWrite(connection, scope, clock.instant(), before));
    }

    Scope scope() {
        return scope;
    }

    Instant at() {
        return at;
    }

    /** By ARN, since when each resource that was just listed has been as it is. */
    Map<String, Instant> since() {
        return since;
    }

    /** The cells as they were before this transaction. */
    Map<ResourceKind, CellState> before() {
        return before;
    }

    /** Takes the listings in, one kind after the other. */
    Uni<Void> reconcile(Map<ResourceKind, Collection<?>> listings) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Map.Entry<ResourceKind, Collection<?>> listing : listings.entrySet()) {
            done = done.chain(() -> reconcile(new Cell(scope, listing.getKey()), listing.getValue()));
        }
        return done;
    }

    private <T extends Record> Uni<Void> reconcile(Cell cell, Collection<T> listing) {
        seen += listing.resources().size();
        Reconciler reconciler = new Reconciler(connection, at);
        if (listing instanceof Collection.Incomplete<T> incomplete) {
            gaps.addAll(incomplete.gaps().stream()
                    .map(gap -> gapOf(cell.kind(), gap))
                    .toList());
            return reconciler
                    .partial(cell, incomplete.resources())
                    .invoke(this::count)
                    .chain(changes -> failed(cell, incomplete, changes.added()));
        }
        complete++;
        return reconciler
                .complete(cell, listing.resources())
                .invoke(this::count)
                .replaceWithVoid();
    }

    private void count(Reconciler.Changes changes) {
        changed += changes.total();
        since.putAll(changes.since());
    }

    private Uni<Void> failed(Cell cell, Collection.Incomplete<?> incomplete, int added) {
        Collection.Gap gap = incomplete.gaps().get(0);
        Uni<Void> failed = Cells.failed(connection, cell, at, gap.operation(), gap.errorCode(), gap.message());
        return incomplete.resources().isEmpty() ? failed : failed.chain(() -> Cells.seen(connection, cell, at, added));
    }

    private ScanGap gapOf(ResourceKind kind, Collection.Gap gap) {
        return new ScanGap(scope.accountId(), scope.region(), kind, gap.operation(), gap.errorCode(), gap.message());
    }

    /** Notes that the account's regions could not be found out. */
    void gap(List<AwsFailure> failures) {
        failures.forEach(failure -> gaps.add(new ScanGap(
                scope.accountId(),
                scope.region(),
                ResourceKind.ACCOUNT_SETTINGS,
                failure.operation(),
                failure.errorCode(),
                failure.message())));
    }

    void settled(Findings.Settled counts) {
        settled = counts;
    }

    TaskOutcome outcome(long awsCalls) {
        return new TaskOutcome(
                seen, changed, settled.opened(), settled.resolved(), complete, Math.toIntExact(awsCalls), gaps);
    }
}
