package io.muster.graphql;

import io.muster.inventory.query.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in a statement where the rows of one list are at hand, under the name {@code r} (resources) or {@code f} (findings), with
 * the lists below each row as lateral joins. The name is the same on each level: joins know the row by {@code self}.
 *
 * <p>Lists below the rows of the statement come as arrays, one for each column of their entries, from which Java writes JSON. What is a list
 * below these comes as JSON that PostgreSQL builds, for an array has no arrays of different lengths in it.
 */
final class Level {

    private final Names names;
    private final String self;
    private final Sql joins;
    private final List<String> counts = new ArrayList<>();
    private String only = "";
    private Place place;
    private long most = 0;

    /** Where the rows of a level go. */
    enum Place {
        /** The level's entries are the statement's rows. */
        ROWS,
        /** The level's entries are elements of arrays. */
        ARRAYS,
        /** PostgreSQL builds JSON of the level's entries. */
        JSON
    }

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

    private Level(Names names, String columns, Place place) {
        this.names = names;
        this.self = names.next("s");
        this.joins = Sql.of(" cross join lateral (select " + columns + ") " + self);
        this.place = place;
    }

    static Level ofResources(Names names, Place place) {
        return new Level(names, "r.id, r.arn, r.kind", place);
    }

    static Level ofFindings(Names names, Place place) {
        return new Level(names, "f.id, f.resource_arn as arn", place);
    }

    /** Where the entries of a list below go. */
    Place ofLists() {
        return place == Place.ROWS ? Place.ARRAYS : Place.JSON;
    }

    /** Where a single row below goes. */
    Place ofOne() {
        return place;
    }

    /** From now on, PostgreSQL builds JSON of the rows. */
    void byDatabase() {
        place = Place.JSON;
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

    boolean hasLists() {
        return !counts.isEmpty();
    }

    /** How many rows belong to a row, at most, in any of the lists below it, as an SQL expression. */
    String below() {
        return counts.isEmpty() ? "0" : "greatest(" + String.join(", ", counts) + ")";
    }

    /** How many these can be, by the lists' arguments. */
    long most() {
        return most;
    }

    /**
     * A list below each row.
     *
     * @param rows  selects the entries' rows in their order
     * @param most  how many these are at most
     * @param level where they are at hand
     */
    JsonCell list(JsonCell entry, Sql rows, String row, int most, Level level) {
        String below = level.hasLists() ? "greatest(count(*), sum(o.below)) as below" : "count(*) as below";
        this.most = Math.max(this.most, most * Math.max(1L, level.most));
        if (place != Place.ROWS) {
            Sql json = Sql.of("").add(entry.json()).add(" as json");
            return Leaf.built(
                    joined("coalesce(json_agg(o.json), '[]') as json, " + below, json, rows, row, level) + ".json");
        }
        RowColumns columns = new RowColumns();
        JsonCell.Form form = entry.form(columns);
        if (columns.size() == 0) {
            columns.add("true");
        }
        String arrays = columns.each("array_agg(o.v) as v") + ", " + below;
        return new Below(joined(arrays, columns.select(), rows, row, level), columns.size(), true, form);
    }

    /** The first entry of such a list; null where there is none. */
    JsonCell first(JsonCell entry, Sql rows, String row, Level level) {
        String below = "greatest(1, o.below) as below";
        this.most = Math.max(this.most, Math.max(1L, level.most));
        if (place == Place.JSON) {
            Sql json = Sql.of("").add(entry.json()).add(" as json");
            return Leaf.built(joined("o.json, " + below, json, rows, row, level) + ".json");
        }
        RowColumns columns = new RowColumns();
        JsonCell.Form form = entry.form(columns);
        columns.add("true");
        String values = columns.each("o.v") + ", " + below;
        return new Below(joined(values, columns.select(), rows, row, level), columns.size(), false, form);
    }

    private String joined(String columns, Sql entry, Sql rows, String row, Level level) {
        String name = names.next("c");
        joins.add(" left join lateral (select " + columns + " from (select ")
                .add(entry)
                .add(", " + level.below() + " as below from (")
                .add(rows)
                .add(") " + row)
                .add(level.joins)
                .add(only + ") o) " + name + " on true");
        counts.add("coalesce(" + name + ".below, 0)");
        return name;
    }

    /**
     * The resources below a row, by the columns of a join.
     *
     * @param size how many columns there are
     * @param list whether each is an array of the entries' values; else the last is null where there is no entry
     * @param form writes an entry
     */
    private record Below(String join, int size, boolean list, Form form) implements JsonCell {

        @Override
        public Sql json() {
            throw new IllegalStateException("These rows are not for PostgreSQL to gather");
        }

        @Override
        public Form form(RowColumns columns) {
            int first = columns.add(join + ".v0");
            for (int i = 1; i < size; i++) {
                columns.add(join + ".v" + i);
            }
            return list ? entries(first) : one(first, first + size - 1);
        }

        private Form one(int first, int present) {
            return (json, row) -> {
                if (row.at(present) == null) {
                    json.append("null");
                } else {
                    form.write(json, column -> row.at(first + column));
                }
            };
        }

        private Form entries(int first) {
            return (json, row) -> {
                Object[] values = (Object[]) row.at(first);
                json.append('[');
                for (int i = 0; values != null && i < values.length; i++) {
                    int entry = i;
                    json.append(i == 0 ? "" : ",");
                    form.write(json, column -> ((Object[]) row.at(first + column))[entry]);
                }
                json.append(']');
            };
        }
    }
}
