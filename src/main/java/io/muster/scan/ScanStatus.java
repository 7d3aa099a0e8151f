package io.muster.scan;

/** Where a scan is; the last four are ends. */
public enum ScanStatus {
    QUEUED,
    RUNNING,
    /** Every cell of the scope was listed completely. */
    SUCCEEDED,
    /** Some cells were; the scan's gaps say what was not, and why. */
    PARTIAL,
    /** No cell was. */
    FAILED,
    CANCELLED
}
