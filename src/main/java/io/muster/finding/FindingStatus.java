package io.muster.finding;

/** Where a finding is in its life. */
public enum FindingStatus {
    OPEN,
    SUPPRESSED,
    RESOLVED
}
