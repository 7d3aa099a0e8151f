package io.muster.scan;

import io.muster.aws.AwsFailure;
import io.muster.collect.Collection;
import io.muster.finding.Findings;
import io.muster.inventory.ByArn;
import io.muster.inventory.Cell;
import io.muster.inventory.CellGaps;
import io.muster.inventory.CellState;
import io.muster.inventory.Cells;
import io.muster.inventory.Reconciler;
import io.muster.inventory.ScopeLock;
import io.muster.inventory.StoredResources.StoredResource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The writing of one scope, within one transaction that holds the scope's lock. */
final class ScopeWrite {

    /** Takes the lock, and sets the scan of the transaction, which is stored with changes of resources. */
    private static final String LOCK = "select " + ScopeLock.TAKEN + ", set_config('muster.scan_id', $2, true)";

    private final SqlConnection connection;
    private final Scope scope;
    private final Instant at;
    private final Map<ResourceKind, CellState> before;
    private final List<ScanGap> gaps = new ArrayList<>();
    private final Map<ResourceKind, ByArn<StoredResource>> since = new EnumMap<>(ResourceKind.class);
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

    /**
     * Takes the lock; the time of all changes is read under it, and is later than that of the scope's listings so far, whichever replica's
     * clock it had: a cell's history never runs backwards, or a state that is superseded would be kept nowhere.
     */
    static Uni<ScopeWrite> begin(SqlConnection connection, long scanId, Scope scope, Clock clock) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(ScopeLock.key(scope), String.valueOf(scanId)))
                .chain(() -> Cells.lastAttempt(connection, scope))
                .chain(last -> Cells.states(connection, scope)
                        .map(before -> new ScopeWrite(connection, scope, after(last, clock.instant()), before)));
    }

    /** The present, or else the first instant after the last one that PostgreSQL can tell from it. */
    private static Instant after(Optional<Instant> last, Instant present) {
        return last.map(instant -> instant.plus(1, ChronoUnit.MICROS))
                .filter(present::isBefore)
                .orElse(present);
    }

    Scope scope() {
        return scope;
    }

    Instant at() {
        return at;
    }

    /** When each resource of an aged kind that was just listed last changed, by kind. */
    Map<ResourceKind, ByArn<StoredResource>> since() {
        return since;
    }

    /** The cells as they were before this transaction. */
    Map<ResourceKind, CellState> before() {
        return before;
    }

    /**
     * Takes the listings in, one kind after the other; fails with {@link NotStored} for one that cannot be stored.
     *
     * @param aged the kinds of whose resources {@link #since} is asked for
     */
    Uni<Void> reconcile(Map<ResourceKind, Collection<?>> listings, Set<ResourceKind> aged) {
        Reconciler reconciler = new Reconciler(connection, at);
        Uni<Void> done = reconciler.readAhead(scope, lengths(listings, ScopeWrite::isOfCell));
        for (Map.Entry<ResourceKind, Collection<?>> listing : listings.entrySet()) {
            done = done.chain(() -> take(reconciler, new Cell(scope, listing.getKey()), listing.getValue(), aged));
        }
        return done.chain(() -> Cells.complete(
                connection, scope, lengths(listings, listing -> listing instanceof Collection.Complete), at));
    }

    /** Whether it is compared with all that is stored of its cell. */
    private static boolean isOfCell(Collection<?> listing) {
        return listing instanceof Collection.Complete || listing instanceof Collection.Partial;
    }

    private static Map<ResourceKind, Integer> lengths(
            Map<ResourceKind, Collection<?>> listings, Predicate<Collection<?>> which) {
        Map<ResourceKind, Integer> lengths = new EnumMap<>(ResourceKind.class);
        listings.forEach((kind, listing) -> {
            if (which.test(listing)) {
                lengths.put(kind, listing.resources().size());
            }
        });
        return lengths;
    }

    private Uni<Void> take(Reconciler reconciler, Cell cell, Collection<?> listing, Set<ResourceKind> aged) {
        return stored(reconciler, cell, listing, aged)
                .onFailure(NotStored::isFor)
                .transform(failure -> new NotStored(cell.kind(), failure));
    }

    private Uni<Void> stored(Reconciler reconciler, Cell cell, Collection<?> listing, Set<ResourceKind> aged) {
        if (listing instanceof Collection.Failed<?> failed) {
            note(cell, failed.gaps());
            return Cells.failed(connection, cell, at, reasons(failed));
        }
        return reconcile(reconciler, cell, listing)
                .invoke(changes -> {
                    count(cell, listing, changes);
                    if (aged.contains(cell.kind())) {
                        since.put(cell.kind(), changes.since());
                    }
                })
                .replaceWithVoid();
    }

    private <T extends Record> Uni<Reconciler.Changes> reconcile(
            Reconciler reconciler, Cell cell, Collection<T> listing) {
        if (listing instanceof Collection.Named<T> named) {
            return reconciler.named(cell, named.resources(), named.asked());
        }
        return listing instanceof Collection.Partial<T> partial
                ? reconciler.partial(cell, partial.resources(), partial.unread(), reasons(partial))
                : reconciler.compared(cell, listing.resources());
    }

    private void count(Cell cell, Collection<?> listing, Reconciler.Changes changes) {
        seen += listing.resources().size();
        changed += changes.total();
        if (listing instanceof Collection.Complete) {
            complete++;
        }
        note(cell, listing.gaps());
    }

    private static List<Cells.Reason> reasons(Collection<?> listing) {
        return listing.gaps().stream()
                .map(gap -> new Cells.Reason(gap.operation(), gap.errorCode(), gap.message()))
                .toList();
    }

    private void note(Cell cell, List<Collection.Gap> missing) {
        missing.forEach(gap -> gaps.add(new ScanGap(
                scope.accountId(), scope.region(), cell.kind(), gap.operation(), gap.errorCode(), gap.message())));
    }

    /** Notes that something of the account as a whole could not be found out: its regions, or its findings. */
    void gap(AwsFailure failure) {
        gaps.add(new ScanGap(
                scope.accountId(),
                scope.region(),
                ResourceKind.ACCOUNT_SETTINGS,
                failure.operation(),
                failure.errorCode(),
                failure.message()));
    }

    /** Stores the gaps of the account as a whole, beside those of its cells; an empty list closes them. */
    Uni<Void> keep(List<AwsFailure> failures) {
        failures.forEach(this::gap);
        return CellGaps.record(
                connection,
                new Cell(scope, ResourceKind.ACCOUNT_SETTINGS),
                at,
                failures.stream()
                        .map(failure -> new Cells.Reason(failure.operation(), failure.errorCode(), failure.message()))
                        .toList());
    }

    void settled(Findings.Settled counts) {
        settled = counts;
    }

    TaskOutcome outcome(long awsCalls) {
        return new TaskOutcome(
                seen, changed, settled.opened(), settled.resolved(), complete, Math.toIntExact(awsCalls), gaps);
    }
}
