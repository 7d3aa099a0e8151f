package io.muster.inventory;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

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

    private static final String KEEP_LINKS = """
            insert into resource_link_version (source_id, relation, target_arn, valid_from, valid_to)
            select l.source_id, l.relation, l.target_arn, r.changed_at, $2
            from resource_link l join resource r on r.id = l.source_id
            where l.source_id = any($1) and r.changed_at < $2
            """;

    private static final String UNLINK_DELETED = "delete from resource_link where source_id = any($1)";

    private static final String UNLINK =
            "delete from resource_link using resource where source_id = resource.id and resource.arn = any($1)";

    private static final String LINK = """
            insert into resource_link (source_id, relation, target_arn)
            select resource.id, new.relation, new.target
            from unnest($1::text[], $2::text[], $3::text[]) as new (source, relation, target)
                     join resource on resource.arn = new.source
            """;

    /** An address that is held as before keeps its row. */
    private static final String READDRESS = """
            with held as (
                select distinct r.id, cast(new.address as inet) as address
                from unnest($2::text[], $3::text[]) as new (arn, address) join resource r on r.arn = new.arn),
            ended as (
                update resource_address a set valid_to = $4
                from resource r
                where r.arn = any($1::text[]) and a.resource_id = r.id and a.valid_to is null
                  and not exists (select 1 from held h where h.id = a.resource_id and h.address = a.address))
            insert into resource_address (resource_id, address, valid_from)
            select id, address, $4 from held
            on conflict (resource_id, address) where valid_to is null do nothing
            """;

    private final SqlConnection connection;
    private final OffsetDateTime at;

    ResourceWrites(SqlConnection connection, Instant at) {
        this.connection = connection;
        this.at = at.atOffset(ZoneOffset.UTC);
    }

    /**
     * Keeps the stored content of the resources as a version that ends now, or ended when they were deleted, and their
     * links.
     */
    Uni<Void> supersede(List<Long> ids) {
        return Batch.run(connection, SUPERSEDE, ids, chunk -> Tuple.of(chunk.toArray(Long[]::new), at))
                .chain(() -> keepLinks(ids));
    }

    private Uni<Void> keepLinks(List<Long> ids) {
        return Batch.run(connection, KEEP_LINKS, ids, chunk -> Tuple.of(chunk.toArray(Long[]::new), at));
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
                .chain(() -> keepLinks(ids))
                .chain(() -> Batch.run(
                        connection, UNLINK_DELETED, ids, chunk -> Tuple.tuple().addValue(chunk.toArray(Long[]::new))));
    }

    /** Takes away the links that the resources had before. */
    Uni<Void> unlink(List<Revision> revisions) {
        return Batch.run(
                connection,
                UNLINK,
                revisions,
                chunk -> Tuple.tuple()
                        .addArrayOfString(
                                texts(chunk, revision -> revision.resource().arn())));
    }

    /** Writes the present links of resources that have none. */
    Uni<Void> link(List<Resource<?>> resources) {
        return Batch.run(
                connection,
                LINK,
                links(resources),
                chunk -> Tuple.tuple()
                        .addArrayOfString(Batch.column(chunk, NewLink::source, new String[0]))
                        .addArrayOfString(Batch.column(chunk, NewLink::relation, new String[0]))
                        .addArrayOfString(Batch.column(chunk, NewLink::target, new String[0])));
    }

    /** Notes the addresses that the resources hold now, and which they do not hold any more. They are all of one kind. */
    Uni<Void> readdress(List<Resource<?>> resources) {
        if (resources.isEmpty() || !KindModel.of(resources.get(0).kind()).holdsAddresses()) {
            return Uni.createFrom().voidItem();
        }
        return Batch.run(connection, READDRESS, resources, chunk -> {
            List<Held> held = chunk.stream().flatMap(Held::by).toList();
            return Tuple.tuple()
                    .addArrayOfString(Batch.column(chunk, Resource::arn, new String[0]))
                    .addArrayOfString(Batch.column(held, Held::arn, new String[0]))
                    .addArrayOfString(Batch.column(held, Held::address, new String[0]))
                    .addValue(at);
        });
    }

    private record Held(String arn, String address) {
        static Stream<Held> by(Resource<?> resource) {
            return KindModel.addresses(resource).stream().map(range -> new Held(resource.arn(), range.toString()));
        }
    }

    private record NewLink(String source, String relation, String target) {}

    private static List<NewLink> links(List<Resource<?>> resources) {
        List<NewLink> links = new ArrayList<>();
        for (Resource<?> resource : resources) {
            for (LinkTarget target : KindModel.links(resource)) {
                links.add(new NewLink(resource.arn(), target.relation().name(), target.targetArn()));
            }
        }
        return links;
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
