package io.muster.graphql;

import io.muster.inventory.query.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The columns of rows that a statement reads: {@code v0} onwards. Not safe for use by several threads while it grows. */
final class RowColumns {

    /** A select list of PostgreSQL has no more than 1,664 entries. */
    private static final int MOST = 1_600;

    private final List<Sql> expressions = new ArrayList<>();

    /** The place of the column. */
    int add(Sql expression) {
        if (expressions.size() == MOST) {
            throw new NotCompiled("PostgreSQL's rows have no more columns");
        }
        expressions.add(expression);
        return expressions.size() - 1;
    }

    int add(String expression) {
        return add(Sql.of(expression));
    }

    int size() {
        return expressions.size();
    }

    /** The columns with their names, for a select list. */
    Sql select() {
        Sql select = Sql.of("");
        for (int i = 0; i < expressions.size(); i++) {
            select.add(i == 0 ? "" : ", ").add(expressions.get(i)).add(" as v" + i);
        }
        return select;
    }

    /** An expression of each column, in which its name stands for each {@code v}. */
    String each(String expression) {
        return IntStream.range(0, expressions.size())
                .mapToObj(i -> expression.replace("v", "v" + i))
                .collect(Collectors.joining(", "));
    }
}
