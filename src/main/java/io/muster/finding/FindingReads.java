package io.muster.finding;

import io.muster.inventory.Cells;
import io.muster.inventory.query.Database;
import io.muster.inventory.query.Keyed;
import io.muster.inventory.query.Page;
import io.muster.inventory.query.PageRequest;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.muster.rule.CollectionGap;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads findings. */
@ApplicationScoped
public class FindingReads {

    /** An unresolved finding that is not stale was confirmed by its cell's last complete listing. */
    static final String LAST_SEEN = "case when f.stale or f.status = 'RESOLVED' then f.last_seen_at"
            + " else greatest(f.last_seen_at, case when f.rule_id = '" + CollectionGap.ID
            + "' then (select max(c.last_attempt_at) from cell c where c.account_id = f.account_id and c.region = f.region)"
            + " else (select c.last_complete_at from cell c where c.account_id = f.account_id and c.region = f.region"
            + " and c.kind = f.resource_kind) end) end";

    /** Why {@code f} could not be re-checked, in SQL. */
    public static final String STALE_REASON = "case when not f.stale then null when exists (select 1 from cell c where"
            + " c.account_id = f.account_id and c.region = f.region and c.kind = f.resource_kind and c.error_code = '"
            + Cells.OUT_OF_SCOPE + "') then 'OUT_OF_SCOPE' else 'NOT_READ' end";

    /** For how many seconds {@code f}, one of {@link #rows}, has been unresolved, in SQL. */
    public static final String AGE_SECONDS = ageSeconds("f.asked_at");

    /** For how many seconds {@code f} was unresolved, once it is resolved, in SQL. */
    public static final String TIME_TO_FIX_SECONDS = "floor(extract(epoch from f.resolved_at - f.opened_at))";

    /** The name of the account of {@code f}, in SQL. */
    public static final String ACCOUNT_NAME = "(select n.name from account n where n.account_id = f.account_id)";

    /** The place of a finding among those of its resource. */
    private static final String PLACE =
            "row_number() over (partition by f.resource_arn order by f.severity_rank desc, f.rule_id, f.id)";

    static final String COLUMNS = columns(LAST_SEEN, "now()");

    private final Database database;

    FindingReads(Database database) {
        this.database = database;
    }

    /** @param now the end of what is asked about, in SQL */
    private static String columns(String lastSeen, String now) {
        return "f.id, f.rule_id, f.severity, f.area, f.status, f.resource_arn,"
                + " f.resource_id, f.resource_kind, f.account_id, " + ACCOUNT_NAME
                + " as account_name, f.region, f.evidence, f.message, f.first_seen_at, "
                + lastSeen + " as last_seen_at, f.stale, " + STALE_REASON
                + " as stale_reason, f.resolved_at, f.resolution, f.reopened_count, f.opened_at, "
                + ageSeconds(now) + " as age_seconds, " + TIME_TO_FIX_SECONDS
                + " as time_to_fix_seconds, f.exemption_id, f.because";
    }

    /** @param now the end of what is asked about, in SQL */
    private static String ageSeconds(String now) {
        return "case when f.status <> 'RESOLVED' then greatest(0, floor(extract(epoch from " + now
                + " - f.opened_at))) end";
    }

    /**
     * One page of findings.
     *
     * @param list stands for the filter, see {@link Database#page}
     */
    public Uni<Page<FindingView>> page(
            AccountScope accounts,
            FindingFilter filter,
            FindingOrder order,
            boolean descending,
            PageRequest page,
            String list) {
        return database.page(query(accounts, filter), order.keyset(descending), page, list, FindingView.class);
    }

    public Uni<Integer> count(AccountScope accounts, FindingFilter filter) {
        return Series.unknownFields(filter).isEmpty()
                ? counts(accounts, filter, Set.of()).map(rows -> rows.get(0).count())
                : database.count(query(accounts, filter));
    }

    public Uni<Optional<FindingView>> find(AccountScope accounts, UUID id) {
        Sql select = Sql.of("select " + COLUMNS + " from finding f where ")
                .add(Sql.within(accounts, "f.account_id"))
                .add(" and f.id = ")
                .textAs(id.toString(), "uuid");
        return database.rows(select, FindingView.class)
                .map(rows -> rows.stream().findFirst());
    }

    /** The subject of a finding. */
    public record RuleAndResource(String ruleId, String resourceArn) {}

    @RegisterForReflection
    record Named(String id, String ruleId, String resourceArn) {}

    /** The ids of the findings about these rules and resources that are open or suppressed. */
    public Uni<Map<RuleAndResource, String>> standing(AccountScope accounts, Collection<RuleAndResource> about) {
        Sql select = Sql.of("select f.id::text as id, f.rule_id, f.resource_arn from finding f where ")
                .add(Sql.within(accounts, "f.account_id"))
                .add(" and f.status <> 'RESOLVED' and f.id = any(cast(")
                .texts(about.stream()
                        .map(one ->
                                FindingId.of(one.ruleId(), one.resourceArn()).toString())
                        .toList())
                .add(" as uuid[]))");
        return database.rows(select, Named.class)
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> new RuleAndResource(row.ruleId(), row.resourceArn()), Named::id)));
    }

    /** The findings with these ids that match the filter. */
    Uni<List<FindingView>> among(AccountScope accounts, FindingFilter filter, Collection<UUID> ids) {
        Sql select = Sql.of("select " + COLUMNS + " from finding f where ")
                .add(Sql.all(FindingConditions.of(accounts, filter)))
                .add(" and f.id = any(cast(")
                .texts(ids.stream().map(UUID::toString).toList())
                .add(" as uuid[])) order by f.id");
        return database.rows(select, FindingView.class);
    }

    /**
     * The findings of the resources, the worst first, by the resource's ARN.
     *
     * @param first how many of each resource at most; null for all
     * @param at    the instant that is asked about; null for now
     */
    public Uni<Map<String, List<FindingView>>> ofResources(
            AccountScope accounts,
            Collection<String> arns,
            FindingFilter filter,
            @Nullable Integer first,
            @Nullable Instant at) {
        Sql found = Sql.of("select f.resource_arn as batch_key, " + PLACE + " as place, ")
                .add(at == null ? Sql.of(COLUMNS + " from finding f") : past(arns, at))
                .add(" where ")
                .add(Sql.all(FindingConditions.of(accounts, filter, at)))
                .add(" and f.resource_arn = any(")
                .texts(arns)
                .add(")");
        Sql select = Sql.of("select * from (").add(found).add(") p");
        if (first != null) {
            select.add(" where place <= ").number(first);
        }
        return database.keyed(select.add(" order by batch_key, place"), FindingView.class)
                .map(Keyed::lists);
    }

    /**
     * The findings of a resource, whole, the worst first, for a statement that builds JSON of them: beside the columns of the table,
     * {@code seen_at} is when it was seen last and {@code asked_at} the instant that is asked about.
     *
     * @param arn  the SQL expression of the resource's ARN
     * @param at   the instant that is asked about; null for now
     * @param most how many at most
     */
    public static Sql rows(AccountScope accounts, FindingFilter filter, String arn, @Nullable Instant at, int most) {
        Sql from = at == null
                ? Sql.of("finding f where f.resource_arn = " + arn + " and ")
                : Sql.of("finding_at(").instant(at).add(", array[" + arn + "]) f where ");
        return Sql.of("select ")
                .add(rows(at))
                .add(" from ")
                .add(from)
                .add(Sql.all(FindingConditions.of(accounts, filter, at)))
                .add(" order by f.severity_rank desc, f.rule_id, f.id limit ")
                .add(String.valueOf(most));
    }

    private static Sql rows(@Nullable Instant at) {
        return at == null
                ? Sql.of("f.*, " + LAST_SEEN + " as seen_at, now() as asked_at")
                : Sql.of("f.*, least(" + LAST_SEEN + ", ")
                        .instant(at)
                        .add(") as seen_at, ")
                        .instant(at)
                        .add(" as asked_at");
    }

    /** The list of findings, for a statement that builds JSON of it; its rows are those of {@link #rows}. */
    public Query rows(AccountScope accounts, FindingFilter filter) {
        return new Query(rows(null), Sql.of("finding f"), FindingConditions.of(accounts, filter));
    }

    /** How many findings there are, as an SQL expression. */
    public static Sql counted(AccountScope accounts, FindingFilter filter) {
        Sql select = Series.unknownFields(filter).isEmpty()
                ? select("coalesce(sum(f.findings), 0)", "finding_series f", Set.of())
                        .add(Series.condition(accounts, filter, Set.of()))
                : select("count(*)", "finding f", Set.of()).add(Sql.all(FindingConditions.of(accounts, filter)));
        return Sql.of("(").add(select).add(")");
    }

    /** Findings as they were known then, without later sightings. */
    private static Sql past(Collection<String> arns, Instant at) {
        return Sql.of(columns("past.last_seen_at", "past.now") + " from finding_at(")
                .instant(at)
                .add(", ")
                .texts(arns)
                .add(") f, lateral (select least(" + LAST_SEEN + ", ")
                .instant(at)
                .add(") as last_seen_at, ")
                .instant(at)
                .add(" as now) past");
    }

    /**
     * An SQL query of the ARNs of the resources that have a finding that is meant.
     *
     * @param at the instant that is asked about; null for now
     */
    public static Sql arns(AccountScope accounts, FindingFilter filter, @Nullable Instant at) {
        return Sql.of("select f.resource_arn from ")
                .add(
                        at == null
                                ? Sql.of("finding f")
                                : Sql.of("finding_at(").instant(at).add(", null) f"))
                .add(" where ")
                .add(Sql.all(FindingConditions.of(accounts, filter, at)));
    }

    /** How many findings there are, by the dimensions: as counted already, unless the filter asks for more. */
    public Uni<List<FindingCount>> counts(AccountScope accounts, FindingFilter filter, Set<FindingDimension> groupBy) {
        Sql select = Series.unknownFields(filter).isEmpty()
                ? select("coalesce(sum(f.findings), 0)", "finding_series f", groupBy)
                        .add(Series.condition(accounts, filter, groupBy))
                        .add(grouped(groupBy, " having sum(f.findings) > 0"))
                : select("count(*)", "finding f", groupBy)
                        .add(Sql.all(FindingConditions.of(accounts, filter)))
                        .add(grouped(groupBy, ""));
        return database.rows(select, FindingCount.class);
    }

    private static Sql select(String count, String from, Set<FindingDimension> groupBy) {
        String columns = groupBy.isEmpty() ? "" : ", " + columns(groupBy);
        return Sql.of("select " + count + " as count" + columns + " from " + from + " where ");
    }

    private static String grouped(Set<FindingDimension> groupBy, String having) {
        String columns = columns(groupBy);
        return groupBy.isEmpty() ? "" : " group by " + columns + having + " order by " + columns;
    }

    private static String columns(Set<FindingDimension> groupBy) {
        return groupBy.stream()
                .map(dimension -> "f." + dimension.column())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static Query query(AccountScope accounts, FindingFilter filter) {
        return new Query(Sql.of(COLUMNS), Sql.of("finding f"), FindingConditions.of(accounts, filter));
    }
}
