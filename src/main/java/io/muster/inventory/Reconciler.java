package io.muster.inventory;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings the store in line with a listing: writes new and changed resources, keeps the versions that they supersede, and
 * marks as deleted the resources that a complete listing no longer holds. A resource whose content hash is the stored one is not touched,
 * unless what is {@link io.muster.inventory.kind.Unhashed} differs: then its document is written in place, which is no change of it.
 *
 * <p>All statements run in the caller's transaction, which must hold the scope's lock: two reconcilers of one cell would
 * each see the other's resources as new. Hashing a large listing takes a processor's time, so it is done on a worker.
 */
public final class Reconciler {

    private static final String STORED = """
            select id, arn, content_hash, changed_at, deleted_at is not null as deleted,
                   case when cardinality($4::text[]) > 0 then coalesce(
                       (select jsonb_object_agg(key, value) from jsonb_each(attributes) where key = any ($4)), '{}')::text end
                       as flickering
            from resource where account_id = $1 and region = $2 and kind = $3 and ($5::text[] is null or arn = any ($5))
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

    /**
     * How many resources were created, changed or deleted.
     *
     * @param restored how many of the changed ones had been deleted
     * @param since by ARN, since when each resource of the listing has been as it is
     */
    public record Changes(int created, int changed, int restored, int deleted, Map<String, Instant> since) {

        /** How many more there are than before. */
        public int added() {
            return created + restored - deleted;
        }

        public int total() {
            return created + changed + deleted;
        }
    }

    /** Takes a complete listing of the cell: a stored resource that is not in it is deleted. */
    public <T extends Record> Uni<Changes> complete(Cell cell, List<Resource<T>> listing) {
        return plan(cell, listing, Unread.nothing())
                .chain(plan -> write(cell, plan)
                        .call(() -> Cells.complete(connection, cell, listing.size(), at))
                        .replaceWith(plan::changes));
    }

    /**
     * Takes the read part of a cell that was not listed completely. Possibly unread resources stay as they are; only those
     * that the listing proves to be gone are deleted.
     */
    public <T extends Record> Uni<Changes> partial(
            Cell cell, List<Resource<T>> read, Unread unread, List<Cells.Reason> reasons) {
        return plan(cell, read, unread)
                .chain(plan -> write(cell, plan)
                        .call(() -> Cells.partial(
                                connection,
                                cell,
                                at,
                                reasons,
                                unread,
                                read.size(),
                                plan.changes().added()))
                        .replaceWith(plan::changes));
    }

    /**
     * Takes single resources of a cell: those that were read, while those that were asked for and not read are gone. Of the
     * others, and of when the cell was listed last, it says nothing.
     *
     * @param asked the ARNs that were asked for
     */
    public <T extends Record> Uni<Changes> named(Cell cell, List<Resource<T>> read, Set<String> asked) {
        Set<String> arns = new HashSet<>(asked);
        read.forEach(resource -> arns.add(resource.arn()));
        return plan(cell, read, Unread.nothing(), arns)
                .chain(plan -> write(cell, plan)
                        .call(() -> Cells.added(connection, cell, plan.changes().added()))
                        .replaceWith(plan::changes));
    }

    private <T extends Record> Uni<Plan> plan(Cell cell, List<Resource<T>> listing, Unread unread) {
        return plan(cell, listing, unread, null);
    }

    /** @param arns the stored resources to compare with; null for all of the cell */
    private <T extends Record> Uni<Plan> plan(
            Cell cell, List<Resource<T>> listing, Unread unread, @Nullable Set<String> arns) {
        Tuple key = Tuple.of(
                        cell.scope().accountId(),
                        cell.scope().region(),
                        cell.kind().name(),
                        KindModel.of(cell.kind()).flickering().toArray(String[]::new))
                .addArrayOfString(arns == null ? null : arns.toArray(String[]::new));
        Uni<RowSet<Row>> stored = connection.preparedQuery(STORED).execute(key);
        return stored.emitOn(Infrastructure.getDefaultWorkerPool()).map(rows -> {
            Map<String, Stored> known = new HashMap<>();
            rows.forEach(row -> known.put(row.getString("arn"), Stored.of(row)));
            return Plan.of(listing, known, unread, at);
        });
    }

    private Uni<Void> write(Cell cell, Plan plan) {
        ResourceWrites writes = new ResourceWrites(connection, at);
        return writes.supersede(plan.superseded)
                .chain(() -> writes.update(plan.updated))
                .chain(() -> writes.insert(plan.created))
                .chain(() -> writes.refresh(plan.refreshed))
                .chain(() -> writes.delete(cell, plan.deleted))
                .chain(() -> writes.relink(plan.written()))
                .chain(() -> writes.readdress(plan.written()));
    }

    private record Stored(
            long id,
            ContentHash hash,
            Instant changedAt,
            boolean deleted,
            @Nullable String flickering) {
        static Stored of(Row row) {
            return new Stored(
                    row.getLong("id"),
                    ContentHash.of(row.getBuffer("content_hash").getBytes()),
                    row.getOffsetDateTime("changed_at").toInstant(),
                    row.getBoolean("deleted"),
                    row.getString("flickering"));
        }

        boolean flickersAs(String document) {
            return flickering != null
                    && Documents.write(Documents.tree(flickering)).equals(document);
        }
    }

    /** The resources that must be written. */
    private static final class Plan {
        private final List<Revision> created = new ArrayList<>();
        private final List<Revision> updated = new ArrayList<>();
        private final List<Resource<?>> refreshed = new ArrayList<>();
        private final List<Long> superseded = new ArrayList<>();
        private final List<Long> deleted = new ArrayList<>();
        private final Map<String, Instant> since = new HashMap<>();
        private int restored;

        static <T extends Record> Plan of(
                List<Resource<T>> listing, Map<String, Stored> stored, Unread unread, Instant at) {
            Plan plan = new Plan();
            for (Resource<T> resource : listing) {
                plan.take(resource, stored.remove(resource.arn()), at);
            }
            stored.forEach((arn, absent) -> {
                if (!absent.deleted && !unread.mayHold(arn)) {
                    plan.deleted.add(absent.id);
                }
            });
            return plan;
        }

        private void take(Resource<?> resource, Stored known, Instant at) {
            ContentHash hash = Documents.hash(resource);
            since.put(resource.arn(), at);
            if (known == null) {
                created.add(new Revision(resource, hash));
            } else if (known.deleted || !known.hash.equals(hash)) {
                updated.add(new Revision(resource, hash));
                superseded.add(known.id);
                restored += known.deleted ? 1 : 0;
            } else {
                since.put(resource.arn(), known.changedAt);
                KindModel.flickering(resource)
                        .filter(document -> !known.flickersAs(document))
                        .ifPresent(differs -> refreshed.add(resource));
            }
        }

        List<Resource<?>> written() {
            List<Resource<?>> all = new ArrayList<>();
            updated.forEach(revision -> all.add(revision.resource()));
            created.forEach(revision -> all.add(revision.resource()));
            return all;
        }

        Changes changes() {
            return new Changes(created.size(), updated.size(), restored, deleted.size(), since);
        }
    }
}
