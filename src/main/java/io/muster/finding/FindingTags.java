package io.muster.finding;

import io.muster.inventory.query.Database;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.muster.rule.Severity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Counts findings by a tag of their resources, such as the one that names an owner: the findings that are meant are read. */
@ApplicationScoped
public class FindingTags {

    private static final String COUNTS = "count(*) as count, "
            + Arrays.stream(Severity.values())
                    .map(Severity::name)
                    .map(name -> "count(*) filter (where f.severity = '" + name + "') as "
                            + name.toLowerCase(Locale.ROOT) + ", ")
                    .collect(Collectors.joining())
            + "count(distinct f.resource_arn) as resources";

    private final Database database;

    FindingTags(Database database) {
        this.database = database;
    }

    /**
     * Counts by the values of the tag, those with the worst findings first. Counts only the open ones where the filter names
     * no status.
     *
     * @param key   the tag's key, in its exact case
     * @param first how many values at most
     */
    public Uni<List<FindingTagCount>> counts(AccountScope accounts, FindingFilter asked, String key, int first) {
        FindingFilter filter = asked.statuses() == null ? asked.withStatuses(List.of(FindingStatus.OPEN)) : asked;
        return database.rows(
                Sql.of("select r.tags ->> ")
                        .text(key)
                        .add(" as value, " + COUNTS
                                + " from finding f left join resource r on r.arn = f.resource_arn where ")
                        .add(Sql.all(FindingConditions.of(accounts, filter)))
                        .add(" group by 1 order by critical desc, high desc, count desc, value limit ")
                        .number(first),
                FindingTagCount.class);
    }
}
