package io.muster.scan;

import io.muster.inventory.query.Database;
import io.muster.inventory.query.Keyset;
import io.muster.inventory.query.Page;
import io.muster.inventory.query.PageRequest;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads scans, the latest first. */
@ApplicationScoped
public class ScanReads {

    private static final Keyset ORDER = new Keyset("SCAN-", true, List.of(Keyset.Key.of("s.id", Keyset.Type.NUMBER)));

    private static final String COLUMNS = """
            cast(s.id as text) as scan_id, s.status, s.account_ids, s.trigger, s.requested_at, s.started_at,
            s.finished_at, (select row_to_json(p) from (
                select count(*) as tasks_total,
                       count(*) filter (where t.status in ('DONE', 'FAILED', 'CANCELLED')) as tasks_done,
                       coalesce(sum(t.resources_seen), 0) as resources_seen,
                       coalesce(sum(t.resources_changed), 0) as resources_changed,
                       coalesce(sum(t.findings_opened), 0) as findings_opened,
                       coalesce(sum(t.findings_resolved), 0) as findings_resolved,
                       coalesce(sum(t.aws_calls), 0) as aws_calls
                from scan_task t where t.scan_id = s.id) p) as progress""";

    private final Database database;

    ScanReads(Database database) {
        this.database = database;
    }

    /**
     * One page of scans.
     *
     * @param list stands for the filter, see {@link Database#page}
     */
    public Uni<Page<ScanView>> page(ScanFilter filter, PageRequest page, String list) {
        return database.page(query(filter), ORDER, page, list, ScanView.class);
    }

    public Uni<Integer> count(ScanFilter filter) {
        return database.count(query(filter));
    }

    /** The scan; empty where there is none, as for what is no scan's id. */
    public Uni<Optional<ScanView>> find(String scanId) {
        Sql select = Sql.of("select " + COLUMNS + " from scan s where ")
                .add(Sql.of("s.id = any(").numbers(numbers(List.of(scanId))).add(")"));
        return database.rows(select, ScanView.class).map(rows -> rows.stream().findFirst());
    }

    /** The gaps of the scans, by the scan's id. */
    public Uni<Map<String, List<ScanView.Gap>>> gaps(Collection<String> scanIds) {
        Sql select = Sql.of("select s.scan_id as batch_key, s.account_id, s.region, s.kind, s.operation, s.error_code,"
                        + " s.message from scan_gap s where ")
                .add("s.scan_id = any(")
                .numbers(numbers(scanIds))
                .add(")")
                .add(" order by s.scan_id, s.account_id, s.region, s.kind, s.operation");
        return database.keyed(select, ScanView.Gap.class)
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                Database.Keyed::key, Collectors.mapping(Database.Keyed::row, Collectors.toList()))));
    }

    /** The latest scan that reached each of the accounts, by the account's id. */
    public Uni<Map<String, ScanView>> latestOf(Collection<String> accountIds) {
        Sql select = Sql.of("select a.id as batch_key, " + COLUMNS + " from unnest(")
                .texts(accountIds)
                .add(") a (id) cross join lateral (select * from scan where a.id = any(account_ids)"
                        + " order by id desc limit 1) s");
        return database.keyed(select, ScanView.class)
                .map(rows -> rows.stream().collect(Collectors.toMap(Database.Keyed::key, Database.Keyed::row)));
    }

    /** What is no number is no scan's id. */
    private static List<Long> numbers(Collection<String> scanIds) {
        return scanIds.stream()
                .filter(id -> id.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .toList();
    }

    private static Query query(ScanFilter filter) {
        List<Sql> conditions = new ArrayList<>();
        if (filter.scanIds() != null) {
            conditions.add(
                    Sql.of("s.id = any(").numbers(numbers(filter.scanIds())).add(")"));
        }
        if (filter.accountIds() != null) {
            conditions.add(Sql.of("s.account_ids && ").texts(filter.accountIds()));
        }
        if (filter.statuses() != null) {
            conditions.add(Sql.oneOf(
                    "s.status", filter.statuses().stream().map(ScanStatus::name).toList()));
        }
        if (filter.requestedAfter() != null) {
            conditions.add(Sql.of("s.requested_at > ").instant(filter.requestedAfter()));
        }
        return new Query(Sql.of(COLUMNS), Sql.of("scan s"), conditions);
    }
}
