package io.muster.estate.attack;

import io.muster.estate.Estate;
import io.muster.inventory.Batch;
import io.muster.inventory.ContentHash;
import io.muster.inventory.Documents;
import io.muster.inventory.HeldHosts;
import io.muster.inventory.KeptFingerprint;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.query.Portal;
import io.muster.inventory.signal.ReportedExploits;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stored attack paths. Those of a region that did not change are not worked out again, but for once a day, and one that is as it was costs no
 * write; the past is kept.
 */
public final class StoredAttackPaths {

    /** But for those that begin at instances that were not read, or lead over these. */
    private static final String STORED = """
            select path_id::text as path_id, content_hash
            from attack_path p where account_id = $1 and region = $2 and valid_to = 'infinity'
                and not exists (select from resource r where r.id = p.instance_id and r.arn = any($3))
                and not exists (select from jsonb_array_elements(p.document -> 'steps') step where step ->> 'resourceArn' = any($3))
            """;

    private static final String END = """
            update attack_path set valid_to = $2 where path_id = any($1::text[]::uuid[]) and valid_to = 'infinity'
            """;

    private static final String INSERT = """
            insert into attack_path (path_id, instance_id, account_id, region, valid_from, severity_rank, rank, content_hash, document)
            select n.path_id::uuid, r.id, $7, $8, $9, n.severity, n.rank, n.hash, n.document::jsonb
            from unnest($1::text[], $2::text[], $3::int[], $4::int[], $5::bigint[], $6::text[])
                     n (path_id, arn, severity, rank, hash, document)
                     join resource r on r.arn = n.arn
            on conflict (path_id, valid_from) do nothing
            """;

    private static final String LOOKED_AT = """
            insert into attack_path_scope as s (account_id, region, looked_at, missing, read_at, told_at)
            values ($1, $2, $3, $4, coalesce($5::text::jsonb, '{}'), case when $6 then $3::timestamptz end)
            on conflict (account_id, region) do update
                set looked_at = excluded.looked_at, missing = excluded.missing, read_at = coalesce($5::text::jsonb, s.read_at),
                    told_at = excluded.told_at, fingerprint = null
            """;

    /** The fingerprint is not used where a replica of a version that keeps none has stored paths since. */
    private static final String KNOWN = """
            select fingerprint from attack_path_scope
            where account_id = $1 and region = $2 and fingerprint is not null and fingerprint_at = looked_at
            """;

    private static final String KEEP = """
            update attack_path_scope set fingerprint = $3, fingerprint_at = $4 where account_id = $1 and region = $2
            """;

    /** The paths are as they were; the listings that they rest on are newer. */
    private static final String STILL_SO = """
            update attack_path_scope
            set looked_at = $3, fingerprint_at = $3, told_at = case when told_at = looked_at then $3 else told_at end,
                read_at = (select coalesce(jsonb_object_agg(account, coalesce($4::text::jsonb -> account, read)), '{}')
                           from jsonb_each(read_at) as known (account, read))
            where account_id = $1 and region = $2 and fingerprint is not null and looked_at < $3
            """;

    private static final String NOT_READ = """
            update attack_path_scope
            set missing = array(select distinct what from unnest(missing || $3) what order by what), fingerprint = null, told_at = null
            where account_id = $1 and region = $2
            """;

    private StoredAttackPaths() {}

    /** The kinds that an estate has to be loaded with. */
    public static Set<ResourceKind> kinds() {
        return AttackPaths.KINDS;
    }

    /**
     * Notes that kinds of a region could not be read, or are not read any more: its paths stay as they were, and there may be more. Runs in
     * the caller's transaction, which must hold the scope's lock.
     */
    public static Uni<Void> notRead(SqlConnection connection, Scope scope, Set<ResourceKind> kinds) {
        String[] missing = kinds.stream()
                .filter(kind -> !kind.global() && kinds().contains(kind))
                .map(kind -> kind.name() + " in " + scope.region())
                .toArray(String[]::new);
        return missing.length == 0
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(NOT_READ)
                        .execute(Tuple.of(scope.accountId(), scope.region()).addArrayOfString(missing))
                        .replaceWithVoid();
    }

    private record Row(AttackPath path, String id, String document, long hash) {

        static Row of(AttackPath path) {
            String document = AttackPathDocument.text(path);
            return new Row(
                    path,
                    path.id().toString(),
                    document,
                    ContentHash.ofText(path.rank() + document).high());
        }
    }

    /**
     * @param changed the paths that differ from the stored ones
     * @param ended   the ids of those that are stored otherwise
     */
    private record Difference(List<Row> changed, List<String> ended) {

        static Difference of(List<Row> rows, Map<String, Long> stored) {
            List<Row> changed = rows.stream()
                    .filter(row -> !Long.valueOf(row.hash()).equals(stored.get(row.id())))
                    .toList();
            return new Difference(
                    changed,
                    changed.stream().map(Row::id).filter(stored::containsKey).toList());
        }
    }

    /** Stands for what is stored of all that the paths of the region are worked out from. */
    public static Uni<String> fingerprint(SqlConnection connection, Scope scope, Instant at) {
        return AttackPathInputs.stored(connection, scope, at);
    }

    /**
     * Brings the paths of a region in line with its estate. Where they could not be looked for, or those from or over one of its instances
     * could not, they stay as they were, and what is missing is noted. The hosts elsewhere are read only where the inputs differ. Runs in the
     * caller's transaction, which must hold the scope's lock.
     *
     * @param fingerprint as it was before the estate was loaded
     */
    public static Uni<Void> record(SqlConnection connection, Instant at, Estate estate, String fingerprint) {
        Scope scope = estate.scope();
        return ReportedExploits.of(connection, scope)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(exploitable -> AttackPaths.in(estate, exploitable))
                .chain(search -> record(connection, scope, at, search, fingerprint))
                .chain(() -> connection
                        .preparedQuery(STILL_SO)
                        .execute(Tuple.of(
                                scope.accountId(),
                                scope.region(),
                                at.atOffset(ZoneOffset.UTC),
                                Documents.write(estate.beside().trusting().readAt()))))
                .replaceWithVoid();
    }

    private static Uni<Void> record(
            SqlConnection connection, Scope scope, Instant at, AttackPaths search, String fingerprint) {
        String told = AttackPathInputs.told(search);
        return new KeptFingerprint(
                        KNOWN,
                        KEEP,
                        List.of(scope.accountId(), scope.region()),
                        () -> fingerprint(connection, scope, at).map(stored -> stored + told))
                .unlessKept(
                        connection,
                        fingerprint + told,
                        at,
                        () -> HeldHosts.of(connection, scope)
                                .invoke(search::addSources)
                                .chain(() -> workOut(connection, scope, at, search)));
    }

    private static Uni<Void> workOut(SqlConnection connection, Scope scope, Instant at, AttackPaths search) {
        Map<String, Long> hashes = new HashMap<>();
        return Portal.each(
                        connection,
                        STORED,
                        Tuple.of(
                                scope.accountId(),
                                scope.region(),
                                search.unread().toArray(String[]::new)),
                        row -> hashes.put(row.getString("path_id"), row.getLong("content_hash")))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(() -> replace(connection, scope, at, search, hashes));
    }

    /** The paths of a large region take as much memory as its resources: those from some of its instances are stored before others are sought. */
    private static Uni<Void> replace(
            SqlConnection connection, Scope scope, Instant at, AttackPaths search, Map<String, Long> stored) {
        Uni<Void> kept = search.readable()
                ? Batch.each(
                                search.instances(),
                                chunk -> replace(connection, scope, at, search, chunk, stored)
                                        .chain(() -> OfferedHosts.record(connection, scope, search, chunk)))
                        .chain(() -> OfferedHosts.forgetGone(connection, scope))
                        .chain(() -> end(connection, at, stored.keySet()))
                : Uni.createFrom().voidItem();
        return kept.chain(() -> Uni.createFrom()
                        .item(search::tellsHeld)
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .chain(tellsHeld -> connection
                        .preparedQuery(LOOKED_AT)
                        .execute(Tuple.of(
                                scope.accountId(),
                                scope.region(),
                                at.atOffset(ZoneOffset.UTC),
                                search.missing().stream().sorted().toArray(String[]::new),
                                search.readable() ? Documents.write(search.readAt()) : null,
                                tellsHeld)))
                .replaceWithVoid();
    }

    /** @param stored the hashes of the paths that were not met yet, of which those from these instances are taken out */
    private static Uni<Void> replace(
            SqlConnection connection,
            Scope scope,
            Instant at,
            AttackPaths search,
            List<Resource<Instance>> entries,
            Map<String, Long> stored) {
        return Uni.createFrom()
                .item(() -> {
                    List<Row> rows = search.from(entries).stream().map(Row::of).toList();
                    Difference difference = Difference.of(rows, stored);
                    rows.forEach(row -> stored.remove(row.id()));
                    return difference;
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(difference -> end(connection, at, difference.ended())
                        .chain(() -> Batch.run(
                                connection, INSERT, difference.changed(), chunk -> columns(chunk, scope, at))));
    }

    private static Uni<Void> end(SqlConnection connection, Instant at, Collection<String> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(END)
                        .execute(Tuple.of(ids.toArray(String[]::new), at.atOffset(ZoneOffset.UTC)))
                        .replaceWithVoid();
    }

    private static Tuple columns(List<Row> rows, Scope scope, Instant at) {
        return Tuple.tuple()
                .addArrayOfString(Batch.column(rows, Row::id, new String[0]))
                .addArrayOfString(Batch.column(rows, row -> row.path().entry().arn(), new String[0]))
                .addArrayOfInteger(Batch.column(rows, row -> row.path().severity(), new Integer[0]))
                .addArrayOfInteger(Batch.column(rows, row -> row.path().rank(), new Integer[0]))
                .addArrayOfLong(Batch.column(rows, Row::hash, new Long[0]))
                .addArrayOfString(Batch.column(rows, Row::document, new String[0]))
                .addString(scope.accountId())
                .addString(scope.region())
                .addOffsetDateTime(at.atOffset(ZoneOffset.UTC));
    }
}
