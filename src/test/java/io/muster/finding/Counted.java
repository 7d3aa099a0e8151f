package io.muster.finding;

import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Severity;
import io.vertx.mutiny.sqlclient.Row;

/** Findings that are alike, at some time. */
record Counted(
        String accountId,
        String region,
        String ruleId,
        Severity severity,
        Area area,
        FindingStatus status,
        ResourceKind kind,
        int count) {

    static Counted of(Row row) {
        return new Counted(
                row.getString("account_id"),
                row.getString("region"),
                row.getString("rule_id"),
                Severity.valueOf(row.getString("severity")),
                Area.valueOf(row.getString("area")),
                FindingStatus.valueOf(row.getString("status")),
                ResourceKind.valueOf(row.getString("resource_kind")),
                row.getInteger("n"));
    }

    String key(FindingDimension dimension) {
        return switch (dimension) {
            case SEVERITY -> severity.name();
            case STATUS -> status.name();
            case AREA -> area.name();
            case RULE -> ruleId;
            case ACCOUNT -> accountId;
            case REGION -> region;
            case KIND -> kind.name();
        };
    }
}
