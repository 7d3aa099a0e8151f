package io.muster.inventory;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.Trail;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The trails that a region shows, as they are stored for their home regions, in the region's account and in the account that owns
 * them. Only the home region shows whether a trail is logging, and only the owner sees the event selectors of an organization's
 * trail.
 */
public final class TrailHomes {

    private static final String SELECT = """
            with shown as (
                select distinct attributes ->> 'trailArn' as arn, attributes ->> 'homeRegion' as region
                from resource
                where account_id = $1 and region = $2 and kind = $3 and deleted_at is null
                  and attributes ->> 'trailArn' is not null and attributes ->> 'homeRegion' is not null)
            select shown.arn as trail, shown.region, teller.account_id, c.state, c.unread, home.arn, home.attributes::text as attributes
            from shown
                     cross join lateral (select $1 as account_id union select split_part(shown.arn, ':', 5)) teller
                     left join cell c
                               on c.account_id = teller.account_id and c.region = shown.region and c.kind = $3
                     left join resource home
                               on home.account_id = teller.account_id and home.region = shown.region and home.kind = $3
                                   and home.deleted_at is null and home.attributes ->> 'trailArn' = shown.arn
            order by shown.arn, teller.account_id
            """;

    private final Map<String, List<Trail>> told = new HashMap<>();
    private final Map<String, List<String>> unread = new HashMap<>();

    /** No trails. */
    public TrailHomes() {}

    /** Reads the trails that a region shows, in the caller's transaction. */
    public static Uni<TrailHomes> of(SqlConnection connection, Scope scope) {
        return connection
                .preparedQuery(SELECT)
                .execute(Tuple.of(scope.accountId(), scope.region(), ResourceKind.TRAIL.name()))
                .map(rows -> {
                    TrailHomes homes = new TrailHomes();
                    rows.forEach(homes::add);
                    return homes;
                });
    }

    private void add(Row row) {
        String trail = row.getString("trail");
        if (!isRead(row)) {
            addUnread(trail, row.getString("account_id"), row.getString("region"));
        } else if (row.getString("attributes") != null) {
            add(trail, Documents.read(row.getString("attributes"), Trail.class));
        }
    }

    private static boolean isRead(Row row) {
        if (row.getString("state") == null) {
            return false;
        }
        Unread unread = Cells.unread(row);
        String arn = row.getString("arn");
        return unread.isNothing() || (arn != null && !unread.mayHold(arn));
    }

    /** Adds the trail of that ARN as its home region shows it. */
    public void add(String trailArn, Trail trail) {
        told.computeIfAbsent(trailArn, any -> new ArrayList<>()).add(trail);
    }

    /** Adds that the home region of the trail of that ARN was not read in an account. */
    public void addUnread(String trailArn, String accountId, String region) {
        unread.computeIfAbsent(trailArn, any -> new ArrayList<>())
                .add(ResourceKind.TRAIL + " in " + region + " of account " + accountId);
    }

    /** The trail of that ARN as its home region shows it, in each account where it was read. */
    public List<Trail> of(String trailArn) {
        return told.getOrDefault(trailArn, List.of());
    }

    /** The cells of its home region that were not read, as {@code TRAIL in us-east-1 of account 111122223333}. */
    public List<String> unread(String trailArn) {
        return unread.getOrDefault(trailArn, List.of());
    }
}
