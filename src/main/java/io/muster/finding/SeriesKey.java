package io.muster.finding;

import io.vertx.mutiny.sqlclient.Row;

/**
 * The values that the findings of one series of a scope have in common.
 *
 * @param status the name of a {@link FindingStatus}; of a {@link Transition}, where the series counts how often it happened; or of
 *               a {@link ResultStatus}, where it counts resources
 */
record SeriesKey(String ruleId, String resourceKind, String area, String severity, String status) {

    /** The key of a stored finding, or of a stored count. */
    static SeriesKey of(Row row) {
        return new SeriesKey(
                row.getString("rule_id"),
                row.getString("resource_kind"),
                row.getString("area"),
                row.getString("severity"),
                row.getString("status"));
    }

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
