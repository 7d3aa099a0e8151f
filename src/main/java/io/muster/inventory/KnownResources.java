package io.muster.inventory;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stored resources of cells, by ARN: read for one listing, or ahead for all listings of a scope. Where resources come and go, most of a
 * cell's rows are of deleted ones: such a row is read only if its ARN is listed again.
 */
final class KnownResources {

    private static final String SELECT = """
            select kind, id, arn, content_hash, changed_at, deleted_at is not null as deleted,
                   case when $4::text::jsonb ? kind then (
                       select coalesce(jsonb_object_agg(member, attributes -> member) filter (where attributes ? member), '{}')::text
                       from jsonb_array_elements_text($4::text::jsonb -> kind) member) end
                       as flickering
            """;

    private static final String OF_CELLS = " where account_id = $1 and region = $2 and kind = any($3)";

    /** Materialized, so that the planner ignores the limit: its plan for the first few rows may read the whole table. */
    private static final String STANDING = "with known as materialized (" + SELECT + "from resource" + OF_CELLS
            + " and deleted_at is null) select * from known limit $5";

    /**
     * Looks up each resource by its ARN, even if the planner's statistics are out of date, as for a table that grows in this
     * transaction.
     */
    private static final String BY_ARN = SELECT + """
            from unnest($5::text[]) as listed (listed_arn)
                     cross join lateral (select * from resource where resource.arn = listed_arn offset 0) known
            """ + OF_CELLS;

    private final SqlConnection connection;
    private final int most;
    private final Map<ResourceKind, Map<String, KnownResource>> ahead = new EnumMap<>(ResourceKind.class);

    /** @param most how many resources are compared at a time */
    KnownResources(SqlConnection connection, int most) {
        this.connection = connection;
        this.most = most;
    }

    /**
     * Reads cells in one statement, for the listings that are compared next. Only so many kinds are read ahead that their
     * listings together, and their standing resources, stay below the number that is compared at a time; the others are read with
     * their own listings.
     *
     * @param listed how many resources the listing of each kind has
     */
    Uni<Void> readAhead(Scope scope, Map<ResourceKind, Integer> listed) {
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
                : standing(scope, kinds).invoke(this::holdAhead).replaceWithVoid();
    }

    private void holdAhead(Map<ResourceKind, Map<String, KnownResource>> known) {
        if (known.values().stream().mapToInt(Map::size).sum() <= most) {
            ahead.putAll(known);
        }
    }

    /**
     * The resources of the cell that stand, and the deleted ones that have one of the listed ARNs, for the caller to change.
     *
     * @return empty where more stand than are compared at a time
     */
    Uni<Optional<Map<String, KnownResource>>> standing(Cell cell, String[] listed) {
        return standing(cell)
                .chain(standing -> standing.size() > most
                        ? Uni.createFrom().item(Optional.empty())
                        : withDeleted(cell, standing, listed).map(Optional::of));
    }

    private Uni<Map<String, KnownResource>> standing(Cell cell) {
        Map<String, KnownResource> known = ahead.remove(cell.kind());
        return known == null
                ? standing(cell.scope(), Set.of(cell.kind())).map(read -> read.get(cell.kind()))
                : Uni.createFrom().item(known).emitOn(Infrastructure.getDefaultWorkerPool());
    }

    private Uni<Map<String, KnownResource>> withDeleted(
            Cell cell, Map<String, KnownResource> standing, String[] listed) {
        String[] others =
                Arrays.stream(listed).filter(arn -> !standing.containsKey(arn)).toArray(String[]::new);
        return others.length == 0
                ? Uni.createFrom().item(standing)
                : of(cell, others).invoke(standing::putAll).replaceWith(standing);
    }

    /** The first resources that stand, one more than are compared at a time at most. */
    private Uni<Map<ResourceKind, Map<String, KnownResource>>> standing(Scope scope, Set<ResourceKind> kinds) {
        return read(STANDING, key(scope, kinds).addInteger(most + 1));
    }

    /** The stored resources of the cell that have one of the ARNs, including deleted ones. */
    Uni<Map<String, KnownResource>> of(Cell cell, String[] arns) {
        return read(BY_ARN, key(cell).addArrayOfString(arns)).map(read -> read.get(cell.kind()));
    }

    private static Tuple key(Cell cell) {
        return key(cell.scope(), Set.of(cell.kind()));
    }

    private static Tuple key(Scope scope, Set<ResourceKind> kinds) {
        Map<String, List<String>> flickering = new HashMap<>();
        for (ResourceKind kind : kinds) {
            List<String> members = KindModel.of(kind).flickering();
            if (!members.isEmpty()) {
                flickering.put(kind.name(), members);
            }
        }
        return Tuple.of(scope.accountId(), scope.region(), ResourceKind.names(kinds), Documents.write(flickering));
    }

    /** Reads the resources, by kind and ARN, with an entry for each kind of the key. */
    private Uni<Map<ResourceKind, Map<String, KnownResource>>> read(String sql, Tuple values) {
        Uni<RowSet<Row>> stored = connection.preparedQuery(sql).execute(values);
        return stored.emitOn(Infrastructure.getDefaultWorkerPool()).map(rows -> {
            Map<ResourceKind, Map<String, KnownResource>> known = new EnumMap<>(ResourceKind.class);
            for (String kind : values.getArrayOfStrings(2)) {
                known.put(ResourceKind.valueOf(kind), new HashMap<>());
            }
            rows.forEach(row -> known.get(ResourceKind.valueOf(row.getString("kind")))
                    .put(row.getString("arn"), KnownResource.of(row)));
            return known;
        });
    }
}
