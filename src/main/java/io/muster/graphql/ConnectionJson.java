package io.muster.graphql;

import graphql.language.Field;
import io.muster.inventory.query.Columns;
import io.muster.inventory.query.Keyset;
import io.muster.inventory.query.PageRequest;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.Sql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * A connection as JSON: the statement selects the page's rows, with the lists below them, and Java writes what is selected of each. Where lists
 * below may be too long together, or the whole list is counted, each row has these two figures before its own columns.
 */
final class ConnectionJson {

    /** About how many characters a value takes with its name: a text that grows is copied each time. */
    private static final int ROOM = 32;

    private final JsonStatement statement;
    private final String type;
    private final String row;
    private final Keyset keyset;
    private final Level level;
    private final Node node;
    private final PageRequest page;

    private final RowColumns columns = new RowColumns();
    private boolean asksPage;
    private boolean asksTotal;

    /** The fields that are selected of an entry's node. */
    interface Node {
        JsonCell of(List<Field> parents, Level level);
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
    CompiledRead of(Query rows, Supplier<Sql> total) {
        List<Selected> fields = statement.selections().ofRoot();
        PageForm form = object(fields, this::member);
        Sql counted = asksTotal ? total.get() : Sql.of("null");
        boolean asksRows = asksPage || fields.stream().anyMatch(ConnectionJson::isList);
        if (!asksRows) {
            keyset.check(page, statement.arguments().list());
            return new CompiledRead(
                    Sql.of("select ").add(counted),
                    found -> text(
                            form,
                            new PageForm.Rows(List.of(), false, found.get(0).at(0))));
        }
        boolean headed = asksTotal || mayBeTooMany();
        boolean placed = headed || level.hasLists();
        Sql entries = entries(rows, placed);
        return headed
                ? new CompiledRead(headed(entries, counted), found -> headed(form, found))
                : new CompiledRead(entries, found -> text(form, rows(found, placed ? 1 : 0, null)));
    }

    private static boolean isList(Selected field) {
        return field.name().equals("nodes") || field.name().equals("edges");
    }

    private boolean mayBeTooMany() {
        return (page.first() + 1) * level.most() >= statement.mostRows();
    }

    /** @param placed whether the first column is the row's place: joins need not keep the order */
    private Sql entries(Query rows, boolean placed) {
        String list = page.after() == null ? "" : statement.arguments().list();
        Sql paged = Sql.of("(select ")
                .add(rows.columns())
                .add(" from ")
                .add(rows.from())
                .add(" where ")
                .add(keyset.page(rows.conditions(), page, list, page.first() + (asksPage ? 1 : 0)))
                .add(") " + row);
        if (columns.size() == 0) {
            columns.add("true");
        }
        Sql select = Sql.of("select ");
        if (placed) {
            paged = Sql.of("(select " + row + ".*, row_number() over () as place from ")
                    .add(paged)
                    .add(") " + row);
            select.add(row + ".place, ");
        }
        return select.add(columns.select())
                .add(below())
                .add(" from ")
                .add(paged)
                .add(level.joins());
    }

    /** The column is of no use but to {@link #headed}. */
    private String below() {
        return mayBeTooMany() ? ", " + level.below() + " as below" : "";
    }

    private Sql headed(Sql entries, Sql total) {
        String below = mayBeTooMany() ? "(select coalesce(sum(p.below), 0) from page p)" : "0";
        return Sql.of("with page as materialized (")
                .add(entries)
                .add(") select t.below < " + statement.mostRows() + ", t.total, p.* from (select " + below
                        + " as below, ")
                .add(total)
                .add(" as total) t left join page p on t.below < " + statement.mostRows());
    }

    private String headed(PageForm form, List<Columns> found) {
        Columns head = found.get(0);
        if (!Boolean.TRUE.equals(head.at(0))) {
            return null;
        }
        List<Columns> entries = head.at(2) == null ? List.of() : found;
        return text(form, rows(entries, 3, head.at(1)));
    }

    /** @param shift how many columns are before those of the entries; the last of these is the place */
    private PageForm.Rows rows(List<Columns> found, int shift, Object total) {
        List<Columns> rows = found;
        if (shift > 0) {
            rows = found.stream()
                    .sorted(Comparator.comparing(row -> (Long) row.at(shift - 1)))
                    .<Columns>map(row -> column -> row.at(column + shift))
                    .toList();
        }
        boolean more = rows.size() > page.first();
        return new PageForm.Rows(more ? rows.subList(0, page.first()) : rows, more, total);
    }

    private String text(PageForm form, PageForm.Rows rows) {
        StringBuilder json =
                new StringBuilder(ROOM * (1 + columns.size() * rows.entries().size()));
        form.write(json, rows);
        return json.toString();
    }

    private interface Member {
        PageForm of(Selected field);
    }

    private static PageForm object(List<Selected> fields, Member member) {
        List<PageForm> forms = new ArrayList<>();
        fields.forEach(field -> forms.add(member.of(field)));
        return PageForm.object(fields.stream().map(Selected::key).toList(), forms);
    }

    private PageForm member(Selected field) {
        return switch (field.name()) {
            case "__typename" -> PageForm.constant("\"" + type + "Connection\"");
            case "nodes" -> PageForm.list(node.of(field.mentions(), level).form(columns));
            case "edges" -> PageForm.list(edge(field).form(columns));
            case "pageInfo" -> {
                asksPage = true;
                yield object(statement.selections().below(field.mentions(), "PageInfo"), this::pageInfo);
            }
            case "totalCount" -> {
                asksTotal = true;
                yield (json, rows) -> json.append(rows.total());
            }
            default -> throw new NotCompiled("the counts of a connection are read in a statement of their own");
        };
    }

    private JsonCell edge(Selected edges) {
        Members edge = new Members();
        for (Selected field : statement.selections().below(edges.mentions(), type + "Edge")) {
            edge.add(
                    field,
                    switch (field.name()) {
                        case "__typename" -> Leaf.constant(type + "Edge");
                        case "cursor" ->
                            new CursorCell(keyset, statement.arguments().list());
                        case "node" -> node.of(field.mentions(), level);
                        default -> throw new NotCompiled("Edge." + field.name());
                    });
        }
        return edge;
    }

    private PageForm pageInfo(Selected field) {
        return switch (field.name()) {
            case "__typename" -> PageForm.constant("\"PageInfo\"");
            case "hasNextPage" -> (json, rows) -> json.append(rows.more());
            case "hasPreviousPage" -> PageForm.constant(String.valueOf(page.after() != null));
            case "startCursor" -> cursor(false);
            case "endCursor" -> cursor(true);
            default -> throw new NotCompiled("PageInfo." + field.name());
        };
    }

    private PageForm cursor(boolean last) {
        JsonCell.Form cursor = new CursorCell(keyset, statement.arguments().list()).form(columns);
        return (json, rows) -> {
            List<Columns> entries = rows.entries();
            if (entries.isEmpty()) {
                json.append("null");
            } else {
                cursor.write(json, entries.get(last ? entries.size() - 1 : 0));
            }
        };
    }
}
