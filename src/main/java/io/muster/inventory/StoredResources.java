package io.muster.inventory;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.query.Portal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stored resources as typed records, for code that reasons over all of them, read in a transaction. Documents are read on a
 * worker, part by part: only the records of all of them are in memory.
 */
public final class StoredResources {

    private static final String SELECT = """
            select arn, kind, account_id, region, resource_id, name, tags::text, attributes::text, changed_at
            from resource
            where account_id = $1 and kind = any($2) and deleted_at is null
            """;

    private StoredResources() {}

    /** One resource, and since when it has been as it is. */
    public record StoredResource(Resource<?> resource, Instant changedAt) {}

    /** Reads the resources of one region, or the account-wide ones. */
    public static Uni<List<StoredResource>> ofScope(
            SqlConnection connection, Scope scope, Collection<ResourceKind> kinds) {
        return select(
                connection,
                SELECT + " and region = $3",
                Tuple.of(scope.accountId(), ResourceKind.names(kinds)).addString(scope.region()));
    }

    /** Reads the regional resources of all regions of the account. */
    public static Uni<List<StoredResource>> ofAccount(
            SqlConnection connection, String accountId, Set<ResourceKind> kinds) {
        return select(connection, SELECT, Tuple.of(accountId, ResourceKind.names(kinds)));
    }

    /** Reads the resource of the kind that has the ARN, if the account has it. */
    public static Uni<List<StoredResource>> ofArn(
            SqlConnection connection, String accountId, ResourceKind kind, String arn) {
        return select(
                connection,
                SELECT + " and arn = $3",
                Tuple.of(accountId, ResourceKind.names(Set.of(kind))).addString(arn));
    }

    /** The tags of resources by their ARNs; those that are deleted, or were never stored, are left out. */
    public static Uni<Map<String, Map<String, String>>> tags(SqlConnection connection, Collection<String> arns) {
        return connection
                .preparedQuery("select arn, tags::text from resource where arn = any($1) and deleted_at is null")
                .execute(Tuple.tuple().addArrayOfString(arns.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, Map<String, String>> tags = new HashMap<>();
                    rows.forEach(row -> tags.put(row.getString("arn"), Documents.readTags(row.getString("tags"))));
                    return tags;
                });
    }

    /** The resources that a query for the same columns finds. */
    static Uni<List<StoredResource>> select(SqlConnection connection, String sql, Tuple values) {
        List<StoredResource> found = new ArrayList<>();
        return Portal.each(
                        connection,
                        sql,
                        values,
                        row -> found.add(new StoredResource(
                                Shared.of(resource(row)),
                                Shared.part(row.getOffsetDateTime("changed_at").toInstant()))))
                .replaceWith(found);
    }

    private static Resource<?> resource(Row row) {
        ResourceKind kind = ResourceKind.valueOf(row.getString("kind"));
        String arn = row.getString("arn");
        return new Resource<>(
                arn,
                kind,
                Scope.of(row.getString("account_id"), row.getString("region")).inPartitionOf(arn),
                row.getString("resource_id"),
                row.getString("name"),
                Documents.readTags(row.getString("tags")),
                Documents.read(row.getString("attributes"), KindModel.of(kind).type()));
    }
}
