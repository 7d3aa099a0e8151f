package io.muster.inventory.query;

import java.util.List;

/** What a list of rows is made of, so that it can be paged and counted. */
public record Query(Sql columns, Sql from, List<Sql> conditions) {

    public Query {
        conditions = List.copyOf(conditions);
    }

    Sql where() {
        return Sql.all(conditions);
    }
}
