package io.muster.inventory.query;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * The parts of a list of rows, by which it can be paged and counted.
 *
 * @param spread a condition that an index serves in the list's order for one value at a time; null where there is none
 */
public record Query(
        Sql columns,
        Sql from,
        List<Sql> conditions,
        @Nullable Spread spread) {

    /**
     * The condition that a column has one of the values. A page is put together from the first rows of each value, so that it takes no longer
     * where rows with these values are rare.
     */
    public record Spread(String column, List<String> values) {

        Sql condition() {
            return Sql.oneOf(column, values);
        }
    }

    public Query {
        conditions = List.copyOf(conditions);
    }

    public Query(Sql columns, Sql from, List<Sql> conditions) {
        this(columns, from, conditions, null);
    }

    /** The conditions of its rows. */
    public Sql where() {
        return spread == null
                ? Sql.all(conditions)
                : Sql.all(conditions).add(" and ").add(spread.condition());
    }
}
