package io.muster.inventory;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.query.Portal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
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

    private static final String SELECT = """
            select kind, id, arn, content_hash, changed_at, deleted_at is not null as deleted,
                   case when $4::text::jsonb ? kind then coalesce(
                       (select jsonb_object_agg(key, value) from jsonb_each(attributes) where $4::text::jsonb -> kind ? key),
                       '{}')::text end
                       as flickering
            """;

    private static final String OF_CELLS = " where account_id = $1 and region = $2 and kind = any($3)";

    private static final String STORED = SELECT + "from resource" + OF_CELLS;

    /** The planner takes the way to all the rows, as without a limit: one to a few of them may read the whole table. */
    private static final String STORED_UP_TO =
            "with known as materialized (" + STORED + ") select * from known limit $5";

    /** Each by its ARN, whatever the planner believes of a table that grows in this transaction. */
    private static final String STORED_OF = SELECT + """
            from unnest($5::text[]) as listed (listed_arn)
                     cross join lateral (select * from resource where resource.arn = listed_arn offset 0) known
            """ + OF_CELLS;

    private static final String STANDING = """
            select id, arn from resource where account_id = $1 and region = $2 and kind = $3 and deleted_at is null
            """;

    /** A longer listing is compared and written in parts: the stored hashes of one part are in memory, and its documents. */
    static final int AT_A_TIME = 5_000;

    private final SqlConnection connection;
    private final Instant at;
    private final int most;
    private final Map<ResourceKind, Map<String, Stored>> ahead = new EnumMap<>(ResourceKind.class);

    /**
     * A reconciler for one transaction.
     *
     * @param at when the listings were read: the time of every change that it writes
     */
    public Reconciler(SqlConnection connection, Instant at) {
        this(connection, at, AT_A_TIME);
    }

    /** @param most how many resources are compared at a time */
    Reconciler(SqlConnection connection, Instant at, int most) {
        this.connection = connection;
        this.at = at;
        this.most = most;
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
        return compared(cell, listing)
                .call(() -> Cells.complete(connection, cell.scope(), Map.of(cell.kind(), listing.size()), at));
    }

    /**
     * The same, without the note that the cell is complete, which {@link Cells#complete} makes for all cells of a scope
     * at once.
     */
    public <T extends Record> Uni<Changes> compared(Cell cell, List<Resource<T>> listing) {
        return take(cell, listing, Unread.nothing());
    }

    /**
     * Reads what is stored of cells in one statement, for the listings of them that are taken next. Kinds whose listings would be longer
     * together than is compared at a time are left out, and read when theirs is taken. So are all kinds where more than that is stored of them, deleted
     * resources included.
     *
     * @param listed how many resources the listing of each kind has
     */
    public Uni<Void> readAhead(Scope scope, Map<ResourceKind, Integer> listed) {
        Set<ResourceKind> kinds = EnumSet.noneOf(ResourceKind.class);
        int room = most;
        for (Map.Entry<ResourceKind, Integer> listing : listed.entrySet()) {
            if (listing.getValue() <= room) {
                kinds.add(listing.getKey());
                room -= listing.getValue();
            }
        }
        return kinds.isEmpty()
                ? Uni.createFrom().voidItem()
                : stored(STORED_UP_TO, key(scope, kinds).addInteger(most + 1))
                        .invoke(this::holdAhead)
                        .replaceWithVoid();
    }

    private void holdAhead(Map<ResourceKind, Map<String, Stored>> known) {
        if (known.values().stream().mapToInt(Map::size).sum() <= most) {
            ahead.putAll(known);
        }
    }

    /**
     * Takes the read part of a cell that was not listed completely. Possibly unread resources stay as they are; only those
     * that the listing proves to be gone are deleted.
     */
    public <T extends Record> Uni<Changes> partial(
            Cell cell, List<Resource<T>> read, Unread unread, List<Cells.Reason> reasons) {
        return take(cell, read, unread)
                .call(changes -> Cells.partial(connection, cell, at, reasons, unread, read.size(), changes.added()));
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
        return storedOf(cell, arns.toArray(String[]::new))
                .map(known -> Plan.of(read, known, Unread.nothing(), at))
                .call(plan -> write(cell, plan))
                .map(Plan::changes)
                .call(changes -> Cells.added(connection, cell, changes.added()));
    }

    private <T extends Record> Uni<Changes> take(Cell cell, List<Resource<T>> listing, Unread unread) {
        return listing.size() <= most
                ? stored(cell)
                        .map(known -> Plan.of(listing, known, unread, at))
                        .call(plan -> write(cell, plan))
                        .map(Plan::changes)
                : inParts(cell, listing, unread);
    }

    private <T extends Record> Uni<Changes> inParts(Cell cell, List<Resource<T>> listing, Unread unread) {
        Parts parts = new Parts();
        return Multi.createFrom()
                .range(0, (listing.size() + most - 1) / most)
                .map(part -> listing.subList(part * most, Math.min((part + 1) * most, listing.size())))
                .onItem()
                .transformToUniAndConcatenate(part -> storedOf(cell, arns(part))
                        .map(known -> Plan.of(part, known, Unread.everythingElse(), at))
                        .call(plan -> write(cell, plan))
                        .invoke(plan -> parts.took(plan.changes())))
                .onItem()
                .ignoreAsUni()
                .chain(() -> absent(cell, unread, parts.since))
                .call(gone -> new ResourceWrites(connection, at).delete(cell, gone))
                .map(gone -> parts.changes(gone.size()));
    }

    /** The stored resources that the listing proves to be gone. */
    private Uni<List<Long>> absent(Cell cell, Unread unread, Map<String, Instant> listed) {
        List<Long> gone = new ArrayList<>();
        return Portal.each(
                        connection,
                        STANDING,
                        Tuple.of(
                                cell.scope().accountId(),
                                cell.scope().region(),
                                cell.kind().name()),
                        row -> {
                            String arn = row.getString("arn");
                            if (!listed.containsKey(arn) && !unread.mayHold(arn)) {
                                gone.add(row.getLong("id"));
                            }
                        })
                .replaceWith(gone);
    }

    private static Tuple key(Scope scope, Set<ResourceKind> kinds) {
        Map<String, List<String>> flickering = new HashMap<>();
        for (ResourceKind kind : kinds) {
            List<String> members = KindModel.of(kind).flickering();
            if (!members.isEmpty()) {
                flickering.put(kind.name(), members);
            }
        }
        return Tuple.of(
                scope.accountId(),
                scope.region(),
                kinds.stream().map(Enum::name).toArray(String[]::new),
                Documents.write(flickering));
    }

    private static <T extends Record> String[] arns(List<Resource<T>> part) {
        return part.stream().map(Resource::arn).toArray(String[]::new);
    }

    private Uni<Map<String, Stored>> stored(Cell cell) {
        Map<String, Stored> known = ahead.remove(cell.kind());
        return known == null
                ? only(cell, stored(STORED, key(cell.scope(), Set.of(cell.kind()))))
                : Uni.createFrom().item(known).emitOn(Infrastructure.getDefaultWorkerPool());
    }

    private Uni<Map<String, Stored>> storedOf(Cell cell, String[] arns) {
        return only(
                cell, stored(STORED_OF, key(cell.scope(), Set.of(cell.kind())).addArrayOfString(arns)));
    }

    private static Uni<Map<String, Stored>> only(Cell cell, Uni<Map<ResourceKind, Map<String, Stored>>> stored) {
        return stored.map(known -> known.get(cell.kind()));
    }

    /** By the kinds of the key, all of them, and by ARN. */
    private Uni<Map<ResourceKind, Map<String, Stored>>> stored(String sql, Tuple values) {
        Uni<RowSet<Row>> stored = connection.preparedQuery(sql).execute(values);
        return stored.emitOn(Infrastructure.getDefaultWorkerPool()).map(rows -> {
            Map<ResourceKind, Map<String, Stored>> known = new EnumMap<>(ResourceKind.class);
            for (String kind : values.getArrayOfStrings(2)) {
                known.put(ResourceKind.valueOf(kind), new HashMap<>());
            }
            rows.forEach(row ->
                    known.get(ResourceKind.valueOf(row.getString("kind"))).put(row.getString("arn"), Stored.of(row)));
            return known;
        });
    }

    /** The outcome of the parts of a long listing. */
    private static final class Parts {
        private final Map<String, Instant> since = new HashMap<>();
        private int created;
        private int changed;
        private int restored;

        void took(Changes part) {
            since.putAll(part.since);
            created += part.created;
            changed += part.changed;
            restored += part.restored;
        }

        Changes changes(int deleted) {
            return new Changes(created, changed, restored, deleted, since);
        }
    }

    private Uni<Void> write(Cell cell, Plan plan) {
        ResourceWrites writes = new ResourceWrites(connection, at);
        return writes.supersede(plan.superseded)
                .chain(() -> writes.update(plan.updated))
                .chain(() -> writes.insert(plan.created))
                .chain(() -> writes.refresh(plan.refreshed))
                .chain(() -> writes.delete(cell, plan.deleted))
                .chain(() -> writes.unlink(plan.updated))
                .chain(() -> writes.link(plan.written()))
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
                    Shared.part(row.getOffsetDateTime("changed_at").toInstant()),
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
