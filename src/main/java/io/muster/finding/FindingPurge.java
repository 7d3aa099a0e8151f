package io.muster.finding;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/** Deletes an account's findings, their counts, and the deliveries to webhooks about them. */
public final class FindingPurge {

    /** Locks the rows that accounts share, in the same order as {@link Rollups}. */
    private static final String LOCK_SHARED = """
            select 1 from finding_series e
            where level = 'ESTATE'
              and exists (select 1 from finding_series s
                          where s.level = 'SCOPE' and s.account_id = $1 and s.region = e.region and s.rule_id = e.rule_id
                            and s.resource_kind = e.resource_kind and s.area = e.area and s.severity = e.severity
                            and s.status = e.status)
            order by region, rule_id, resource_kind, area, severity, status
            for update
            """;

    private static final String SHARED = """
            finding_series s join finding_series e using (region, rule_id, resource_kind, area, severity, status)
            """;

    private static final String COUNTS = """
            update finding_series set findings = finding_series.findings - gone.findings
            from (select e.id, sum(s.findings) as findings from %s
                  where e.level = 'ESTATE' and s.level = 'SCOPE' and s.account_id = $1 group by e.id) gone
            where finding_series.id = gone.id
            """.formatted(SHARED);

    private static final String TREND = """
            update finding_trend_%1$s t set delta = t.delta - gone.delta
            from (select e.id, own.bucket, sum(own.delta) as delta
                  from %2$s join finding_trend_%1$s own on own.series_id = s.id
                  where e.level = 'ESTATE' and s.level = 'SCOPE' and s.account_id = $1 group by e.id, own.bucket) gone
            where t.series_id = gone.id and t.bucket = gone.bucket
            """;

    /** The tables whose rows of an account are deleted, together with rows that refer to them. */
    public static final List<String> TABLES = List.of("finding", "judged_rules", "finding_series");

    /** The longest statement goes first: from the second on, scans of other accounts wait. */
    private static final List<String> STATEMENTS = List.of(
            "delete from finding_event e using finding f where f.account_id = $1 and e.finding_id = f.id",
            "delete from finding where account_id = $1",
            "delete from judged_rules where account_id = $1",
            LOCK_SHARED,
            COUNTS,
            TREND.formatted("hour", SHARED),
            TREND.formatted("day", SHARED),
            "delete from finding_series where account_id = $1");

    private FindingPurge() {}

    /** Runs in the caller's transaction, while no scan of the account is under way. */
    public static Uni<Void> purge(SqlConnection connection, String accountId) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (String statement : STATEMENTS) {
            done = done.chain(() -> connection
                    .preparedQuery(statement)
                    .execute(Tuple.of(accountId))
                    .replaceWithVoid());
        }
        return done;
    }
}
