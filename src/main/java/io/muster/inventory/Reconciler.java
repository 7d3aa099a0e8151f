package io.muster.inventory;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings the store in line with what was listed: writes what is new or changed, keeps what it supersedes, and marks as
 * deleted what a complete listing no longer holds. A resource whose content hash is the stored one is not touched.
 *
 * <p>Everything runs in the caller's transaction, which must hold the scope's lock: two reconcilers of one cell would
 * each see the other's resources as new.
 */
public final class Reconciler {

    private static final String STORED = """
            select id, arn, content_hash, deleted_at is not null as deleted
            from resource where account_id = $1 and region = $2 and kind = $3
            """;

    private final SqlConnection connection;
    private final Instant at;

    /**
     * A reconciler for one transaction.
     *
     * @param at when the listings were read: the time of every change that it writes
     */
    public Reconciler(SqlConnection connection, Instant at) {
        this.connection = connection;
        this.at = at;
    }

    /** How many resources were created, changed or deleted. */
    public record Changes(int created, int changed, int deleted) {

        public int total() {
            return created + changed + deleted;
        }
    }

    /** Takes a complete listing of the cell: what is stored and not in it is deleted. */
    public <T extends Record> Uni<Changes> complete(Cell cell, List<Resource<T>> listing) {
        return plan(cell, listing, true)
                .chain(plan -> write(cell, plan)
                        .call(() -> Cells.complete(connection, cell, listing.size(), at))
                        .replaceWith(plan::changes));
    }

    /** Takes resources that are certain, of a listing that is not complete: nothing is deleted. */
    public <T extends Record> Uni<Changes> partial(Cell cell, List<Resource<T>> confirmed) {
        return plan(cell, confirmed, false).chain(plan -> write(cell, plan).replaceWith(plan::changes));
    }

    private <T extends Record> Uni<Plan> plan(Cell cell, List<Resource<T>> listing, boolean complete) {
        Tuple key = Tuple.of(
                cell.scope().accountId(), cell.scope().region(), cell.kind().name());
        return connection.preparedQuery(STORED).execute(key).map(rows -> {
            Map<String, Stored> stored = new HashMap<>();
            rows.forEach(row -> stored.put(row.getString("arn"), Stored.of(row)));
            return Plan.of(listing, stored, complete);
        });
    }

    private Uni<Void> write(Cell cell, Plan plan) {
        ResourceWrites writes = new ResourceWrites(connection, at);
        return writes.supersede(plan.superseded)
                .chain(() -> writes.update(plan.updated))
                .chain(() -> writes.insert(plan.created))
                .chain(() -> writes.delete(cell, plan.deleted))
                .chain(() -> writes.relink(plan.relinked()));
    }

    private record Stored(long id, ContentHash hash, boolean deleted) {
        static Stored of(Row row) {
            return new Stored(
                    row.getLong("id"),
                    ContentHash.of(row.getBuffer("content_hash").getBytes()),
                    row.getBoolean("deleted"));
        }
    }

    /** What has to be written, and nothing else. */
    private static final class Plan {
        private final List<Revision> created = new ArrayList<>();
        private final List<Revision> updated = new ArrayList<>();
        private final List<Long> superseded = new ArrayList<>();
        private final List<Long> deleted = new ArrayList<>();

        static <T extends Record> Plan of(List<Resource<T>> listing, Map<String, Stored> stored, boolean complete) {
            Plan plan = new Plan();
            for (Resource<T> resource : listing) {
                plan.take(resource, stored.remove(resource.arn()));
            }
            if (complete) {
                stored.values().stream()
                        .filter(gone -> !gone.deleted)
                        .map(Stored::id)
                        .forEach(plan.deleted::add);
            }
            return plan;
        }

        private void take(Resource<?> resource, Stored known) {
            ContentHash hash = Documents.hash(resource);
            if (known == null) {
                created.add(new Revision(resource, hash));
            } else if (known.deleted || !known.hash.equals(hash)) {
                updated.add(new Revision(resource, hash));
                superseded.add(known.id);
            }
        }

        List<Resource<?>> relinked() {
            List<Resource<?>> all = new ArrayList<>();
            updated.forEach(revision -> all.add(revision.resource()));
            created.forEach(revision -> all.add(revision.resource()));
            return all;
        }

        Changes changes() {
            return new Changes(created.size(), updated.size(), deleted.size());
        }
    }
}
