package io.muster.inventory;

import io.muster.inventory.StoredResources.StoredResource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.query.Portal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
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

    private static final String STANDING = """
            select id, arn from resource where account_id = $1 and region = $2 and kind = $3 and deleted_at is null
            """;

    /** How many resources are compared and written at a time, which bounds the hashes and documents in memory. */
    static final int AT_A_TIME = 5_000;

    private final SqlConnection connection;
    private final Instant at;
    private final int most;
    private final KnownResources known;

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
        known = new KnownResources(connection, most);
    }

    /**
     * How many resources were created, changed or deleted.
     *
     * @param restored how many of the changed ones had been deleted
     * @param since since when each resource of the listing has been as it is
     */
    public record Changes(int created, int changed, int restored, int deleted, ByArn<StoredResource> since) {

        /** How many more there are than before. */
        public int added() {
            return created + restored - deleted;
        }

        public int total() {
            return created + changed + deleted;
        }
    }

    /**
     * Takes a complete listing of the cell: a stored resource that is not in it is deleted. It does not mark the cell as complete, which
     * {@link Cells#complete} does for all cells of a scope at once.
     */
    public <T extends Record> Uni<Changes> compared(Cell cell, List<Resource<T>> listing) {
        return take(cell, listing, Unread.nothing());
    }

    /** As {@link KnownResources#readAhead}. */
    public Uni<Void> readAhead(Scope scope, Map<ResourceKind, Integer> listed) {
        return known.readAhead(scope, listed);
    }

    /**
     * Takes the part of a cell that was read. Resources that may not have been read stay as they are; only those that the listing
     * proves to be gone are deleted.
     */
    public <T extends Record> Uni<Changes> partial(
            Cell cell, List<Resource<T>> read, Unread unread, List<Cells.Reason> reasons) {
        return take(cell, read, unread)
                .call(changes -> Cells.partial(connection, cell, at, reasons, unread, read.size(), changes.added()));
    }

    /**
     * Takes single resources of a cell. Those that were asked for and not read are gone; the others, and the time of the cell's
     * last listing, stay as they are.
     *
     * @param asked the ARNs that were asked for
     */
    public <T extends Record> Uni<Changes> named(Cell cell, List<Resource<T>> read, Set<String> asked) {
        Set<String> arns = new HashSet<>(asked);
        read.forEach(resource -> arns.add(resource.arn()));
        return known.of(cell, arns.toArray(String[]::new))
                .chain(stored -> atOnce(cell, read, stored, Unread.nothing()))
                .call(changes -> Cells.added(connection, cell, changes.added()));
    }

    private <T extends Record> Uni<Changes> take(Cell cell, List<Resource<T>> listing, Unread unread) {
        return listing.size() > most
                ? inParts(cell, listing, unread)
                : known.standing(cell, arns(listing))
                        .chain(standing -> standing.isPresent()
                                ? atOnce(cell, listing, standing.get(), unread)
                                : inParts(cell, listing, unread));
    }

    private <T extends Record> Uni<Changes> atOnce(
            Cell cell, List<Resource<T>> listing, Map<String, KnownResource> stored, Unread unread) {
        return Uni.createFrom()
                .item(() -> Plan.of(listing, stored, unread, at))
                .call(plan -> write(cell, plan))
                .map(Plan::changes);
    }

    private <T extends Record> Uni<Changes> inParts(Cell cell, List<Resource<T>> listing, Unread unread) {
        Parts parts = new Parts();
        return Multi.createFrom()
                .range(0, (listing.size() + most - 1) / most)
                .map(part -> listing.subList(part * most, Math.min((part + 1) * most, listing.size())))
                .onItem()
                .transformToUniAndConcatenate(part -> known.of(cell, arns(part))
                        .map(stored -> Plan.of(part, stored, Unread.everythingElse(), at))
                        .call(plan -> write(cell, plan))
                        .invoke(plan -> parts.took(plan.changes())))
                .onItem()
                .ignoreAsUni()
                .chain(() -> absent(cell, unread, parts.since))
                .call(gone -> new ResourceWrites(connection, at).delete(cell, gone))
                .map(gone -> parts.handOver(gone.size()));
    }

    /** The stored resources that the listing proves to be gone. */
    private Uni<List<Long>> absent(Cell cell, Unread unread, ByArn<StoredResource> listed) {
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
                            if (!listed.contains(arn) && !unread.mayHold(arn)) {
                                gone.add(row.getLong("id"));
                            }
                        })
                .replaceWith(gone);
    }

    private static <T extends Record> String[] arns(List<Resource<T>> part) {
        return part.stream().map(Resource::arn).toArray(String[]::new);
    }

    /** The outcome of the parts of a long listing. */
    private static final class Parts {
        private ByArn<StoredResource> since = new ByArn<>(StoredResource::resource);
        private int created;
        private int changed;
        private int restored;

        void took(Changes part) {
            part.since.stream().forEach(since::put);
            created += part.created;
            changed += part.changed;
            restored += part.restored;
        }

        /** Hands over the times: this object is referred to until the end of the transaction, the times of few kinds are read in it. */
        Changes handOver(int deleted) {
            Changes all = new Changes(created, changed, restored, deleted, since);
            since = new ByArn<>(StoredResource::resource);
            return all;
        }
    }

    private Uni<Void> write(Cell cell, Plan plan) {
        ResourceWrites writes = new ResourceWrites(connection, at);
        return writes.supersede(plan.superseded)
                .chain(() -> writes.update(plan.updated))
                .chain(() -> writes.insert(plan.created))
                .chain(() -> writes.refresh(plan.refreshed))
                .chain(() -> writes.delete(cell, plan.deleted))
                .chain(() -> writes.link(plan.written()))
                .chain(() -> writes.readdress(plan.written()));
    }

    /** The resources that must be written. */
    private static final class Plan {
        private final List<Revision> created = new ArrayList<>();
        private final List<Revision> updated = new ArrayList<>();
        private final List<Resource<?>> refreshed = new ArrayList<>();
        private final List<Long> superseded = new ArrayList<>();
        private final List<Long> deleted = new ArrayList<>();
        private final ByArn<StoredResource> since = new ByArn<>(StoredResource::resource);
        private int restored;

        static <T extends Record> Plan of(
                List<Resource<T>> listing, Map<String, KnownResource> stored, Unread unread, Instant at) {
            Plan plan = new Plan();
            for (Resource<T> resource : listing) {
                plan.take(resource, stored.remove(resource.arn()), at);
            }
            stored.forEach((arn, absent) -> {
                if (!absent.deleted() && !unread.mayHold(arn)) {
                    plan.deleted.add(absent.id());
                }
            });
            return plan;
        }

        private void take(Resource<?> resource, KnownResource known, Instant at) {
            ContentHash hash = Documents.hash(resource);
            boolean stands = known != null && !known.deleted() && known.hash().equals(hash);
            since.put(new StoredResource(resource, stands ? known.changedAt() : at));
            if (known == null) {
                created.add(new Revision(resource, hash));
            } else if (!stands) {
                updated.add(new Revision(resource, hash));
                superseded.add(known.id());
                restored += known.deleted() ? 1 : 0;
            } else {
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
