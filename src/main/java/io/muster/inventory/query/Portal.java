package io.muster.inventory.query;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Cursor;
import io.vertx.mutiny.sqlclient.PreparedStatement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.function.Consumer;

/** Reads the rows of a statement in parts, by a cursor of PostgreSQL: no more than a part of them is in memory at a time. */
public final class Portal {

    private static final int AT_A_TIME = 1_000;

    private Portal() {}

    /** Takes each row, on a worker's thread. The connection must be in a transaction, which a cursor does not outlive. */
    public static Uni<Void> each(SqlConnection connection, String sql, Tuple values, Consumer<Row> take) {
        return connection
                .prepare(sql)
                .chain(statement ->
                        each(statement, values, take).onTermination().call(statement::close));
    }

    private static Uni<Void> each(PreparedStatement statement, Tuple values, Consumer<Row> take) {
        Cursor cursor = statement.cursor(values);
        return Multi.createBy()
                .repeating()
                .uni(() -> cursor.read(AT_A_TIME)
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .invoke(rows -> rows.forEach(take)))
                .whilst(rows -> cursor.hasMore())
                .onItem()
                .ignoreAsUni();
    }
}
