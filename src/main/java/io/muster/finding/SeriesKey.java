package io.muster.finding;

/**
 * What the findings of one series of a scope have in common.
 *
 * @param status the name of a {@link FindingStatus}; of a {@link Transition}, where the series counts how often it happened; or of
 *               a {@link ResultStatus}, where it counts resources
 */
record SeriesKey(String ruleId, String resourceKind, String area, String severity, String status) {

    SeriesKey withStatus(FindingStatus other) {
        return new SeriesKey(ruleId, resourceKind, area, severity, other.name());
    }

    SeriesKey with(Transition transition) {
        return new SeriesKey(ruleId, resourceKind, area, severity, transition.name());
    }

    SeriesKey with(ResultStatus result) {
        return new SeriesKey(ruleId, resourceKind, area, severity, result.name());
    }

    SeriesKey withSeverity(String other) {
        return new SeriesKey(ruleId, resourceKind, area, other, status);
    }
}
