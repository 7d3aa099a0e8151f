package io.muster.finding;

import io.muster.inventory.Coverage;
import io.muster.inventory.CoverageDimension;
import io.muster.inventory.CoverageState;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.query.Database;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.rule.Catalogue;
import io.muster.rule.Rule;
import io.muster.rule.RuleMetadata;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads how rules judged resources. The filter may name rules, areas, kinds, accounts, regions and the organization, and nothing
 * else.
 */
@ApplicationScoped
public class RuleResults {

    /** The most rows of an answer. */
    private static final int MOST_ROWS = 20_000;

    private static final String COUNTS = Arrays.stream(ResultStatus.values())
                    .map(status -> sum(status.name()))
                    .collect(Collectors.joining(", "))
            + ", " + sum("SUPPRESSED") + ", 0 as unread_cells";

    private final Database database;
    private final Coverage coverage;
    private final Catalogue catalogue;

    RuleResults(Database database, Coverage coverage, Catalogue catalogue) {
        this.database = database;
        this.coverage = coverage;
        this.catalogue = catalogue;
    }

    /** An account's id. */
    @RegisterForReflection
    record AccountId(String accountId) {}

    private static String sum(String status) {
        return "coalesce(sum(f.findings) filter (where f.status = '" + status + "'), 0) as "
                + status.toLowerCase(Locale.ROOT);
    }

    /**
     * How resources were judged, by the dimensions. Each row has the number of cells that were not read; values of which nothing
     * else is known get a row of their own for it.
     *
     * @return one row for all without a dimension
     */
    public Uni<List<RuleResult>> results(AccountScope accounts, FindingFilter filter, Set<ResultDimension> groupBy) {
        return database.fewRows(counts(accounts, filter, groupBy), RuleResult.class)
                .chain(rows -> unread(accounts, filter, groupBy)
                        .map(unread -> complete(rows, unread, rules(filter), groupBy)));
    }

    private static Sql counts(AccountScope accounts, FindingFilter filter, Set<ResultDimension> groupBy) {
        Set<FindingDimension> dimensions = EnumSet.noneOf(FindingDimension.class);
        groupBy.forEach(dimension -> dimensions.add(dimension.counted()));
        String columns = dimensions.stream()
                .map(dimension -> "f." + dimension.column())
                .sorted()
                .collect(Collectors.joining(", "));
        String name =
                groupBy.contains(ResultDimension.ACCOUNT) ? ", " + FindingReads.ACCOUNT_NAME + " as account_name" : "";
        return Sql.of("select " + COUNTS + (columns.isEmpty() ? "" : ", " + columns) + name
                        + " from finding_series f where ")
                .add(Series.ofResults(accounts, filter, dimensions))
                .add(
                        columns.isEmpty()
                                ? ""
                                : " group by " + columns + " having sum(f.findings) > 0 order by " + columns);
    }

    private Uni<UnreadCells> unread(AccountScope accounts, FindingFilter filter, Set<ResultDimension> groupBy) {
        boolean byAccount = groupBy.contains(ResultDimension.ACCOUNT);
        boolean byRegion = groupBy.contains(ResultDimension.REGION);
        Set<CoverageDimension> dimensions = EnumSet.of(CoverageDimension.KIND);
        if (byAccount) {
            dimensions.add(CoverageDimension.ACCOUNT);
        }
        if (byRegion) {
            dimensions.add(CoverageDimension.REGION);
        }
        return accountIds(filter)
                .chain(ids -> coverage.stats(
                        accounts,
                        new Coverage.Filter(
                                ids.isEmpty() ? filter.accountIds() : ids.get(0),
                                withGlobal(filter.regions()),
                                null,
                                List.of(CoverageState.FAILED, CoverageState.NEVER),
                                Boolean.TRUE,
                                null),
                        dimensions))
                .map(stats -> new UnreadCells(stats, byAccount, byRegion));
    }

    /** The ids of the accounts that match the organization's part of the filter, as the only entry; no entry where none match. */
    private Uni<List<List<String>>> accountIds(FindingFilter filter) {
        if (filter.organization() == null) {
            return Uni.createFrom().item(List.of());
        }
        return database.rows(
                        Sql.of("select m.account_id from account m where ")
                                .add(Sql.all(filter.organization().ofAccount("m"))),
                        AccountId.class)
                .map(rows -> List.of(rows.stream()
                        .map(AccountId::accountId)
                        .filter(id -> filter.accountIds() == null
                                || filter.accountIds().contains(id))
                        .toList()));
    }

    /** The account-wide resources are needed for its regions. */
    @Nullable
    private static List<String> withGlobal(@Nullable List<String> regions) {
        return regions == null
                ? null
                : Stream.concat(regions.stream(), Stream.of(Scope.GLOBAL))
                        .distinct()
                        .toList();
    }

    private List<Rule<?>> rules(FindingFilter filter) {
        return catalogue.all().stream()
                .filter(rule -> matches(filter, rule.metadata()))
                .<Rule<?>>map(rule -> rule)
                .toList();
    }

    private static boolean matches(FindingFilter filter, RuleMetadata rule) {
        return admits(filter.ruleIds(), rule.ruleId())
                && admits(filter.areas(), rule.area())
                && admits(filter.resourceKinds(), rule.resourceKind());
    }

    private static <T> boolean admits(@Nullable Collection<T> wanted, T value) {
        return wanted == null || wanted.contains(value);
    }

    private static List<RuleResult> complete(
            List<RuleResult> rows, UnreadCells unread, List<Rule<?>> rules, Set<ResultDimension> groupBy) {
        List<RuleResult> complete = new ArrayList<>();
        Set<RuleResult> known = new HashSet<>();
        for (RuleResult row : rows) {
            complete.add(row.unread(unread.neededBy(of(row, rules), place(row))));
            known.add(row.key());
        }
        for (RuleResult key : keys(rules, groupBy)) {
            for (UnreadCells.Place place : unread.places()) {
                RuleResult empty = at(key, place, unread);
                int cells = known.contains(empty.key()) ? 0 : unread.neededBy(of(empty, rules), place);
                if (cells > 0) {
                    complete.add(empty.unread(cells));
                }
            }
            requireFew(complete);
        }
        return complete;
    }

    private static void requireFew(List<RuleResult> rows) {
        if (rows.size() > MOST_ROWS) {
            throw new MusterException(
                    ErrorCode.TOO_COMPLEX,
                    "The answer would have more than " + MOST_ROWS + " rows: group by less, or filter what is counted");
        }
    }

    private static UnreadCells.Place place(RuleResult row) {
        return new UnreadCells.Place(row.accountId(), row.region());
    }

    private static List<Rule<?>> of(RuleResult row, List<Rule<?>> rules) {
        return rules.stream()
                .filter(rule -> same(row.ruleId(), rule.metadata().ruleId())
                        && same(row.area(), rule.metadata().area())
                        && same(row.resourceKind(), rule.metadata().resourceKind()))
                .<Rule<?>>map(rule -> rule)
                .toList();
    }

    private static boolean same(@Nullable Object wanted, Object actual) {
        return wanted == null || wanted.equals(actual);
    }

    /** The values that the rules have in the dimensions of theirs. */
    private static Set<RuleResult> keys(List<Rule<?>> rules, Set<ResultDimension> groupBy) {
        return rules.stream()
                .map(Rule::metadata)
                .map(rule -> new RuleResult(
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        groupBy.contains(ResultDimension.RULE) ? rule.ruleId() : null,
                        groupBy.contains(ResultDimension.AREA) ? rule.area() : null,
                        null,
                        null,
                        null,
                        groupBy.contains(ResultDimension.KIND) ? rule.resourceKind() : null))
                .collect(Collectors.toSet());
    }

    private static RuleResult at(RuleResult key, UnreadCells.Place place, UnreadCells unread) {
        return new RuleResult(
                0,
                0,
                0,
                0,
                0,
                0,
                key.ruleId(),
                key.area(),
                place.accountId(),
                unread.accountName(place.accountId()),
                place.region(),
                key.resourceKind());
    }
}
