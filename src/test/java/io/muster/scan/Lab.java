package io.muster.scan;

import static java.util.stream.Collectors.toMap;
import static org.awaitility.Awaitility.await;

import io.muster.demo.DemoAccount;
import io.muster.demo.DemoCloud;
import io.muster.demo.DemoFaults;
import io.muster.inventory.kind.ResourceKind;
import io.muster.launch.Truncation;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InternetGateway;

/** One demo account with one region, scanned for real; the tables are looked at directly. */
@ApplicationScoped
public class Lab {

    public static final String ACCOUNT = "111111111111";
    public static final String REGION = "eu-central-1";

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final List<String> ESTATE_TABLES = List.of(
            "resource",
            "resource_version",
            "resource_link",
            "signal",
            "finding",
            "finding_series",
            "finding_trend_hour",
            "finding_trend_day");

    private final Pool pool;
    private final DemoCloud cloud;
    private final DemoFaults faults;
    private final Scans scans;
    private final List<Runnable> changes = new ArrayList<>();

    Lab(Pool pool, DemoCloud cloud, DemoFaults faults, Scans scans) {
        this.pool = pool;
        this.cloud = cloud;
        this.faults = faults;
        this.scans = scans;
    }

    /** Begins anew: nothing stored but the one account, nothing altered, no fault, no scan under way. */
    public void reset() {
        changes.forEach(Runnable::run);
        changes.clear();
        faults.clear();
        // whoever is at work ends first, and nobody begins: in the order in which tasks are claimed, against deadlocks
        execute("update scan_task set status = 'CANCELLED' where status in ('QUEUED', 'RUNNING')");
        truncate(
                "scan_task, scan, scan_gap, account, resource, resource_version, resource_link, cell, cell_gap, finding, judged_rules,"
                        + " attack_path_scope,"
                        + " finding_series cascade");
        DemoAccount account = cloud.accounts().get(0);
        execute(
                "insert into account (account_id, role_arn, external_id, regions, registered_at)"
                        + " values ($1, $2, $3, $4, now())",
                ACCOUNT,
                account.roleArn(),
                account.externalId(),
                new String[] {REGION});
    }

    public <T> List<T> demo(Class<T> type) {
        return cloud.list(ACCOUNT, REGION, type);
    }

    /** Until the next reset at most. */
    public <T> void alter(Class<T> type, String id, UnaryOperator<T> change) {
        cloud.alter(ACCOUNT, REGION, type, id, change);
        changes.add(() -> restore(type, id));
    }

    public <T> void remove(Class<T> type, String id) {
        cloud.remove(ACCOUNT, REGION, type, id);
        changes.add(() -> restore(type, id));
    }

    /** The internet reaches nothing then. */
    public void removeInternetGateways() {
        demo(InternetGateway.class).forEach(gateway -> remove(InternetGateway.class, gateway.internetGatewayId()));
    }

    public <T> void restore(Class<T> type, String id) {
        cloud.restore(ACCOUNT, REGION, type, id);
    }

    /** Scans everything, and tells how it ended. */
    public Ended scan() {
        return ended(request().scanId());
    }

    /** A scan of a few kinds only, for estates of a size that others would take long for. */
    public Ended scan(ResourceKind... kinds) {
        return scanOf(ACCOUNT, kinds);
    }

    /** The same of another account, which the test registered. */
    Ended scanOf(String accountId, ResourceKind... kinds) {
        ScanRequest narrowed = new ScanRequest(List.of(accountId), null, List.of(kinds), ScanTrigger.REQUEST, "a test");
        return ended(scans.request(narrowed).await().atMost(LIMIT).scanId());
    }

    /** The same, with every fact anew. */
    Ended full(ResourceKind... kinds) {
        ScanRequest narrowed = new ScanRequest(List.of(ACCOUNT), null, List.of(kinds), ScanTrigger.REQUEST, "a test");
        return ended(scans.request(narrowed.full(true)).await().atMost(LIMIT).scanId());
    }

    /** Lets the next scan ask for every fact, as if all of them were old. */
    void forgetAges() {
        execute("update resource r set attributes = attributes - (select coalesce(array_agg(key), '{}')"
                + " from jsonb_object_keys(r.attributes) key where key like '%CheckedAt')");
    }

    /** Begins anew with a second region, and scans both. */
    Ended scanTwoRegions(String second) {
        reset();
        execute("update account set regions = $1", (Object) new String[] {REGION, second});
        return scan();
    }

    /** An instance of the demo that runs. */
    public Instance running() {
        return demo(Instance.class).stream()
                .filter(instance -> instance.state().nameAsString().equals("running"))
                .findFirst()
                .orElseThrow();
    }

    /** Lets the leases of all tasks that run end, as time would. */
    void leasesRunOut() {
        execute("update scan_task set lease_until = now() - interval '1 second' where status = 'RUNNING'");
    }

    /** Ends a task as its worker does, and the scan if it was the last. */
    void finish(TaskQueue queue, ScanEnds ends, ScanTask task) {
        pool.withTransaction(connection -> queue.own(connection, task)
                        .chain(() -> queue.finish(connection, task, new TaskOutcome(1, 1, 0, 0, 1, 1, List.of()))))
                .chain(() -> ends.endIfOver(task.scanId()))
                .await()
                .atMost(LIMIT);
    }

    Scans.Requested request() {
        return scans.request(ScanRequest.everythingOf(ACCOUNT, ScanTrigger.REQUEST, "a test"))
                .await()
                .atMost(LIMIT);
    }

    public Ended ended(long scanId) {
        await().atMost(LIMIT)
                .until(() ->
                        number("select count(*) from scan where id = $1 and finished_at is not null", scanId) == 1);
        Row row = row(
                "select scan.status, sum(resources_changed) as changed, sum(findings_opened) as opened,"
                        + " sum(findings_resolved) as resolved, sum(cells_failed) as failed from scan join scan_task t"
                        + " on scan_id = scan.id where scan.id = $1 group by scan.id",
                scanId);
        return new Ended(
                ScanStatus.valueOf(row.getString("status")),
                row.getLong("changed"),
                row.getLong("opened"),
                row.getLong("resolved"),
                row.getLong("failed"),
                rows(
                                "select kind, operation, error_code from scan_gap where scan_id = $1 order by kind, operation",
                                scanId)
                        .stream()
                        .map(gap -> gap.getString(0) + " " + gap.getString(1) + " " + gap.getString(2))
                        .toList());
    }

    public record Ended(
            ScanStatus status, long changed, long opened, long resolved, long cellsFailed, List<String> gaps) {}

    /** What stands of the rule's finding of the resource. */
    Finding finding(String ruleId, String resourceId) {
        Row row = row(
                "select status, stale, reopened_count, resolved_at, first_seen_at from finding where rule_id = $1"
                        + " and resource_id = $2",
                ruleId,
                resourceId);
        return new Finding(
                row.getString("status"),
                row.getBoolean("stale"),
                row.getInteger("reopened_count"),
                row.getOffsetDateTime("resolved_at") != null);
    }

    record Finding(String status, boolean stale, int reopenedCount, boolean hasResolvedAt) {}

    /** Changes with every row that is inserted, updated or deleted: PostgreSQL moves a row when it is written. */
    public Map<String, String> fingerprint() {
        return ESTATE_TABLES.stream()
                .collect(toMap(
                        table -> table,
                        table -> text("select count(*) || ' ' || coalesce(md5(string_agg(ctid::text || xmin::text, ','"
                                + " order by ctid)), '') from " + table)));
    }

    public void truncate(String tables) {
        Truncation.of(pool, tables);
    }

    public void execute(String sql, Object... values) {
        rows(sql, values);
    }

    public long number(String sql, Object... values) {
        return row(sql, values).getLong(0);
    }

    public String text(String sql, Object... values) {
        return row(sql, values).getString(0);
    }

    public Row row(String sql, Object... values) {
        return rows(sql, values).stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row: " + sql + " " + Arrays.toString(values)));
    }

    public List<Row> rows(String sql, Object... values) {
        return StreamSupport.stream(
                        pool.preparedQuery(sql)
                                .execute(Tuple.from(values))
                                .await()
                                .atMost(LIMIT)
                                .spliterator(),
                        false)
                .toList();
    }
}
