package io.muster.scan;

import io.muster.inventory.Cells;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.ResourceKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The incomplete cells of regional kinds, over all regions of an account. */
final class RegionalCells {

    /** The name of the cells of an account without a known region. */
    static final String ANY_REGION = "any region";

    /** The regions that the account names, and those that were read without being named. */
    private static final String INCOMPLETE = """
            with named as (
                select unnest(regions) as region from account where account_id = $1
                union
                select region from cell
                where account_id = $1 and region <> 'global' and error_code is distinct from '%s')
            select needed.kind, named.region, cell.unread
            from unnest($2::text[]) as needed (kind)
                     left join named on true
                     left join cell on cell.account_id = $1 and cell.region = named.region and cell.kind = needed.kind
            where cell.state is distinct from 'COMPLETE'
            """.formatted(Cells.OUT_OF_SCOPE);

    private static final String OLDEST = """
            select kind, min(last_complete_at) as listed_at from cell
            where account_id = $1 and kind = any($2) and state = 'COMPLETE' group by kind
            """;

    private RegionalCells() {}

    /** A cell whose last attempt did not bring all of it, or that was never attempted. */
    record Incomplete(ResourceKind kind, String region, Unread unread) {
        private static Incomplete of(Row row) {
            String[] arns = row.getArrayOfStrings("unread");
            return new Incomplete(
                    ResourceKind.valueOf(row.getString("kind")),
                    Optional.ofNullable(row.getString("region")).orElse(ANY_REGION),
                    arns == null ? Unread.everythingElse() : Unread.only(List.of(arns)));
        }
    }

    /** The time of the oldest listing among the complete cells of each kind. */
    static Uni<Map<ResourceKind, Instant>> oldestListings(
            SqlConnection connection, String accountId, Collection<ResourceKind> kinds) {
        return connection
                .preparedQuery(OLDEST)
                .execute(Tuple.of(accountId, ResourceKind.names(kinds)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(
                                row -> ResourceKind.valueOf(row.getString("kind")),
                                row -> row.getOffsetDateTime("listed_at").toInstant())));
    }

    static Uni<List<Incomplete>> incomplete(
            SqlConnection connection, String accountId, Collection<ResourceKind> kinds) {
        return connection
                .preparedQuery(INCOMPLETE)
                .execute(Tuple.of(accountId, ResourceKind.names(kinds)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Incomplete::of)
                        .toList());
    }
}
