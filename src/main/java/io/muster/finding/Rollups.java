package io.muster.finding;

import io.muster.inventory.kind.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Keeps the counts of findings and of what happened to them, and the history of both, in the transaction that changes the findings. Scopes share the counts
 * of their account and of the estate: those rows are locked in the order of their keys and as late as can be, so that
 * transactions wait for each other briefly and never in a circle.
 */
final class Rollups {

    private static final String RECORD = """
            with delta as (
                select * from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[])
                    as d (rule_id, resource_kind, area, severity, status, delta)),
            counted as (
                select 'SCOPE' as level, $1::text as account_id, $2::text as region, rule_id, resource_kind, area, severity,
                       status, delta
                from delta
                union all
                select 'ACCOUNT', $1, '', '', '', area, severity, status, sum(delta)
                from delta group by area, severity, status having sum(delta) <> 0
                union all
                select 'ESTATE', '', $2, rule_id, resource_kind, area, severity, status, delta
                from delta),
            series as (
                insert into finding_series as s (level, account_id, region, rule_id, resource_kind, area, severity, status,
                                                 findings)
                select * from counted
                order by level, account_id, region, rule_id, resource_kind, area, severity, status
                on conflict (level, account_id, region, rule_id, resource_kind, area, severity, status) do update
                set findings = s.findings + excluded.findings
                returning s.*),
            changed as (
                select id, delta
                from series join counted using (level, account_id, region, rule_id, resource_kind, area, severity, status)),
            hours as (
                insert into finding_trend_hour as t (series_id, bucket, delta)
                select id, $9, delta from changed
                on conflict (series_id, bucket) do update set delta = t.delta + excluded.delta)
            insert into finding_trend_day as t (series_id, bucket, delta)
            select id, $10, delta from changed
            on conflict (series_id, bucket) do update set delta = t.delta + excluded.delta
            """;

    private Rollups() {}

    /** Adds the changes to the scope's counts and to those that it is part of. Without a change nothing is written. */
    static Uni<Void> record(SqlConnection connection, Scope scope, Instant at, Tally tally) {
        List<Map.Entry<SeriesKey, Integer>> deltas = tally.deltas();
        if (deltas.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple values = Tuple.of(scope.accountId(), scope.region())
                .addArrayOfString(column(deltas, SeriesKey::ruleId))
                .addArrayOfString(column(deltas, SeriesKey::resourceKind))
                .addArrayOfString(column(deltas, SeriesKey::area))
                .addArrayOfString(column(deltas, SeriesKey::severity))
                .addArrayOfString(column(deltas, SeriesKey::status))
                .addArrayOfInteger(deltas.stream().map(Map.Entry::getValue).toArray(Integer[]::new))
                .addValue(at.truncatedTo(ChronoUnit.HOURS).atOffset(ZoneOffset.UTC))
                .addValue(at.truncatedTo(ChronoUnit.DAYS).atOffset(ZoneOffset.UTC));
        return connection.preparedQuery(RECORD).execute(values).replaceWithVoid();
    }

    private static String[] column(List<Map.Entry<SeriesKey, Integer>> deltas, Function<SeriesKey, String> value) {
        return deltas.stream().map(delta -> value.apply(delta.getKey())).toArray(String[]::new);
    }
}
