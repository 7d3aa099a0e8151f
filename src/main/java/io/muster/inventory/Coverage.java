package io.muster.inventory;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.query.Conditions;
import io.muster.inventory.query.Database;
import io.muster.inventory.query.Keyset;
import io.muster.inventory.query.Page;
import io.muster.inventory.query.PageRequest;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the coverage of answers: of each cell, when it was listed last, and the failure of the last attempt. */
@ApplicationScoped
public class Coverage {

    private static final Keyset ORDER = new Keyset(
            "CELL",
            false,
            List.of(
                    Keyset.Key.of("c.account_id", Keyset.Type.TEXT),
                    Keyset.Key.of("c.region", Keyset.Type.TEXT),
                    Keyset.Key.of("c.kind", Keyset.Type.TEXT)));

    private static final String STATS = """
            select count(*) as cells,
                   count(*) filter (where c.state = 'FAILED') as failed,
                   count(*) filter (where c.last_complete_at is null) as never,
                   coalesce(sum(c.resources), 0) as resources,
                   min(c.last_complete_at) as oldest_complete_at,
                   cast(greatest(coalesce(extract(epoch from now() - min(c.last_complete_at)), 0), 0) as integer)
                       as oldest_age_seconds""";

    /** The region of cells of an account whose regions are not known before its first scan. */
    public static final String EVERY_REGION = "*";

    private static final String COLUMNS = "account_id, region, kind, resources, last_complete_at, last_attempt_at,"
            + " operation, error_code, message, state, items_read,"
            + " case when state = 'COMPLETE' then 0 else cardinality(unread) end as items_unread";

    private static final String GAPS = """
            , coalesce((select json_agg(g order by g.operation, g.error_code) from (
                  select operation, error_code, message, since, array[region] as regions, array[kind] as kinds, 1 as listings
                  from cell_gap
                  where account_id = c.account_id and region = c.region and kind = c.kind) g), '[]') as gaps""";

    private static final String ACCOUNT_NAME =
            ", (select n.name from account n where n.account_id = c.account_id) as account_name";

    private static final String ENABLED =
            "exists (select 1 from account e where e.account_id = c.account_id and e.enabled)";

    private static final String NEVER = """
            select a.account_id, e.region, k.kind, 0, null, null, null, null, null, 'NEVER', null, null
            from account a
                     cross join lateral (
                         select 'global' as region
                         union
                         select unnest(coalesce(
                             a.regions,
                             (select array_agg(distinct o.region) from cell o
                              where o.account_id = a.account_id and o.region <> 'global'),
                             array['%s']))) e
                     cross join lateral unnest(case when e.region = 'global' then %s else %s end) k (kind)
            where not exists (select 1 from cell o
                              where o.account_id = a.account_id and o.region = e.region and o.kind = k.kind)
              and\s""";

    private final Database database;

    Coverage(Database database) {
        this.database = database;
    }

    /**
     * One cell.
     *
     * @param operation   the AWS operation that failed, and why
     * @param itemsRead   how many resources the last attempt read; null where there was none
     * @param itemsUnread how many others it left unread; null where their number is not known
     * @param accountName the name that the account is registered with; null where it has none
     * @param gaps        every operation that failed in the last attempt; the first is {@code operation}
     */
    @RegisterForReflection
    public record CellView(
            String accountId,
            String region,
            ResourceKind kind,
            CoverageState state,
            int resources,
            @Nullable Instant lastCompleteAt,
            @Nullable Instant lastAttemptAt,
            @Nullable String operation,
            @Nullable String errorCode,
            @Nullable String message,
            @Nullable Integer itemsRead,
            @Nullable Integer itemsUnread,
            @Nullable String accountName,
            List<Gap> gaps) {}

    /**
     * An operation that fails.
     *
     * @param since    since when it has failed with this code, the longest of its listings
     * @param regions  the regions in which it fails
     * @param kinds    the kinds whose listings it leaves incomplete
     * @param listings how many listings these are
     */
    @RegisterForReflection
    public record Gap(
            String operation,
            String errorCode,
            String message,
            Instant since,
            List<String> regions,
            List<ResourceKind> kinds,
            int listings) {}

    /**
     * A selection of cells. As in all filters, null matches all and an empty list none.
     *
     * @param inScope whether scans of the account read the region
     * @param enabled whether the account is registered and enabled, so that schedules may scan it
     */
    public record Filter(
            @Nullable List<String> accountIds,
            @Nullable List<String> regions,
            @Nullable List<ResourceKind> kinds,
            @Nullable List<CoverageState> states,
            @Nullable Boolean inScope,
            @Nullable Boolean enabled) {}

    public Uni<Page<CellView>> page(AccountScope accounts, Filter filter, PageRequest page, String list) {
        return database.page(query(accounts, filter), ORDER, page, list, CellView.class);
    }

    public Uni<Integer> count(AccountScope accounts, Filter filter) {
        return database.count(query(accounts, filter));
    }

    /**
     * Cells, summed up; the dimensions that they are not grouped by are null.
     *
     * @param never            how many were never listed completely
     * @param oldestCompleteAt the least of the times of their last complete listings; null where none was
     * @param oldestAgeSeconds how long ago that is; 0 where none was
     */
    @RegisterForReflection
    public record CellStat(
            int cells,
            int failed,
            int never,
            int resources,
            @Nullable Instant oldestCompleteAt,
            int oldestAgeSeconds,
            @Nullable String accountId,
            @Nullable String region,
            @Nullable ResourceKind kind,
            @Nullable CoverageState state,
            @Nullable String accountName) {}

    /** The coverage of the cells, by the dimensions. */
    public Uni<List<CellStat>> stats(AccountScope accounts, Filter filter, Set<CoverageDimension> groupBy) {
        String columns =
                groupBy.stream().map(CoverageDimension::column).sorted().collect(Collectors.joining(", "));
        Sql select = Sql.of(STATS)
                .add(columns.isEmpty() ? "" : ", " + columns)
                .add(groupBy.contains(CoverageDimension.ACCOUNT) ? ACCOUNT_NAME : "")
                .add(" from ")
                .add(cells(accounts))
                .add(" where ")
                .add(Sql.all(conditions(accounts, filter)))
                .add(columns.isEmpty() ? "" : " group by " + columns + " order by " + columns);
        return database.rows(select, CellStat.class);
    }

    private static Query query(AccountScope accounts, Filter filter) {
        String columns = "c.account_id, c.region, c.kind, c.resources, c.last_complete_at, c.last_attempt_at,"
                + " c.operation, c.error_code, c.message, c.state, c.items_read, c.items_unread" + ACCOUNT_NAME + GAPS;
        return new Query(Sql.of(columns), cells(accounts), conditions(accounts, filter));
    }

    /** The cells that were attempted, and those that a registered account has besides. */
    static Sql cells(AccountScope accounts) {
        return Sql.of("(select " + COLUMNS + " from cell union all "
                        + NEVER.formatted(EVERY_REGION, names(true), names(false)))
                .add(Sql.within(accounts, "a.account_id"))
                .add(") c");
    }

    private static String names(boolean global) {
        return KindModel.all().stream()
                .map(KindModel::kind)
                .filter(kind -> kind.global() == global && !kind.ofOrganization())
                .map(kind -> "'" + kind.name() + "'")
                .collect(Collectors.joining(", ", "array[", "]::text[]"));
    }

    static List<Sql> conditions(AccountScope accounts, Filter filter) {
        Conditions conditions = new Conditions()
                .add(Sql.within(accounts, "c.account_id"))
                .oneOf("c.account_id", filter.accountIds())
                .oneOf("c.region", withUnknown(filter.regions()))
                .oneOfConstants("c.kind", filter.kinds())
                .oneOfConstants("c.state", filter.states());
        if (filter.inScope() != null) {
            String left = "coalesce(c.error_code = '" + Cells.OUT_OF_SCOPE + "', false)";
            conditions.add(Sql.of(filter.inScope() ? "not " + left : left));
        }
        if (filter.enabled() != null) {
            conditions.add(Sql.of(filter.enabled() ? ENABLED : "not " + ENABLED));
        }
        return conditions.all();
    }

    /** Adds cells of accounts whose regions are not known: the wanted region may be among them. */
    @Nullable
    private static List<String> withUnknown(@Nullable List<String> regions) {
        if (regions == null || regions.stream().allMatch(Scope.GLOBAL::equals)) {
            return regions;
        }
        return Stream.concat(regions.stream(), Stream.of(EVERY_REGION)).toList();
    }
}
