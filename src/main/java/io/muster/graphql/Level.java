package io.muster.graphql;

import io.muster.inventory.query.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in a statement where the rows of one list are at hand, under the name {@code r} (resources) or {@code f} (findings), with
 * the lists below each row as lateral joins. The name is the same on each level: joins know the row by {@code self}.
 */
final class Level {

    private final Names names;
    private final String self;
    private final Sql joins;
    private final List<String> counts = new ArrayList<>();
    private String only = "";

    /**
     * Gives the parts of one statement names of their own. Fragments on each kind, one below the other, make lists by the power of
     * their depth: the number of names bounds the work before the statement's length can.
     */
    static final class Names {

        private static final int MOST = 200;

        private int last;

        String next(String prefix) {
            if (last == MOST) {
                throw new NotCompiled("the statement has too many lists");
            }
            return prefix + ++last;
        }
    }

    private Level(Names names, String columns) {
        this.names = names;
        this.self = names.next("s");
        this.joins = Sql.of(" cross join lateral (select " + columns + ") " + self);
    }

    static Level ofResources(Names names) {
        return new Level(names, "r.id, r.arn, r.kind");
    }

    static Level ofFindings(Names names) {
        return new Level(names, "f.id, f.resource_arn as arn");
    }

    /** A column of the row, for use in the rows of a list below. */
    String self(String column) {
        return self + "." + column;
    }

    /** From now on, lists are below resources of one kind alone; of every kind for the empty text. */
    void only(String kind) {
        only = kind.isEmpty() ? "" : " where " + self + ".kind = '" + kind + "'";
    }

    Sql joins() {
        return joins;
    }

    /** How many rows belong to a row, at most, in any of the lists below it, as an SQL expression. */
    String below() {
        return counts.isEmpty() ? "0" : "greatest(" + String.join(", ", counts) + ")";
    }

    /**
     * A list below each row.
     *
     * @param entry the entry's JSON
     * @param rows  selects the entries' rows in their order
     * @param level where they are at hand
     * @return the list as an SQL expression of type json
     */
    Sql list(Sql entry, Sql rows, String row, Level level) {
        String name = joined(
                "coalesce(json_agg(o.json), '[]') as json, greatest(count(*), sum(o.below)) as below",
                entry,
                rows,
                row,
                level);
        return Sql.of(name + ".json");
    }

    /** The first entry of such a list; null where there is none. */
    Sql first(Sql entry, Sql rows, String row, Level level) {
        return Sql.of(joined("o.json, greatest(1, o.below) as below", entry, rows, row, level) + ".json");
    }

    private String joined(String columns, Sql entry, Sql rows, String row, Level level) {
        String name = names.next("c");
        joins.add(" left join lateral (select " + columns + " from (select ")
                .add(entry)
                .add(" as json, " + level.below() + " as below from (")
                .add(rows)
                .add(") " + row)
                .add(level.joins)
                .add(only + ") o) " + name + " on true");
        counts.add("coalesce(" + name + ".below, 0)");
        return name;
    }
}
