package io.muster.graphql;

import graphql.language.Field;
import io.muster.inventory.query.JsonObject;
import io.muster.inventory.query.Keyset;
import io.muster.inventory.query.PageRequest;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.Sql;
import java.util.List;
import java.util.function.Supplier;

/**
 * A connection as JSON that PostgreSQL builds: the page's rows first, then their JSON with the lists below them, then the lists of
 * entries.
 */
final class ConnectionJson {

    private final JsonStatement statement;
    private final String type;
    private final String row;
    private final Keyset keyset;
    private final Level level;
    private final Node node;
    private final PageRequest page;

    private final Sql columns = Sql.of("");
    private final Sql lists = Sql.of("");
    private final JsonObject connection = new JsonObject();
    private boolean asksPage;
    private boolean asksKeys;

    /** The JSON of an entry's node. */
    interface Node {
        Sql of(List<Field> parents, Level level);
    }

    /**
     * @param type the node's type
     * @param row  the name of the rows
     */
    ConnectionJson(JsonStatement statement, String type, String row, Keyset keyset, Level level, Node node) {
        this.statement = statement;
        this.type = type;
        this.row = row;
        this.keyset = keyset;
        this.level = level;
        this.node = node;
        this.page = statement.arguments().page();
    }

    /** @param total how long the whole list is, as an SQL expression */
    Sql of(Query rows, Supplier<Sql> total) {
        List<Selected> fields = statement.selections().ofRoot();
        fields.forEach(field -> connection.add(JsonStatement.key(field), member(field, total)));
        int most = page.first() + (asksPage ? 1 : 0);
        String list = page.after() == null ? "" : statement.arguments().list();
        Sql paged = keyset.page(rows.conditions(), page, list, most);
        Sql built = Sql.of("select ").add(connection.sql()).add(" as json, a.below from (");
        return asksPage || fields.stream().anyMatch(ConnectionJson::isList)
                ? built.add(entries(rows, paged)).add(") a")
                : built.add("select 0 as below) a");
    }

    private static boolean isList(Selected field) {
        return field.name().equals("nodes") || field.name().equals("edges");
    }

    private Sql entries(Query rows, Sql paged) {
        if (asksKeys) {
            columns.add(", ").add(cursor()).add(" as key");
            lists.add(", max(p.key) filter (where p.place = 1) as first_key, max(p.key) filter (where p.place ="
                    + " (select least(count(*), " + page.first() + ") from page)) as last_key");
        }
        return Sql.of("with page as (select " + row + ".place, " + level.below() + " as below")
                .add(columns)
                .add(" from (select " + row + ".*, row_number() over () as place from (select ")
                .add(rows.columns())
                .add(" from ")
                .add(rows.from())
                .add(" where ")
                .add(paged)
                .add(") " + row + ") " + row)
                .add(level.joins())
                .add(") select count(*) as entries, coalesce(sum(p.below), 0) as below")
                .add(lists)
                .add(" from page p");
    }

    private Sql member(Selected field, Supplier<Sql> total) {
        return switch (field.name()) {
            case "__typename" -> Sql.of("'" + type + "Connection'");
            case "nodes" -> list(node.of(field.mentions(), level));
            case "edges" -> list(edge(field));
            case "pageInfo" -> pageInfo(field);
            case "totalCount" -> total.get();
            default -> throw new NotCompiled("the counts of a connection are read in a statement of their own");
        };
    }

    private Sql list(Sql entry) {
        String name = statement.names().next("n");
        columns.add(", ").add(entry).add(" as " + name);
        lists.add(", coalesce(json_agg(p." + name + " order by p.place) filter (where p.place <= " + page.first()
                + "), '[]') as " + name);
        return Sql.of("a." + name);
    }

    private Sql edge(Selected edges) {
        JsonObject edge = new JsonObject();
        for (Selected field : statement.selections().below(edges.mentions(), type + "Edge")) {
            edge.add(
                    JsonStatement.key(field),
                    switch (field.name()) {
                        case "__typename" -> Sql.of("'" + type + "Edge'");
                        case "cursor" -> cursor();
                        case "node" -> node.of(field.mentions(), level);
                        default -> throw new NotCompiled("Edge." + field.name());
                    });
        }
        return edge.sql();
    }

    private Sql cursor() {
        return keyset.cursor(statement.arguments().list());
    }

    private Sql pageInfo(Selected selected) {
        asksPage = true;
        JsonObject info = new JsonObject();
        for (Selected field : statement.selections().below(selected.mentions(), "PageInfo")) {
            info.add(
                    JsonStatement.key(field),
                    Sql.of(
                            switch (field.name()) {
                                case "__typename" -> "'PageInfo'";
                                case "hasNextPage" -> "a.entries > " + page.first();
                                case "hasPreviousPage" -> String.valueOf(page.after() != null);
                                case "startCursor" -> key("a.first_key");
                                case "endCursor" -> key("a.last_key");
                                default -> throw new NotCompiled("PageInfo." + field.name());
                            }));
        }
        return info.sql();
    }

    private String key(String column) {
        asksKeys = true;
        return column;
    }
}
