package io.muster.finding;

/** What findings are counted by. */
public enum FindingDimension {
    SEVERITY("severity"),
    STATUS("status"),
    AREA("area"),
    RULE("rule_id"),
    ACCOUNT("account_id"),
    REGION("region"),
    KIND("resource_kind");

    private final String column;

    FindingDimension(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }
}
