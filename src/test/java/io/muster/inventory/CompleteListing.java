package io.muster.inventory;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A complete listing of one cell, stored as a scan stores those of all cells of a scope. */
public final class CompleteListing {

    private CompleteListing() {}

    public static <T extends Record> Uni<Reconciler.Changes> store(
            SqlConnection connection, Instant at, Cell cell, List<Resource<T>> listing) {
        return store(new Reconciler(connection, at), connection, at, cell, listing);
    }

    /** @param reconciler of the same connection and time */
    static <T extends Record> Uni<Reconciler.Changes> store(
            Reconciler reconciler, SqlConnection connection, Instant at, Cell cell, List<Resource<T>> listing) {
        return reconciler
                .compared(cell, listing)
                .call(() -> Cells.complete(connection, cell.scope(), Map.of(cell.kind(), listing.size()), at));
    }
}
