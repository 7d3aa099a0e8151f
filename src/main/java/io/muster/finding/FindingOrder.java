package io.muster.finding;

import io.muster.inventory.query.Keyset;
import java.util.List;

/** The order of findings; those that are alike in it are ordered by their id. */
public enum FindingOrder {
    SEVERITY("f.severity_rank", Keyset.Type.NUMBER),
    FIRST_SEEN("f.first_seen_at", Keyset.Type.TIME),
    LAST_SEEN("(" + FindingReads.LAST_SEEN + ")", Keyset.Type.TIME);

    private final String column;
    private final Keyset.Type type;

    FindingOrder(String column, Keyset.Type type) {
        this.column = column;
        this.type = type;
    }

    /** Whether its values change without a change of the finding: a finding was last seen by the last listing of its cell. */
    public boolean passes() {
        return this == LAST_SEEN;
    }

    /** The order with its direction. */
    public Keyset keyset(boolean descending) {
        return new Keyset(
                name() + (descending ? "-" : "+"),
                descending,
                List.of(Keyset.Key.of(column, type), Keyset.Key.of("f.id", Keyset.Type.UUID)));
    }
}
