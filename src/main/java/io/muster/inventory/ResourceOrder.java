package io.muster.inventory;

import io.muster.inventory.query.Keyset;
import java.util.List;

/** The orders of resources; resources with equal values are in the order in which they were first stored. */
public enum ResourceOrder {
    RESOURCE_ID("r.resource_id", Keyset.Type.TEXT),
    NAME("r.name", Keyset.Type.TEXT),
    FIRST_SEEN("r.first_seen_at", Keyset.Type.TIME),
    CHANGED("r.changed_at", Keyset.Type.TIME);

    private final String column;
    private final Keyset.Type type;

    ResourceOrder(String column, Keyset.Type type) {
        this.column = column;
        this.type = type;
    }

    /** The order with its direction. */
    public Keyset keyset(boolean descending) {
        return new Keyset(
                name() + (descending ? "-" : "+"),
                descending,
                List.of(new Keyset.Key(column, type, this == NAME), Keyset.Key.of("r.id", Keyset.Type.NUMBER)));
    }
}
