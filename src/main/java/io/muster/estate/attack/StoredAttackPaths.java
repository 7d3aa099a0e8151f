package io.muster.estate.attack;

import io.muster.estate.Estate;
import io.muster.inventory.Batch;
import io.muster.inventory.ContentHash;
import io.muster.inventory.Documents;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
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

/** Stores attack paths, with their history. An unchanged path is not written. */
public final class StoredAttackPaths {

    private static final String STORED = """
            select path_id::text as path_id, content_hash
            from attack_path where account_id = $1 and region = $2 and valid_to = 'infinity'
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
            insert into attack_path_scope as s (account_id, region, looked_at, missing, read_at)
            values ($1, $2, $3, $4, coalesce($5::text::jsonb, '{}'))
            on conflict (account_id, region) do update
                set looked_at = excluded.looked_at, missing = excluded.missing, read_at = coalesce($5::text::jsonb, s.read_at)
            """;

    private StoredAttackPaths() {}

    /** The kinds that an estate has to be loaded with. */
    public static Set<ResourceKind> kinds() {
        return AttackPaths.KINDS;
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

    /**
     * Brings the paths of a region in line with its estate. Where they could not be looked for, they stay as they were, and what is
     * missing is noted. Runs in the caller's transaction, which must hold the scope's lock.
     */
    public static Uni<Void> record(SqlConnection connection, Scope scope, Instant at, Estate estate) {
        return connection
                .preparedQuery(STORED)
                .execute(Tuple.of(scope.accountId(), scope.region()))
                .map(rows -> {
                    Map<String, Long> hashes = new HashMap<>();
                    rows.forEach(row -> hashes.put(row.getString("path_id"), row.getLong("content_hash")));
                    return hashes;
                })
                .chain(stored -> ReportedExploits.of(connection, scope)
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .chain(exploitable ->
                                record(connection, scope, at, AttackPaths.in(estate, exploitable), stored)));
    }

    /**
     * Computes and stores the paths of some instances at a time, because all paths of a large region take as much memory as its
     * resources.
     */
    private static Uni<Void> record(
            SqlConnection connection, Scope scope, Instant at, AttackPaths search, Map<String, Long> stored) {
        Uni<Void> kept = search.readable()
                ? Batch.each(search.instances(), chunk -> replace(connection, scope, at, search, chunk, stored))
                        .chain(() -> end(connection, at, stored.keySet()))
                : Uni.createFrom().voidItem();
        return kept.chain(() -> connection
                        .preparedQuery(LOOKED_AT)
                        .execute(Tuple.of(
                                scope.accountId(),
                                scope.region(),
                                at.atOffset(ZoneOffset.UTC),
                                search.missing().stream().sorted().toArray(String[]::new),
                                search.readable() ? Documents.write(search.readAt()) : null)))
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
