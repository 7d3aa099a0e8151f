package io.muster.scan;

/** What set a scan off. */
public enum ScanTrigger {
    REQUEST,
    SCHEDULE,
    EVENT,
    START_UP
}
