package io.muster.inventory;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The stored {@link Fingerprint} of the resources from which a result was computed. It is computed before the resources are read,
 * and stored if it is the same after the computation: otherwise another transaction has written meanwhile.
 *
 * @param known reads the stored fingerprint of the {@code key}, as {@code fingerprint}; no row where it is no longer valid
 * @param keep  stores a fingerprint; its parameters are the parts of the key, the fingerprint and the time
 * @param now   computes the current fingerprint
 */
public record KeptFingerprint(String known, String keep, List<String> key, Supplier<Uni<String>> now) {

    /** Runs the work, on a worker thread, unless {@code before} equals the stored fingerprint. */
    public Uni<Void> unlessKept(SqlConnection connection, String before, Instant at, Supplier<Uni<Void>> work) {
        Uni<RowSet<Row>> kept = connection.preparedQuery(known).execute(Tuple.from(key));
        return kept.emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(rows -> holds(rows, before)
                        ? Uni.createFrom().voidItem()
                        : work.get().chain(() -> keep(connection, before, at)));
    }

    private static boolean holds(RowSet<Row> rows, String fingerprint) {
        return rows.size() > 0 && fingerprint.equals(rows.iterator().next().getString("fingerprint"));
    }

    private Uni<Void> keep(SqlConnection connection, String before, Instant at) {
        List<Object> values = new ArrayList<>(key);
        values.add(before);
        values.add(at.atOffset(ZoneOffset.UTC));
        return now.get()
                .chain(after -> after.equals(before)
                        ? connection
                                .preparedQuery(keep)
                                .execute(Tuple.from(values))
                                .replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }
}
