package io.muster.estate.exposure;

import io.muster.estate.Estate;
import io.muster.estate.reach.Frontends;
import io.muster.estate.reach.Reach;
import io.muster.inventory.Batch;
import io.muster.inventory.ContentHash;
import io.muster.inventory.Fingerprint;
import io.muster.inventory.KeptFingerprint;
import io.muster.inventory.Resource;
import io.muster.inventory.SharedNetworks;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Stores exposures. Those of an unchanged region are computed again only once a day, and an unchanged exposure is not written. */
public final class Exposures {

    /**
     * The stored fingerprint; no row where an exposure was recorded after it, as by a replica of a version without fingerprints,
     * or where a resource has no exposure.
     */
    private static final String KNOWN = """
            select i.fingerprint from exposure_input i
            where i.account_id = $1 and i.region = $2
              and not exists (select 1 from resource r
                                       left join exposure e on e.resource_id = r.id and e.valid_to = 'infinity'
                              where r.account_id = $1 and r.region = $2 and r.kind in ('INSTANCE', 'NETWORK_INTERFACE') and r.deleted_at is null
                                and (e.resource_id is null or e.valid_from > i.worked_out))
            """;

    private static final String KEEP = """
            insert into exposure_input (account_id, region, fingerprint, worked_out) values ($1, $2, $3, $4)
            on conflict (account_id, region) do update set fingerprint = excluded.fingerprint, worked_out = excluded.worked_out
            """;

    /**
     * By the resource, for each: PostgreSQL knows nothing of the sizes that tables grow to within a transaction, and would read all exposures
     * of a large region for each chunk of them.
     */
    private static final String STORED = """
            select r.arn, (
                select e.content_hash from exposure e where e.resource_id = r.id and not isfinite(e.valid_to)
                order by e.valid_from desc limit 1) as content_hash
            from resource r
            where r.arn = any($1)
            """;

    private static final String NEW = """
            with new as (
                select r.id, n.reachable, n.ports::int4multirange as ports, n.hash, n.document::jsonb as document
                from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[]) n (arn, reachable, ports, hash, document)
                         join resource r on r.arn = n.arn)
            """;

    private static final String ADD = """
            insert into exposure (resource_id, valid_from, reachable, ports, content_hash, document)
            select id, $6, reachable, ports, hash, document from new
            on conflict (resource_id, valid_from) do nothing
            """;

    private static final String INSERT = NEW + ADD;

    private static final String REPLACE = NEW + """
            , ended as (
                update exposure e set valid_to = $6 from new where e.resource_id = new.id and e.valid_to = 'infinity')
            """ + ADD;

    private Exposures() {}

    /** The kinds that an estate has to be loaded with. */
    public static Set<ResourceKind> kinds() {
        EnumSet<ResourceKind> kinds = EnumSet.of(ResourceKind.NETWORK_INTERFACE);
        kinds.addAll(Reach.KINDS);
        kinds.addAll(Frontends.KINDS);
        return kinds;
    }

    /** Stands for all that the exposures of the region are worked out from; once a day they are worked out in any case. */
    public static Uni<String> fingerprint(SqlConnection connection, Scope scope, Instant at) {
        String day = at.truncatedTo(ChronoUnit.DAYS) + " " + Reach.VERSION;
        return Fingerprint.ofRegion(connection, scope, kinds())
                .chain(own ->
                        SharedNetworks.fingerprint(connection, scope).map(shared -> own + " " + shared + " " + day));
    }

    /**
     * Brings the exposures of a region's instances and network interfaces in line with its estate. Runs in the caller's
     * transaction, which must hold the scope's lock and be on a worker's thread.
     *
     * @param fingerprint as it was before the estate was loaded
     */
    public static Uni<Void> record(SqlConnection connection, Instant at, Estate estate, String fingerprint) {
        Scope scope = estate.scope();
        return new KeptFingerprint(
                        KNOWN,
                        KEEP,
                        List.of(scope.accountId(), scope.region()),
                        () -> fingerprint(connection, scope, at))
                .unlessKept(connection, fingerprint, at, () -> workOut(connection, at, estate));
    }

    private static Uni<Void> workOut(SqlConnection connection, Instant at, Estate estate) {
        List<Resource<?>> resources = new ArrayList<>(estate.stored(NetworkInterface.class));
        resources.addAll(estate.stored(Instance.class));
        ExposureAnalysis analysis = new ExposureAnalysis(estate);
        return Batch.each(
                resources,
                chunk -> stored(connection, chunk)
                        .map(stored -> changed(chunk, analysis, stored))
                        .call(changed -> write(connection, INSERT, changed.get(false), at))
                        .chain(changed -> write(connection, REPLACE, changed.get(true), at)));
    }

    private static Uni<Map<String, Long>> stored(SqlConnection connection, List<Resource<?>> chunk) {
        Uni<RowSet<Row>> stored = connection
                .preparedQuery(STORED)
                .execute(Tuple.tuple().addArrayOfString(Batch.column(chunk, Resource::arn, new String[0])));
        return stored.emitOn(Infrastructure.getDefaultWorkerPool()).map(rows -> {
            Map<String, Long> hashes = new HashMap<>();
            for (Row row : rows) {
                if (row.getLong("content_hash") != null) {
                    hashes.put(row.getString("arn"), row.getLong("content_hash"));
                }
            }
            return hashes;
        });
    }

    private record Changed(String arn, String reachable, String ports, long hash, String document) {}

    /** The exposures that differ from the stored ones, by whether one is stored. */
    private static Map<Boolean, List<Changed>> changed(
            List<Resource<?>> chunk, ExposureAnalysis analysis, Map<String, Long> stored) {
        return chunk.stream()
                .map(resource -> changed(resource.arn(), analysis.of(resource)))
                .filter(one -> !Long.valueOf(one.hash()).equals(stored.get(one.arn())))
                .collect(Collectors.partitioningBy(one -> stored.containsKey(one.arn())));
    }

    private static Changed changed(String arn, Exposure exposure) {
        String document = ExposureDocument.text(exposure);
        long hash = ContentHash.ofText(exposure.reachable() + document).high();
        return new Changed(arn, exposure.reachable().name(), ExposureDocument.portRanges(exposure), hash, document);
    }

    private static Uni<?> write(SqlConnection connection, String sql, List<Changed> changed, Instant at) {
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple values = Tuple.tuple()
                .addArrayOfString(Batch.column(changed, Changed::arn, new String[0]))
                .addArrayOfString(Batch.column(changed, Changed::reachable, new String[0]))
                .addArrayOfString(Batch.column(changed, Changed::ports, new String[0]))
                .addArrayOfLong(Batch.column(changed, Changed::hash, new Long[0]))
                .addArrayOfString(Batch.column(changed, Changed::document, new String[0]))
                .addOffsetDateTime(at.atOffset(ZoneOffset.UTC));
        return connection.preparedQuery(sql).execute(values);
    }
}
