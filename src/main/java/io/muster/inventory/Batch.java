package io.muster.inventory;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One statement over many rows: each chunk of rows goes as a set of arrays, one per column, for {@code unnest}. */
public final class Batch {

    /** Few enough that a chunk of large documents stays in the low megabytes. */
    private static final int CHUNK = 1_000;

    private Batch() {}

    /** Runs the statement once per chunk of rows, one chunk after the other. */
    public static <R> Uni<Void> run(
            SqlConnection connection, String sql, List<R> rows, Function<List<R>, Tuple> columns) {
        return each(
                rows,
                chunk -> Uni.createFrom()
                        .item(() -> columns.apply(chunk))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                        .chain(values -> connection.preparedQuery(sql).execute(values)));
    }

    /** Does the work for each chunk of rows, one chunk after the other. */
    public static <R> Uni<Void> each(List<R> rows, Function<List<R>, Uni<?>> work) {
        return Multi.createFrom()
                .iterable(chunks(rows))
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .onItem()
                .ignoreAsUni();
    }

    /** A column of a chunk; text as {@link StorableText}. */
    public static <R, C> C[] column(List<R> rows, Function<R, C> value, C[] empty) {
        return rows.stream().map(value).map(Batch::storable).toList().toArray(empty);
    }

    @SuppressWarnings("unchecked") // a text stays a text
    private static <C> C storable(C value) {
        return value instanceof String text ? (C) StorableText.of(text) : value;
    }

    private static <R> List<List<R>> chunks(List<R> rows) {
        List<List<R>> chunks = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += CHUNK) {
            chunks.add(rows.subList(from, Math.min(from + CHUNK, rows.size())));
        }
        return chunks;
    }
}
