package io.muster.inventory.signal;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;

/** The places where signals changed, so that results that depend on them are computed again. */
public final class SignalChanges {

    /**
     * A place where a signal changed.
     *
     * @param region  {@link io.muster.inventory.kind.Scope#GLOBAL} for account-wide resources
     * @param exploit whether attack paths may rest on it
     */
    public record Place(String accountId, String region, boolean exploit) {}

    private static final String EXPLOIT =
            "(%1$s.type = 'VULNERABILITY' and %1$s.severity_rank = 4 and coalesce((%1$s.document ->> 'exploitAvailable')::boolean, false))";

    /** Rewrites an existing row, so that it stays locked until the signals are committed. */
    private static final String KEPT = " group by 1, 2 order by 1, 2 on conflict (account_id, region) do update"
            + " set exploit = s.exploit or excluded.exploit, changed_at = excluded.changed_at";

    /** Notes the places of the signals that are about to be stored; the parameters are those of {@link Signals}. */
    static final String NOTE_CHANGED = """
            insert into signal_change as s (account_id, region, exploit, changed_at)
            select n.account_id, signal_region(n.resource), bool_or(%s or coalesce(%s, false)), $10
            from (select source, uid, resource, account_id, type, state, severity_rank, observed_at, document::jsonb as document
                  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::timestamptz[], $9::text[],
                              $11::boolean[])
                           u (source, uid, resource, account_id, type, state, severity_rank, observed_at, document, passed)) n
                     left join signal k using (source, uid, resource)
            where case when k.source is null then n.state <> 'CLOSED'
                       else k.observed_at <= n.observed_at
                           and (k.state, k.type, k.severity_rank, k.document, k.account_id)
                               is distinct from (n.state, n.type, n.severity_rank, n.document, n.account_id) end
            """.formatted(EXPLOIT.formatted("n"), EXPLOIT.formatted("k")) + KEPT;

    /** Deletes old signals, notes their places, and returns how many there were. */
    static final String DELETE_OLD =
            """
            with gone as (
                delete from signal where ctid = any (array(
                    select ctid from signal where received_at < $1 order by received_at limit $2 for update skip locked))
                returning account_id, resource, type, state, severity_rank, document),
            noted as (
                insert into signal_change as s (account_id, region, exploit, changed_at)
                select account_id, signal_region(resource), bool_or(%s), now() from gone where state <> 'CLOSED'
            """.formatted(EXPLOIT.formatted("gone")) + KEPT + ") select count(*)::int as gone from gone";

    /** Leaves places that another transaction is noting for the next time: their signals are not visible yet. */
    private static final String TAKE = """
            delete from signal_change where ctid = any (array(
                select ctid from signal_change order by account_id, region for update skip locked))
            returning account_id, region, exploit
            """;

    private SignalChanges() {}

    /** Whether there are any. */
    public static Uni<Boolean> any(SqlConnection connection) {
        return connection
                .query("select exists (select 1 from signal_change)")
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    /**
     * Removes and returns all places except those that another transaction is noting; the removal takes effect with the caller's
     * commit.
     */
    public static Uni<List<Place>> take(SqlConnection connection) {
        return connection.query(TAKE).execute().map(SignalChanges::places);
    }

    private static List<Place> places(RowSet<Row> rows) {
        List<Place> places = new ArrayList<>();
        rows.forEach(row ->
                places.add(new Place(row.getString("account_id"), row.getString("region"), row.getBoolean("exploit"))));
        return places;
    }
}
