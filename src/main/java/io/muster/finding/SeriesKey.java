package io.muster.finding;

/** What the findings of one series of a scope have in common. */
record SeriesKey(String ruleId, String resourceKind, String area, String severity, String status) {

    SeriesKey withStatus(FindingStatus other) {
        return new SeriesKey(ruleId, resourceKind, area, severity, other.name());
    }

    SeriesKey withSeverity(String other) {
        return new SeriesKey(ruleId, resourceKind, area, other, status);
    }
}
