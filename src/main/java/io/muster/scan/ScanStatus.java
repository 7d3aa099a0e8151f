package io.muster.scan;

/** Where a scan is in its life. */
public enum ScanStatus {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    PARTIAL,
    FAILED,
    CANCELLED
}
