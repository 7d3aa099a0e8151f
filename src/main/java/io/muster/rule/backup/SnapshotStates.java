package io.muster.rule.backup;

import io.muster.inventory.kind.Snapshot;
import io.muster.rule.KnownStates;
import io.muster.rule.Verdict;
import java.util.Optional;

/** Only completed snapshots hold data. */
final class SnapshotStates {

    private static final String COMPLETED = "completed";

    private SnapshotStates() {}

    /** The verdict on a snapshot that is not completed, or of which AWS does not say; empty for a completed one. */
    static Optional<Verdict> unlessCompleted(Snapshot snapshot) {
        if (!KnownStates.SNAPSHOT.hold(snapshot.state())) {
            return Optional.of(Verdict.unknown("AWS does not say in which state this snapshot is"));
        }
        return snapshot.state().equals(COMPLETED) ? Optional.empty() : Optional.of(Verdict.notApplicable());
    }
}
