package io.muster.inventory;

import io.muster.inventory.kind.Scope;
import io.muster.inventory.query.Portal;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The stored facts of one cell's resources that take a call for each: not the whole documents, of which there may be
 * a hundred thousand.
 */
public final class StoredFacts<T extends Record> {

    private static final String SELECT = """
            select arn, content_hash, case when $4 then tags::text end as tags,
                   (select jsonb_object_agg(key, value) from jsonb_each(attributes) where key = any($5))::text as facts
            from resource
            where account_id = $1 and region = $2 and kind = $3 and deleted_at is null and attributes ->> $6 is not null
            """;

    record Stored(String facts, String tags, ContentHash hash) {}

    private final LookedUp<T> lookedUp;
    private final Map<String, Stored> byArn;

    StoredFacts(LookedUp<T> lookedUp, Map<String, Stored> byArn) {
        this.lookedUp = lookedUp;
        this.byArn = byArn;
    }

    /** Nothing is known. */
    public static <T extends Record> StoredFacts<T> none(LookedUp<T> lookedUp) {
        return new StoredFacts<>(lookedUp, Map.of());
    }

    /** The stored facts of the cell's resources whose facts were all read the last time. The result arrives on a worker thread. */
    public static <T extends Record> Uni<StoredFacts<T>> of(Pool pool, Scope scope, LookedUp<T> lookedUp) {
        Tuple values = Tuple.of(
                        scope.accountId(), scope.region(), lookedUp.kind().name())
                .addBoolean(lookedUp.tags())
                .addArrayOfString(lookedUp.members().toArray(String[]::new))
                .addString(lookedUp.age());
        Map<String, Stored> byArn = new HashMap<>();
        return pool.withTransaction(connection ->
                        Portal.each(connection, SELECT, values, row -> byArn.put(row.getString("arn"), stored(row))))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(read -> new StoredFacts<>(lookedUp, byArn));
    }

    /** Most resources of a cell have the same few facts. */
    private static Stored stored(Row row) {
        return new Stored(
                Shared.part(row.getString("facts")),
                Shared.part(row.getString("tags")),
                ContentHash.of(row.getBuffer("content_hash").getBytes()));
    }

    public boolean isEmpty() {
        return byArn.isEmpty();
    }

    /**
     * A resource that was listed, with the facts that are stored of it and their age.
     *
     * @param listed its looked-up facts are null
     * @return empty where nothing is stored of it, or something else of it has changed since
     */
    public Optional<Recalled<T>> recalled(Resource<T> listed) {
        Stored stored = byArn.get(listed.arn());
        if (stored == null) {
            return Optional.empty();
        }
        T facts = Documents.read(stored.facts, lookedUp.type());
        Resource<T> whole = listed.with(lookedUp.recalled(listed.attributes(), facts));
        if (!whole.tagsKnown() && stored.tags != null) {
            whole = whole.withTags(Documents.readTags(stored.tags));
        }
        return stored.hash.equals(Documents.hash(whole))
                ? Optional.of(new Recalled<>(Shared.of(whole), lookedUp.checkedAt(facts)))
                : Optional.empty();
    }

    /** An unchanged resource with its stored facts, and when AWS was last asked for them. */
    public record Recalled<T extends Record>(Resource<T> resource, Instant checkedAt) {}
}
