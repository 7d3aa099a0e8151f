package io.muster.estate;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.Snapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** When the newest completed snapshot of each volume was started. */
public final class SnapshotAges {

    private static final String COMPLETED = "completed";

    private final Map<String, Instant> newest = new HashMap<>();

    private SnapshotAges(Estate estate) {
        for (Resource<Snapshot> resource : estate.all(Snapshot.class)) {
            Snapshot snapshot = resource.attributes();
            if (COMPLETED.equals(snapshot.state()) && snapshot.volumeId() != null && snapshot.startTime() != null) {
                newest.merge(snapshot.volumeId(), snapshot.startTime(), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
    }

    public static SnapshotAges of(Estate estate) {
        return estate.view(SnapshotAges.class, SnapshotAges::new);
    }

    /** When the volume's newest completed snapshot was started; empty where it has none. */
    public Optional<Instant> newestOf(String volumeId) {
        return Optional.ofNullable(newest.get(volumeId));
    }
}
