package io.muster.rule;

/** How bad a finding is, from least to worst. */
public enum Severity {
    INFO,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
