package io.muster.scan;

import io.muster.inventory.query.Conditions;
import io.muster.inventory.query.Database;
import io.muster.inventory.query.Keyed;
import io.muster.inventory.query.Keyset;
import io.muster.inventory.query.Page;
import io.muster.inventory.query.PageRequest;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads scans, the latest first. A caller who may see some accounts only sees the scans that reach one of them, with no
 * account, task or gap of another.
 */
@ApplicationScoped
public class ScanReads {

    private static final Keyset ORDER = new Keyset("SCAN-", true, List.of(Keyset.Key.of("s.id", Keyset.Type.NUMBER)));

    private static final String COLUMNS = """
            cast(s.id as text) as scan_id, s.status, s.trigger, s.reason, s.regions, s.kinds, s.every_fact as "full",
            s.requester_name as requested_by, s.requested_at, s.started_at, s.finished_at,
            """;

    private static final String PROGRESS = """
            (select row_to_json(p) from (
                select count(*) as tasks_total,
                       count(*) filter (where t.status in ('DONE', 'FAILED', 'CANCELLED')) as tasks_done,
                       coalesce(sum(t.resources_seen), 0) as resources_seen,
                       coalesce(sum(t.resources_changed), 0) as resources_changed,
                       coalesce(sum(t.findings_opened), 0) as findings_opened,
                       coalesce(sum(t.findings_resolved), 0) as findings_resolved,
                       coalesce(sum(t.aws_calls), 0) as aws_calls
                from scan_task t where t.scan_id = s.id and\s""";

    /**
     * The latest scan of an account {@code a}: each scan has just one task that assesses an account as a whole. Through the scans
     * themselves, one would have to read all of those since its last one, or all of its own.
     */
    private static final String LATEST = """
            cross join lateral (
                select scan.* from scan_task task join scan on scan.id = task.scan_id
                where task.account_id = a.id and task.phase = 'ASSESS' and scan.purpose = 'SCAN'
                order by task.scan_id desc limit 1) s
            where\s""";

    private static final String GAP_COUNT = "(select count(*) from scan_gap g where g.scan_id = s.id and ";

    private final Database database;
    private final Remedies remedies;

    ScanReads(Database database, Remedies remedies) {
        this.database = database;
        this.remedies = remedies;
    }

    /**
     * One page of scans.
     *
     * @param list stands for the filter, see {@link Database#page}
     */
    public Uni<Page<ScanView>> page(AccountScope accounts, ScanFilter filter, PageRequest page, String list) {
        return database.page(query(accounts, filter), ORDER, page, list, ScanView.class);
    }

    public Uni<Integer> count(AccountScope accounts, ScanFilter filter) {
        return database.count(query(accounts, filter));
    }

    /** The scan; empty where there is none, as for what is no scan's id. */
    public Uni<Optional<ScanView>> find(AccountScope accounts, String scanId) {
        Sql select = Sql.of("select ")
                .add(columns(accounts))
                .add(" from scan s where ")
                .add(reaches(accounts, ScanPurpose.SCAN))
                .add(" and ")
                .add(Sql.of("s.id = any(").ids(List.of(scanId)).add(")"));
        return database.rows(select, ScanView.class).map(rows -> rows.stream().findFirst());
    }

    /** The first gaps of the scans, {@link ScanView#GAPS} of each at most, by the scan's id. */
    public Uni<Map<String, List<ScanView.Gap>>> gaps(AccountScope accounts, Collection<String> scanIds) {
        String order = "account_id, region, kind, operation";
        Sql select = Sql.of("select g.scan_id as batch_key, g.* from unnest(")
                .ids(scanIds)
                .add(") s (id) cross join lateral (select * from scan_gap where scan_id = s.id and ")
                .add(Sql.within(accounts, "account_id"))
                .add(" order by " + order + " limit " + ScanView.GAPS + ") g order by g.scan_id, " + order);
        return database.keyed(select, ScanView.Gap.class)
                .map(rows -> Keyed.lists(
                        rows.stream().map(keyed -> keyed.map(this::withRemedy)).toList()));
    }

    private ScanView.Gap withRemedy(ScanView.Gap gap) {
        return gap.with(remedies.of(gap.operation(), gap.errorCode(), gap.message()));
    }

    /** The latest scan that reached each of the accounts, by the account's id. */
    public Uni<Map<String, ScanView>> latestOf(AccountScope accounts, Collection<String> accountIds) {
        Sql select = Sql.of("select a.id as batch_key, ")
                .add(columns(accounts))
                .add(" from unnest(")
                .texts(accountIds)
                .add(") a (id) " + LATEST)
                .add(Sql.within(accounts, "a.id"));
        return database.keyed(select, ScanView.class).map(Keyed::single);
    }

    private static Sql columns(AccountScope accounts) {
        Sql ids = accounts.isEveryAccount()
                ? Sql.of("s.account_ids")
                : Sql.of("array(select a from unnest(s.account_ids) a where ")
                        .add(Sql.within(accounts, "a"))
                        .add(")");
        return Sql.of(COLUMNS)
                .add(ids)
                .add(" as account_ids, " + PROGRESS)
                .add(Sql.within(accounts, "t.account_id"))
                .add(") p) as progress, " + GAP_COUNT)
                .add(Sql.within(accounts, "g.account_id"))
                .add(") as gap_count");
    }

    private static Sql reaches(AccountScope accounts, ScanPurpose purpose) {
        Sql meant = Sql.of("s.purpose = '" + purpose + "'");
        return accounts.isEveryAccount()
                ? meant
                : meant.add(" and s.account_ids && ").texts(accounts.accountIds());
    }

    /** The assessment; empty where there is none, as for what is no assessment's id. */
    public Uni<Optional<AssessmentView>> assessment(AccountScope accounts, String id) {
        Sql select = Sql.of("select s.rule_ids, ")
                .add(columns(accounts))
                .add(" from scan s where ")
                .add(reaches(accounts, ScanPurpose.ASSESSMENT))
                .add(" and s.id = any(")
                .ids(List.of(id))
                .add(")");
        return database.rows(select, AssessmentView.class)
                .map(rows -> rows.stream().findFirst());
    }

    /** One page of assessments, the latest first. */
    public Uni<Page<AssessmentView>> assessments(AccountScope accounts, PageRequest page, String list) {
        Query query = new Query(
                Sql.of("s.rule_ids, ").add(columns(accounts)),
                Sql.of("scan s"),
                List.of(reaches(accounts, ScanPurpose.ASSESSMENT)));
        return database.page(query, ORDER, page, list, AssessmentView.class);
    }

    private static Query query(AccountScope accounts, ScanFilter filter) {
        Conditions conditions =
                new Conditions().add(reaches(accounts, ScanPurpose.SCAN)).oneOfConstants("s.status", filter.statuses());
        if (filter.scanIds() != null) {
            conditions.add(Sql.of("s.id = any(").ids(filter.scanIds()).add(")"));
        }
        if (filter.accountIds() != null) {
            conditions.add(Sql.of("s.account_ids && ")
                    .texts(filter.accountIds().stream().filter(accounts::admits).toList()));
        }
        if (filter.requestedAfter() != null) {
            conditions.add(Sql.of("s.requested_at > ").instant(filter.requestedAfter()));
        }
        if (filter.finishedAfter() != null) {
            conditions.add(Sql.of("s.finished_at > ").instant(filter.finishedAfter()));
        }
        return new Query(columns(accounts), Sql.of("scan s"), conditions.all());
    }
}
