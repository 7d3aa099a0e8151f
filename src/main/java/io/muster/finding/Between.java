package io.muster.finding;

import io.muster.inventory.query.Sql;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A span of time without its ends.
 *
 * @param after  null where it has no beginning
 * @param before null where it has no end
 */
public record Between(@Nullable Instant after, @Nullable Instant before) {

    /** The span between the two; null where neither is given, which stands for any time. */
    public static @Nullable Between of(@Nullable Instant after, @Nullable Instant before) {
        return after == null && before == null ? null : new Between(after, before);
    }

    /** The conditions that a column of time is in the span. */
    List<Sql> holds(String column) {
        List<Sql> conditions = new ArrayList<>();
        if (after != null) {
            conditions.add(Sql.of(column + " > ").instant(after));
        }
        if (before != null) {
            conditions.add(Sql.of(column + " < ").instant(before));
        }
        return conditions;
    }
}
