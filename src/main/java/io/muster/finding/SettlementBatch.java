package io.muster.finding;

import io.muster.inventory.CellState;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** One batch of the writes of a settlement. */
final class SettlementBatch {

    private final Map<ResourceKind, CellState> before;
    private final Tally tally;
    private final Map<UUID, FailedRule> fresh = new HashMap<>();
    private final List<FailedRule> opened = new ArrayList<>();
    private final List<FailedRule> reopened = new ArrayList<>();
    private final List<FailedRule> changed = new ArrayList<>();
    private final List<Unconfirmed> resolved = new ArrayList<>();
    private final List<Unconfirmed> stale = new ArrayList<>();

    /** @param tally counts over all batches */
    SettlementBatch(Map<ResourceKind, CellState> before, Tally tally) {
        this.before = before;
        this.tally = tally;
    }

    /** How many findings are to be written, or looked up. */
    int size() {
        return fresh.size() + opened.size() + reopened.size() + changed.size() + resolved.size() + stale.size();
    }

    /** Adds a failure without an unresolved finding: its finding is new, or was resolved. */
    void fresh(FailedRule failure) {
        fresh.put(failure.id(), failure);
    }

    UUID[] fresh() {
        return fresh.keySet().toArray(UUID[]::new);
    }

    /** Adds the stored, resolved finding of a fresh failure. */
    void again(StoredFinding known) {
        confirm(known, fresh.remove(known.id()));
    }

    /** Opens new findings for the failures that are still fresh. */
    void open() {
        opened.addAll(fresh.values());
        opened.forEach(tally::opened);
        fresh.clear();
    }

    void confirm(StoredFinding known, FailedRule failure) {
        if (known.resolved()) {
            reopened.add(failure);
            tally.reopened(known.series(), failure);
        } else if (known.stale() || !known.hash().equals(failure.hash())) {
            changed.add(failure);
            tally.changed(known.series(), failure);
        }
    }

    /** @param verdict the rule's verdict now; null where there is none */
    void doubt(StoredFinding known, @Nullable Verdict verdict) {
        Unconfirmed finding = new Unconfirmed(
                known.id(), known.series().ruleId(), known.stale() ? null : confirmedAt(known), resolution(verdict));
        if (!(verdict instanceof Verdict.Unknown)) {
            resolved.add(finding);
            tally.resolved(known.series());
        } else if (!known.stale()) {
            stale.add(finding);
        }
    }

    private static @Nullable FindingResolution resolution(@Nullable Verdict verdict) {
        if (verdict == null) {
            return null;
        }
        return verdict instanceof Verdict.NotApplicable ? FindingResolution.NOT_APPLICABLE : FindingResolution.FIXED;
    }

    /** When the finding's cell was last complete; null where it never was, or where only another version of Muster knows the kind. */
    private @Nullable Instant confirmedAt(StoredFinding known) {
        return ResourceKind.named(known.series().resourceKind())
                .map(before::get)
                .map(CellState::lastCompleteAt)
                .orElse(null);
    }

    Uni<Void> write(FindingWrites writes) {
        return writes.open(opened)
                .chain(() -> writes.reopen(reopened))
                .chain(() -> writes.change(changed))
                .chain(() -> writes.resolve(resolved))
                .chain(() -> writes.markStale(stale));
    }

    /** The ids of the findings by what happens to them; types without a finding are left out. */
    Map<FindingEventType, List<UUID>> events() {
        Map<FindingEventType, List<UUID>> events = new EnumMap<>(FindingEventType.class);
        events.put(FindingEventType.OPENED, opened.stream().map(FailedRule::id).toList());
        events.put(
                FindingEventType.REOPENED, reopened.stream().map(FailedRule::id).toList());
        events.put(
                FindingEventType.RESOLVED,
                resolved.stream().map(Unconfirmed::id).toList());
        events.put(
                FindingEventType.CHANGED,
                Stream.concat(
                                changed.stream().map(FailedRule::id),
                                stale.stream().map(Unconfirmed::id))
                        .toList());
        events.values().removeIf(List::isEmpty);
        return events;
    }

    int opened() {
        return opened.size() + reopened.size();
    }

    int resolved() {
        return resolved.size();
    }
}
