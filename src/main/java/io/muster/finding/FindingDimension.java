package io.muster.finding;

import io.muster.inventory.kind.Described;

/** A dimension by which findings are counted. */
@Described("The dimensions by which findings are counted.")
public enum FindingDimension {
    @Described("The severity of the finding.")
    SEVERITY("severity"),
    @Described("The status of the finding.")
    STATUS("status"),
    @Described("The area of inspection of the rule.")
    AREA("area"),
    @Described("The rule.")
    RULE("rule_id"),
    @Described("The account of the resource.")
    ACCOUNT("account_id"),
    @Described("The region of the resource.")
    REGION("region"),
    @Described("The kind of the resource.")
    KIND("resource_kind");

    private final String column;

    FindingDimension(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }
}
