package io.muster.scan;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/** The state of the scans that accounts get at their first start. */
@ApplicationScoped
public class FirstScans {

    private static final String ASKED =
            "select exists (select 1 from scan where purpose = 'SCAN' and trigger <> 'EVENT'"
                    + " and account_ids @> array[$1::text]) as asked";

    /**
     * Scans of an earlier registration stay in the list of scans, and do not count. The time of a registration is that of a replica's clock,
     * which may be ahead of the database's.
     */
    private static final String MISSING = """
            select account_id from account
            where source = 'ORGANIZATION' and enabled
              and not exists (select 1 from scan where purpose = 'SCAN' and trigger <> 'EVENT'
                                                and account_ids @> array[account.account_id]
                                                and requested_at >= account.registered_at - interval '10 minutes'
                                                and not (status = 'CANCELLED' and finished_at < account.registered_at))
            order by account_id
            """;

    private static final String UNDER_WAY = """
            select count(*) as scans, count(*) filter (where behind > interval '0') as past
            from scan where trigger = 'START_UP' and purpose = 'SCAN' and status in ('QUEUED', 'RUNNING')
            """;

    private final Pool pool;

    FirstScans(Pool pool) {
        this.pool = pool;
    }

    /**
     * The first scans that have not ended, in the whole cluster.
     *
     * @param past those of them whose clock is behind the present
     */
    public record UnderWay(long scans, long past) {}

    /** Whether there has ever been a scan of the account, other than scans for events, which read only what changed. */
    public Uni<Boolean> asked(String accountId) {
        return pool.preparedQuery(ASKED)
                .execute(Tuple.of(accountId))
                .map(rows -> rows.iterator().next().getBoolean("asked"));
    }

    /** The enabled accounts of the organization of which no scan was asked for since they were registered. */
    Uni<List<String>> missing() {
        return pool.query(MISSING)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("account_id"))
                        .toList());
    }

    public Uni<UnderWay> underWay() {
        return pool.query(UNDER_WAY)
                .execute()
                .map(rows -> rows.iterator().next())
                .map(row -> new UnderWay(row.getLong("scans"), row.getLong("past")));
    }
}
