package io.muster.scan;

import io.muster.inventory.kind.Described;

/** Where a scan is; the last four are ends. */
@Described("Where a scan is in its life.")
public enum ScanStatus {
    @Described("The scan waits for a worker.")
    QUEUED,
    @Described("At least one task of the scan has begun.")
    RUNNING,
    /** Every cell of the scope was listed completely. */
    @Described("Every cell of the scope was listed completely.")
    SUCCEEDED,
    /** Some cells were; the scan's gaps say what was not, and why. */
    @Described("Some cells of the scope were not listed completely: the scan's gaps say which, and why.")
    PARTIAL,
    /** No cell was. */
    @Described("No cell of the scope was listed completely.")
    FAILED,
    @Described("The scan was cancelled; the results until then are kept.")
    CANCELLED;

    /** Whether the scan will not move on from here. */
    public boolean ended() {
        return this != QUEUED && this != RUNNING;
    }
}
