package io.muster.finding;

import io.muster.inventory.query.Database;
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
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads findings. */
@ApplicationScoped
public class FindingReads {

    /** What stands and is not stale was confirmed by its cell's last complete listing. */
    static final String LAST_SEEN = "case when f.stale or f.status = 'RESOLVED' then f.last_seen_at"
            + " else greatest(f.last_seen_at, (select c.last_complete_at from cell c where c.account_id = f.account_id"
            + " and c.region = f.region and c.kind = f.resource_kind)) end";

    private static final String COLUMNS = "f.id, f.rule_id, f.severity, f.area, f.status, f.resource_arn,"
            + " f.resource_id, f.resource_kind, f.account_id, f.region, f.evidence, f.message, f.first_seen_at, "
            + LAST_SEEN + " as last_seen_at, f.stale, f.resolved_at, f.reopened_count";

    private final Database database;

    FindingReads(Database database) {
        this.database = database;
    }

    /**
     * One page of findings.
     *
     * @param list stands for the filter, see {@link Database#page}
     */
    public Uni<Page<FindingView>> page(
            FindingFilter filter, FindingOrder order, boolean descending, PageRequest page, String list) {
        return database.page(query(filter), order.keyset(descending), page, list, FindingView.class);
    }

    public Uni<Integer> count(FindingFilter filter) {
        return Series.unknownFields(filter).isEmpty()
                ? counts(filter, Set.of()).map(rows -> rows.get(0).count())
                : database.count(query(filter));
    }

    public Uni<Optional<FindingView>> find(UUID id) {
        Sql select =
                Sql.of("select " + COLUMNS + " from finding f where f.id = ").textAs(id.toString(), "uuid");
        return database.rows(select, FindingView.class)
                .map(rows -> rows.stream().findFirst());
    }

    /** The findings of the resources, the worst first, by the resource's ARN. */
    public Uni<Map<String, List<FindingView>>> ofResources(Collection<String> arns, FindingFilter filter) {
        Sql select = Sql.of("select f.resource_arn as batch_key, " + COLUMNS + " from finding f where ")
                .add(Sql.all(FindingConditions.of(filter)))
                .add(" and f.resource_arn = any(")
                .texts(arns)
                .add(") order by f.severity_rank desc, f.rule_id, f.id");
        return database.keyed(select, FindingView.class)
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                Database.Keyed::key, Collectors.mapping(Database.Keyed::row, Collectors.toList()))));
    }

    /** An SQL query of the ARNs of the resources that have a finding that is meant. */
    public static Sql arns(FindingFilter filter) {
        return Sql.of("select f.resource_arn from finding f where ").add(Sql.all(FindingConditions.of(filter)));
    }

    /** How many findings there are, by the dimensions: from what is counted already, unless the filter asks for more. */
    public Uni<List<FindingCount>> counts(FindingFilter filter, Set<FindingDimension> groupBy) {
        boolean counted = Series.unknownFields(filter).isEmpty();
        String columns = groupBy.stream()
                .map(dimension -> "f." + dimension.column())
                .sorted()
                .collect(Collectors.joining(", "));
        Sql select = Sql.of("select " + (counted ? "coalesce(sum(f.findings), 0)" : "count(*)") + " as count")
                .add(columns.isEmpty() ? "" : ", " + columns)
                .add(counted ? " from finding_series f where " : " from finding f where ")
                .add(
                        counted
                                ? Series.condition(AccountScope.EVERY_ACCOUNT, filter, groupBy)
                                : Sql.all(FindingConditions.of(filter)))
                .add(columns.isEmpty() ? "" : " group by " + columns)
                .add(columns.isEmpty() || !counted ? "" : " having sum(f.findings) > 0")
                .add(columns.isEmpty() ? "" : " order by " + columns);
        return database.rows(select, FindingCount.class);
    }

    private static Query query(FindingFilter filter) {
        return new Query(Sql.of(COLUMNS), Sql.of("finding f"), FindingConditions.of(filter));
    }
}
