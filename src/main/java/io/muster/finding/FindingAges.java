package io.muster.finding;

import io.muster.inventory.query.Database;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.muster.platform.MusterException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads how long findings have been unresolved. Ages change with time, so that they cannot be kept as counts: the matching
 * findings are read.
 */
@ApplicationScoped
public class FindingAges {

    private static final String BANDS = "count(*) as count, " + band("a.age < 86400", "under_one_day")
            + band("a.age >= 86400 and a.age < 7 * 86400", "under_seven_days")
            + band("a.age >= 7 * 86400 and a.age < 30 * 86400", "under_thirty_days")
            + band("a.age >= 30 * 86400 and a.age < 90 * 86400", "under_ninety_days")
            + band("a.age >= 90 * 86400", "ninety_days_or_more")
            + "min(f.opened_at) as oldest_since, coalesce(floor(max(a.age)), 0) as oldest_age_seconds";

    private final Database database;
    private final Clock clock;

    FindingAges(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private static String band(String condition, String name) {
        return "count(*) filter (where " + condition + ") as " + name + ", ";
    }

    /**
     * How many findings are how old, by the dimensions: since they were opened, or reopened last. Counts only the open ones
     * where the filter names no status.
     *
     * @return one row for all without a dimension; fails as a bad request for findings that are resolved
     */
    public Uni<List<FindingAge>> ages(AccountScope accounts, FindingFilter asked, Set<FindingDimension> groupBy) {
        if (asked.statuses() != null && asked.statuses().contains(FindingStatus.RESOLVED)) {
            throw MusterException.badField("filter.statuses", "resolved findings do not grow older");
        }
        FindingFilter filter = asked.statuses() == null ? asked.withStatuses(List.of(FindingStatus.OPEN)) : asked;
        String columns = columns(groupBy);
        return database.rows(
                Sql.of("select " + BANDS + columns + accountName(groupBy)
                                + " from finding f, lateral (select greatest(0, extract(epoch from ")
                        .instant(clock.instant())
                        .add(" - f.opened_at)) as age) a where ")
                        .add(Sql.all(FindingConditions.of(accounts, filter)))
                        .add(
                                groupBy.isEmpty()
                                        ? ""
                                        : " group by " + columns.substring(2) + " order by " + columns.substring(2)),
                FindingAge.class);
    }

    private static String columns(Set<FindingDimension> groupBy) {
        return groupBy.stream()
                .map(dimension -> ", f." + dimension.column())
                .sorted()
                .collect(Collectors.joining());
    }

    private static String accountName(Set<FindingDimension> groupBy) {
        return groupBy.contains(FindingDimension.ACCOUNT) ? ", " + FindingReads.ACCOUNT_NAME + " as account_name" : "";
    }
}
