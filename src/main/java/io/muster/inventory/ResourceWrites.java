package io.muster.inventory;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The bulk statements behind {@link Reconciler}. */
final class ResourceWrites {

    private static final String SUPERSEDE = """
            insert into resource_version (resource_id, valid_from, valid_to, name, tags, attributes)
            select id, changed_at, coalesce(deleted_at, $2), name, tags, attributes
            from resource where id = any($1) and changed_at < coalesce(deleted_at, $2)
            """;

    private static final String UPDATE = """
            update resource
            set name = new.name, tags = new.tags::jsonb, attributes = new.attributes::jsonb, content_hash = new.hash,
                changed_at = $6, deleted_at = null, last_seen_at = null
            from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bytea[])
                as new (arn, name, tags, attributes, hash)
            where resource.arn = new.arn
            """;

    private static final String INSERT = """
            insert into resource (arn, resource_id, name, tags, attributes, content_hash,
                                  kind, account_id, region, first_seen_at, changed_at)
            select arn, resource_id, name, tags::jsonb, attributes::jsonb, hash, $7, $8, $9, $10, $10
            from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bytea[])
                as new (arn, resource_id, name, tags, attributes, hash)
            """;

    private static final String REFRESH = """
            update resource set attributes = new.attributes::jsonb
            from unnest($1::text[], $2::text[]) as new (arn, attributes)
            where resource.arn = new.arn
            """;

    private static final String DELETE = """
            update resource
            set deleted_at = $2,
                last_seen_at = greatest(changed_at,
                    (select last_complete_at from cell where account_id = $3 and region = $4 and kind = $5))
            where id = any($1)
            """;

    private static final String UNLINK = """
            with ended as (delete from resource_link where source_id = any($1) returning *)
            insert into resource_link_version (source_id, relation, target_arn, valid_from, valid_to)
            select source_id, relation, target_arn, valid_from, $2 from ended where valid_from < $2
            """;

    /**
     * An unchanged link keeps its row, and a resource whose links are all unchanged is skipped. The links of each resource are
     * found by its id, even if the planner's statistics are out of date, as for a table that grows in this transaction.
     */
    private static final String LINK = """
            with written as materialized (
                select known.id, new.links, new.number - standing.number as missing, standing.others
                from (select arn, cast(links as jsonb) as links, number
                      from unnest($1::text[], $2::text[], $4::int[]) as listed (arn, links, number) offset 0) new
                         cross join lateral (select id from resource where resource.arn = new.arn offset 0) known
                         cross join lateral (
                             select count(*) filter (where new.links -> l.relation ? l.target_arn) as number,
                                    array_agg(l.ctid) filter (where (new.links -> l.relation ? l.target_arn) is not true) as others
                             from resource_link l where l.source_id = known.id) standing),
            ended as (
                delete from resource_link where ctid = any (array(select unnest(others) from written)) returning *),
            kept as (
                insert into resource_link_version (source_id, relation, target_arn, valid_from, valid_to)
                select source_id, relation, target_arn, valid_from, $3 from ended where valid_from < $3)
            insert into resource_link (source_id, relation, target_arn, valid_from)
            select w.id, link.relation, target, $3
            from written w, jsonb_each(w.links) as link (relation, targets), jsonb_array_elements_text(link.targets) as target
            where w.missing > 0
            on conflict do nothing
            """;

    /** An address that the resource still holds keeps its row. */
    private static final String READDRESS = """
            with written as materialized (
                select known.id, new.addresses, standing.others
                from (select arn, array(
                          select cast(address as inet) from jsonb_array_elements_text(cast(addresses as jsonb)) address) as addresses
                      from unnest($1::text[], $2::text[]) as listed (arn, addresses) offset 0) new
                         cross join lateral (select id from resource where resource.arn = new.arn offset 0) known
                         cross join lateral (
                             select array_agg(a.ctid) filter (where a.address <> all (new.addresses)) as others
                             from resource_address a where a.resource_id = known.id and a.valid_to is null) standing),
            ended as (
                update resource_address set valid_to = $3 where ctid = any (array(select unnest(others) from written)))
            insert into resource_address (resource_id, address, valid_from)
            select w.id, address, $3 from written w, unnest(w.addresses) as address
            on conflict (resource_id, address) where valid_to is null do nothing
            """;

    private final SqlConnection connection;
    private final OffsetDateTime at;

    ResourceWrites(SqlConnection connection, Instant at) {
        this.connection = connection;
        this.at = at.atOffset(ZoneOffset.UTC);
    }

    /** Keeps the stored content of the resources as a version that ends now, or ended when they were deleted. */
    Uni<Void> supersede(List<Long> ids) {
        return Batch.run(connection, SUPERSEDE, ids, chunk -> Tuple.of(chunk.toArray(Long[]::new), at));
    }

    Uni<Void> update(List<Revision> revisions) {
        return Batch.run(
                connection,
                UPDATE,
                revisions,
                chunk -> Tuple.tuple()
                        .addArrayOfString(
                                texts(chunk, revision -> revision.resource().arn()))
                        .addArrayOfString(
                                texts(chunk, revision -> revision.resource().name()))
                        .addArrayOfString(tags(chunk))
                        .addArrayOfString(documents(chunk))
                        .addValue(hashes(chunk))
                        .addValue(at));
    }

    Uni<Void> insert(List<Revision> revisions) {
        return Batch.run(connection, INSERT, revisions, chunk -> {
            Resource<?> first = chunk.get(0).resource();
            return Tuple.tuple()
                    .addArrayOfString(
                            texts(chunk, revision -> revision.resource().arn()))
                    .addArrayOfString(
                            texts(chunk, revision -> revision.resource().resourceId()))
                    .addArrayOfString(
                            texts(chunk, revision -> revision.resource().name()))
                    .addArrayOfString(tags(chunk))
                    .addArrayOfString(documents(chunk))
                    .addValue(hashes(chunk))
                    .addString(first.kind().name())
                    .addString(first.scope().accountId())
                    .addString(first.scope().region())
                    .addValue(at);
        });
    }

    /** Writes the documents of resources that differ in unhashed components alone. */
    Uni<Void> refresh(List<Resource<?>> resources) {
        return Batch.run(
                connection,
                REFRESH,
                resources,
                chunk -> Tuple.tuple()
                        .addArrayOfString(Batch.column(chunk, Resource::arn, new String[0]))
                        .addArrayOfString(Batch.column(
                                chunk, resource -> Documents.write(resource.attributes()), new String[0])));
    }

    Uni<Void> delete(Cell cell, List<Long> ids) {
        return Batch.run(
                        connection,
                        DELETE,
                        ids,
                        chunk -> Tuple.of(chunk.toArray(Long[]::new), at)
                                .addString(cell.scope().accountId())
                                .addString(cell.scope().region())
                                .addString(cell.kind().name()))
                .chain(() -> Batch.run(connection, UNLINK, ids, chunk -> Tuple.of(chunk.toArray(Long[]::new), at)));
    }

    /** Stores the links of the resources, and ends those that no longer exist. */
    Uni<Void> link(List<Resource<?>> resources) {
        return Batch.run(
                connection,
                LINK,
                resources,
                chunk -> pointing(chunk, ResourceWrites::targets)
                        .addArrayOfInteger(Batch.column(
                                chunk, resource -> KindModel.links(resource).size(), new Integer[0])));
    }

    /** Stores the addresses of the resources, and ends those that they no longer hold. All resources are of one kind. */
    Uni<Void> readdress(List<Resource<?>> resources) {
        if (resources.isEmpty() || !KindModel.of(resources.get(0).kind()).holdsAddresses()) {
            return Uni.createFrom().voidItem();
        }
        return Batch.run(connection, READDRESS, resources, chunk -> pointing(chunk, ResourceWrites::addresses));
    }

    private Tuple pointing(List<Resource<?>> chunk, Function<Resource<?>, Object> held) {
        return Tuple.tuple()
                .addArrayOfString(Batch.column(chunk, Resource::arn, new String[0]))
                .addArrayOfString(Batch.column(chunk, resource -> Documents.write(held.apply(resource)), new String[0]))
                .addValue(at);
    }

    private static Map<String, List<String>> targets(Resource<?> resource) {
        return KindModel.links(resource).stream()
                .collect(groupingBy(
                        link -> link.relation().name(), TreeMap::new, mapping(LinkTarget::targetArn, toList())));
    }

    private static List<String> addresses(Resource<?> resource) {
        return KindModel.addresses(resource).stream().map(IpRange::toString).toList();
    }

    private static String[] texts(List<Revision> chunk, Function<Revision, String> value) {
        return Batch.column(chunk, value, new String[0]);
    }

    private static String[] tags(List<Revision> chunk) {
        return texts(chunk, revision -> Documents.write(revision.resource().tags()));
    }

    private static String[] documents(List<Revision> chunk) {
        return texts(chunk, revision -> Documents.write(revision.resource().attributes()));
    }

    private static Object hashes(List<Revision> chunk) {
        return Batch.column(
                chunk,
                revision -> Buffer.buffer(revision.hash().bytes()).getDelegate(),
                new io.vertx.core.buffer.Buffer[0]);
    }
}
