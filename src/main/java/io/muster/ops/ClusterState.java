package io.muster.ops;

import io.muster.finding.FindingStatus;
import io.muster.finding.exemption.ExemptionState;
import io.muster.finding.webhook.DeliveryState;
import io.muster.inventory.KindModel;
import io.muster.rule.Severity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the values of the gauges from PostgreSQL, in one statement, so that they are consistent. */
@ApplicationScoped
class ClusterState {

    private static final String LIMIT = "set local statement_timeout = '10s'";

    /**
     * An account's cells count in the regions that are scanned, and a cell that never succeeded since its account was
     * registered: it would be forgotten otherwise.
     */
    private static final String READ = """
            with watched as (
                select account_id, c.kind, c.state, extract(epoch from coalesce(c.last_complete_at, a.registered_at)) as since
                from account a left join cell c using (account_id)
                where a.enabled and (a.regions is null or c.region is null or c.region = any(a.regions) or c.region = 'global')
                  and c.error_code is distinct from 'OUT_OF_SCOPE')
            select 'SCAN_TASKS' as gauge, status as first, null as second, count(*)::float8 as value
            from scan_task where status in ('QUEUED', 'RUNNING') group by status
            union all
            select 'CELLS', state, null, count(*) from watched where state is not null group by state
            union all
            select 'CELL_OLDEST_SUCCESS', kind, null, min(since) from watched where kind is not null group by kind
            union all
            select 'ACCOUNT_OLDEST_SUCCESS', account_id, null, min(since) from watched group by account_id
            union all
            select 'GAPS', g.operation, g.error_code, count(*)
            from cell_gap g join account a using (account_id) where a.enabled group by g.operation, g.error_code
            union all
            select 'RESOURCES', kind, null, sum(resources) from cell group by kind
            union all
            select 'FINDINGS', severity, status, sum(findings) from finding_series
            where level = 'ACCOUNT' and status in ('OPEN', 'SUPPRESSED', 'RESOLVED') group by severity, status
            union all
            select 'EXEMPTIONS', state, null, count(*) from exemption group by state
            union all
            select 'EXEMPTIONS_ENDING_SOON', null, null, count(*) from exemption where state = 'ACTIVE' and noticed_at is not null
            union all
            select 'WEBHOOK_DELIVERIES', state, null, count(*) from webhook_delivery
            where state in ('PENDING', 'GATHERED', 'DEAD') group by state
            union all
            select 'DATABASE_WRITABLE', null, null, (current_setting('transaction_read_only') = 'off')::int
            """;

    private final Pool pool;

    ClusterState(Pool pool) {
        this.pool = pool;
    }

    /** One gauge's one series: the values of its labels, in their order. */
    record Series(ClusterGauge gauge, List<String> labels) {}

    /** All series. A count without rows is zero; a time without rows has no series. */
    Uni<Map<Series, Double>> read() {
        return pool.withTransaction(ClusterState::read);
    }

    private static Uni<Map<Series, Double>> read(SqlConnection connection) {
        return connection
                .query(LIMIT)
                .execute()
                .chain(() -> connection.query(READ).execute())
                .map(rows -> {
                    Map<Series, Double> values = new HashMap<>();
                    counted().forEach(series -> values.put(series, 0.0));
                    rows.forEach(row -> values.put(series(row), row.getDouble("value")));
                    return values;
                });
    }

    private static Series series(Row row) {
        return new Series(
                ClusterGauge.valueOf(row.getString("gauge")),
                Stream.of(row.getString("first"), row.getString("second"))
                        .filter(label -> label != null)
                        .toList());
    }

    private static Stream<Series> counted() {
        Stream<Series> tasks = Stream.of("QUEUED", "RUNNING").map(of(ClusterGauge.SCAN_TASKS));
        Stream<Series> cells = Stream.of("COMPLETE", "FAILED").map(of(ClusterGauge.CELLS));
        Stream<Series> resources =
                KindModel.all().stream().map(model -> model.kind().name()).map(of(ClusterGauge.RESOURCES));
        Stream<Series> findings = Arrays.stream(Severity.values())
                .flatMap(severity -> Arrays.stream(FindingStatus.values())
                        .map(status -> new Series(ClusterGauge.FINDINGS, List.of(severity.name(), status.name()))));
        Stream<Series> exemptions =
                Arrays.stream(ExemptionState.values()).map(Enum::name).map(of(ClusterGauge.EXEMPTIONS));
        Stream<Series> deliveries = Stream.of(DeliveryState.PENDING, DeliveryState.GATHERED, DeliveryState.DEAD)
                .map(Enum::name)
                .map(of(ClusterGauge.WEBHOOK_DELIVERIES));
        return Stream.of(tasks, cells, resources, findings, exemptions, deliveries)
                .flatMap(all -> all);
    }

    private static Function<String, Series> of(ClusterGauge gauge) {
        return label -> new Series(gauge, List.of(label));
    }
}
