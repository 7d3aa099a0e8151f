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
 * Rows of history that ended before an instant. That they are not known any more is noted before they are deleted: a question about the time before is
 * refused, not answered with less.
 *
 * @param any     finds a row where there is one that ended before $1
 * @param note    notes $1 as the earliest instant that is known
 * @param deletes statements that are made one after the other, each until it deletes none: of the rows that ended before $1, $2 at most
 */
public record OldRows(String any, String note, List<String> deletes) {

    /** Deletes them, {@code atATime} a statement at most, and tells how many there were. */
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
