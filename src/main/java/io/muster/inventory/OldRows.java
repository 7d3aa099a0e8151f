package io.muster.inventory;

import io.muster.platform.BoundedSteps;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Deletes rows of history that ended before an instant. Before that, it stores the instant as the earliest known one, so that
 * questions about earlier times are refused instead of answered incompletely.
 *
 * @param any     finds a row where there is one that ended before $1
 * @param note    stores $1 as the earliest known instant
 * @param deletes statements that each delete at most $2 rows that ended before $1; they run one after the other, each until no
 *                row is left
 */
public record OldRows(String any, String note, List<String> deletes) {

    /** Deletes the rows, at most {@code atATime} per statement, and returns how many there were. */
    public Uni<Integer> deleteBefore(Pool pool, OffsetDateTime end, int atATime) {
        return pool.preparedQuery(any)
                .execute(Tuple.of(end))
                .chain(found -> found.size() == 0
                        ? Uni.createFrom().item(0)
                        : pool.preparedQuery(note)
                                .execute(Tuple.of(end))
                                .chain(() -> delete(pool, Tuple.of(end, atATime))));
    }

    private Uni<Integer> delete(Pool pool, Tuple values) {
        return Multi.createFrom()
                .iterable(deletes)
                .onItem()
                .transformToUniAndConcatenate(statement -> BoundedSteps.whileAtLeast(
                        1, () -> pool.preparedQuery(statement).execute(values).map(RowSet::rowCount)))
                .collect()
                .with(Collectors.summingInt(count -> count));
    }
}
