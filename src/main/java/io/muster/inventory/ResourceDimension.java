package io.muster.inventory;

import io.muster.inventory.kind.Described;

/** The dimensions by which resources are counted. */
@Described("A dimension by which resources are counted.")
public enum ResourceDimension {
    @Described("Their kind.")
    KIND("r.kind"),
    @Described("Their account.")
    ACCOUNT("r.account_id"),
    @Described("Their region.")
    REGION("r.region");

    private final String column;

    ResourceDimension(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }
}
