package io.muster.inventory.query;

import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The conditions of a list's rows, put together from the members of a filter: a member that is null matches every row, an empty list none.
 * Not safe for use by several threads while it grows.
 */
public final class Conditions {

    private final List<Sql> all = new ArrayList<>();

    public Conditions add(Sql condition) {
        all.add(condition);
        return this;
    }

    public Conditions addAll(Collection<Sql> conditions) {
        all.addAll(conditions);
        return this;
    }

    /** The condition that the column has one of the values. */
    public Conditions oneOf(String column, @Nullable Collection<String> values) {
        return values == null ? this : add(Sql.oneOf(column, values));
    }

    /** The condition that the column has the name of one of the constants. */
    public Conditions oneOfConstants(String column, @Nullable Collection<? extends Enum<?>> constants) {
        return oneOf(column, names(constants));
    }

    /** The names of the constants, each once; null for null. */
    @Nullable
    public static List<String> names(@Nullable Collection<? extends Enum<?>> constants) {
        return constants == null
                ? null
                : constants.stream().<String>map(Enum::name).distinct().toList();
    }

    public List<Sql> all() {
        return List.copyOf(all);
    }
}
