package io.muster.inventory;

import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Statements that count resources. */
final class ResourceCounts {

    private ResourceCounts() {}

    /** As the cells know it, where a filter picks whole ones. */
    static Sql ofCells(AccountScope accounts, ResourceFilter filter, Set<ResourceDimension> groupBy) {
        String columns = columns(groupBy).collect(Collectors.joining(", "));
        return Sql.of("select coalesce(sum(r.resources), 0) as count" + (columns.isEmpty() ? "" : ", " + columns)
                        + " from cell r where ")
                .add(Sql.all(ResourceConditions.ofCells(accounts, filter)))
                .add(
                        columns.isEmpty()
                                ? ""
                                : " group by " + columns + " having sum(r.resources) > 0 order by " + columns);
    }

    /** Values are looked up in a row of their own, so that they have names to be grouped by. */
    static Sql of(Sql from, Collection<Sql> conditions, Set<ResourceDimension> groupBy, List<Sql> facts) {
        List<String> values =
                IntStream.range(0, facts.size()).mapToObj(i -> "f.fact_" + i).toList();
        List<String> grouped = Stream.concat(columns(groupBy), values.stream()).toList();
        Sql select = Sql.of("select count(*) as count")
                .add(columns(groupBy).map(column -> ", " + column).collect(Collectors.joining()))
                .add(facts.isEmpty() ? "" : ", json_build_array(" + String.join(", ", values) + ") as facts")
                .add(" from ")
                .add(from);
        if (!facts.isEmpty()) {
            select.add(" cross join lateral (select ");
            for (int i = 0; i < facts.size(); i++) {
                select.add(i == 0 ? "" : ", ").add(facts.get(i)).add(" as fact_" + i);
            }
            select.add(") f");
        }
        String columns = String.join(", ", grouped);
        return select.add(" where ")
                .add(Sql.all(conditions))
                .add(columns.isEmpty() ? "" : " group by " + columns + " order by " + columns);
    }

    private static Stream<String> columns(Set<ResourceDimension> groupBy) {
        return groupBy.stream().map(ResourceDimension::column).sorted();
    }
}
