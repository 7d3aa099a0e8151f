package io.muster.inventory;

import io.muster.inventory.kind.Described;

/** The dimensions by which cells are counted. */
@Described("A dimension by which cells are counted.")
public enum CoverageDimension {
    @Described("The account of the cell.")
    ACCOUNT("c.account_id"),
    @Described("The region of the cell.")
    REGION("c.region"),
    @Described("The kind of resources in the cell.")
    KIND("c.kind"),
    @Described("How the last attempt to list the cell ended.")
    STATE("c.state");

    private final String column;

    CoverageDimension(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }
}
