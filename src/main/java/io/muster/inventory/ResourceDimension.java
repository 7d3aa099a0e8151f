package io.muster.inventory;

/** What resources are counted by. */
public enum ResourceDimension {
    KIND("r.kind"),
    ACCOUNT("r.account_id"),
    REGION("r.region");

    private final String column;

    ResourceDimension(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }
}
