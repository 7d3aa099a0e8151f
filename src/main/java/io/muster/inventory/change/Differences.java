package io.muster.inventory.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.inventory.Documents;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.query.Database;
import io.muster.inventory.query.Sql;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the changed fields from the stored versions. Documents are read in parts of a bounded size and compared on
 * a worker, so that memory is bounded.
 */
@ApplicationScoped
public class Differences {

    /** How many characters of documents are held at a time, unless a single change has more. */
    private static final int CHARACTERS_AT_A_TIME = 2 * 1024 * 1024;

    private static final int CHANGES_AT_A_TIME = 50;

    /** How many characters of JSON the values of one answer may have. */
    private static final int MOST_CHARACTERS = 16 * 1024 * 1024;

    private static final String KEYS = "with key as (select k.* from unnest(";

    /** The documents around a change. The last document of a deleted resource is in its own row, unless it was created again. */
    private static final String DOCUMENTS = """
            ) with ordinality k (id, at, place)),
            pair as (
                select k.place, r.kind, b.document as before, a.document as after,
                       sum(coalesce(octet_length(cast(b.document as text)), 0) + coalesce(octet_length(cast(a.document as text)), 0))
                           over (order by k.place) as characters
                from key k
                         join resource r on r.id = k.id
                         join resource_change c on c.resource_id = k.id and c.at = k.at
                         left join lateral (
                             select whole_document(r.name, r.tags, r.attributes) as document
                             where c.type = 'DELETED' and r.deleted_at = k.at
                             union all
                             (select whole_document(v.name, v.tags, v.attributes)
                              from resource_version v
                              where v.resource_id = k.id and v.valid_from < k.at and c.type <> 'CREATED'
                                and (c.type = 'CHANGED' or r.deleted_at is distinct from k.at)
                              order by v.valid_from desc limit 1)) b on true
                         left join lateral (
                             select whole_document(r.name, r.tags, r.attributes) as document
                             where c.type <> 'DELETED' and r.changed_at = k.at
                             union all
                             select whole_document(v.name, v.tags, v.attributes)
                             from resource_version v
                             where v.resource_id = k.id and v.valid_from = k.at and c.type <> 'DELETED'
                               and r.changed_at <> k.at) a on true)
            select place, kind, cast(before as text) as before, cast(after as text) as after
            from pair where place = (select min(place) from pair) or characters <=\s""";

    private final Database database;

    Differences(Database database) {
        this.database = database;
    }

    /** The documents around one change: absent where the resource was not there. */
    @RegisterForReflection
    record Pair(
            int place,
            ResourceKind kind,
            @Nullable String before,
            @Nullable String after) {

        FieldChanges changes(int most) {
            return FieldChanges.of(Difference.between(Shape.of(kind), document(before), document(after)), most);
        }

        /** A member without a value is absent: a name is null where there is none. */
        private static JsonNode document(@Nullable String text) {
            ObjectNode document =
                    text == null ? JsonNodeFactory.instance.objectNode() : (ObjectNode) Documents.tree(text);
            if (document.path("name").isNull()) {
                document.remove("name");
            }
            return document;
        }
    }

    /**
     * The fields of each change. Fails as {@link ErrorCode#TOO_COMPLEX} where the values have more characters than an answer
     * may have.
     *
     * @param most how many fields of each change are wanted; all are counted
     */
    public Uni<Map<ChangeView.Key, FieldChanges>> of(Collection<ChangeView.Key> changes, int most) {
        return read(List.copyOf(changes), most, new Found(), CHANGES_AT_A_TIME);
    }

    private static final class Found {
        private final Map<ChangeView.Key, FieldChanges> changes = new HashMap<>();
        private long characters;

        void add(ChangeView.Key key, FieldChanges fields) {
            characters += fields.length();
            if (characters > MOST_CHARACTERS) {
                throw new MusterException(
                        ErrorCode.TOO_COMPLEX,
                        "The fields that changed have more than " + MOST_CHARACTERS
                                + " characters: ask for a smaller page, or fewer fields of each change");
            }
            changes.put(key, fields);
        }
    }

    /** @param atOnce how many to ask for: where their documents turn out to be too large for all, the next are fewer */
    private Uni<Map<ChangeView.Key, FieldChanges>> read(List<ChangeView.Key> keys, int most, Found found, int atOnce) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(found.changes);
        }
        List<ChangeView.Key> next = keys.subList(0, Math.min(keys.size(), atOnce));
        Uni<List<Pair>> pairs = database.rows(documents(next), Pair.class);
        return pairs.emitOn(Infrastructure.getDefaultWorkerPool())
                .map(read -> {
                    read.forEach(pair -> found.add(next.get(pair.place - 1), pair.changes(most)));
                    // resources that were purged meanwhile are not among them
                    return read.isEmpty() ? next.size() : read.get(read.size() - 1).place;
                })
                .chain(done ->
                        read(keys.subList(done, keys.size()), most, found, Math.min(CHANGES_AT_A_TIME, 2 * done)));
    }

    private static Sql documents(List<ChangeView.Key> keys) {
        return Sql.of(KEYS)
                .numbers(keys.stream().map(ChangeView.Key::id).toList())
                .add(", cast(")
                .texts(keys.stream().map(key -> key.at().toString()).toList())
                .add(" as timestamptz[])")
                .add(DOCUMENTS)
                .number(CHARACTERS_AT_A_TIME)
                .add(" order by place");
    }
}
