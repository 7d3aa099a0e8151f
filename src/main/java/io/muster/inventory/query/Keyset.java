package io.muster.inventory.query;

import io.muster.platform.Texts;
import io.muster.platform.Times;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A total order, by keys of which the last (or all together) is unique: a page begins after a place that its keys name,
 * so that entries that come and go elsewhere do not shift it.
 *
 * @param name names the order and its direction, for the cursor
 */
public record Keyset(String name, boolean descending, List<Key> keys) {

    /**
     * One key.
     *
     * @param column   an SQL expression
     * @param nullable whether it may be null: for the first key only
     */
    public record Key(String column, Type type, boolean nullable) {
        public static Key of(String column, Type type) {
            return new Key(column, type, false);
        }
    }

    /** How a key's text is read. */
    public enum Type {
        TEXT("text", "(?s).*"),
        NUMBER("bigint", "-?[0-9]{1,19}"),
        TIME("timestamptz", "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{6}Z"),
        UUID("uuid", "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

        private final String sql;
        private final Pattern form;

        /** @param form the exact form of a cursor's value: Java reads some that PostgreSQL does not */
        Type(String sql, String form) {
            this.sql = sql;
            this.form = Pattern.compile(form);
        }

        private boolean accepts(String text) {
            return form.matcher(text).matches()
                    && switch (this) {
                        case TEXT -> Texts.storable(text);
                        case NUMBER -> isLong(text);
                        case TIME -> isTime(text);
                        case UUID -> true;
                    };
        }
    }

    private static boolean isLong(String text) {
        return new BigInteger(text).bitLength() < Long.SIZE;
    }

    private static boolean isTime(String text) {
        try {
            Times.served(OffsetDateTime.parse(text).toInstant());
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    public Keyset {
        keys = List.copyOf(keys);
    }

    /** Whether the values, as a cursor holds them, can be the keys'. */
    boolean accepts(List<String> values) {
        for (int i = 0; i < keys.size(); i++) {
            String value = values.get(i);
            if (value == null ? !keys.get(i).nullable() : !keys.get(i).type().accepts(value)) {
                return false;
            }
        }
        return true;
    }

    /** The keys of a row as a JSON array of texts. */
    String columnsAsJson() {
        return keys.stream().map(Keyset::text).collect(Collectors.joining(", ", "json_build_array(", ")"));
    }

    private static String text(Key key) {
        return key.type() == Type.TIME
                ? "to_char(" + key.column() + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                : "cast(" + key.column() + " as text)";
    }

    /** The keys of a row as SQL expressions of type text, for {@link #cursor}. */
    public List<Sql> texts() {
        return keys.stream().map(key -> Sql.of(text(key))).toList();
    }

    /**
     * The cursor of a row.
     *
     * @param list  stands for the list, so that a cursor of another one is refused
     * @param texts the row's {@link #texts}
     */
    public String cursor(String list, List<String> texts) {
        return Cursor.write(this, list, texts);
    }

    /** Refuses an invalid cursor and the cursor of another list, for callers that do not read a page; {@link #page} checks this itself. */
    public void check(PageRequest page, String list) {
        if (page.after() != null) {
            place(page.after(), list);
        }
    }

    private List<String> place(String cursor, String list) {
        return Cursor.read(this, list, cursor);
    }

    /** The order of the rows of a page, and where it begins. */
    public Sql page(List<Sql> conditions, PageRequest page, String list, int most) {
        List<Sql> all = new ArrayList<>(conditions);
        if (page.after() != null) {
            all.add(after(place(page.after(), list)));
        }
        return Sql.all(all).add(orderBy() + " limit " + most);
    }

    /** The keys as columns that have the name and a number. */
    String columnsAs(String name) {
        return IntStream.range(0, keys.size())
                .mapToObj(i -> keys.get(i).column() + " as " + name + i)
                .collect(Collectors.joining(", "));
    }

    /** The same order of rows whose keys are columns of these names. */
    Keyset named(String name) {
        return new Keyset(
                this.name,
                descending,
                IntStream.range(0, keys.size())
                        .mapToObj(i -> new Key(
                                name + i, keys.get(i).type(), keys.get(i).nullable()))
                        .toList());
    }

    /** PostgreSQL's own place for nulls (last upwards, first downwards) lets an index serve both directions. */
    String orderBy() {
        return keys.stream()
                .map(key -> key.column() + (descending ? " desc" : ""))
                .collect(Collectors.joining(", ", " order by ", ""));
    }

    /** The rows behind the place that the values name. */
    Sql after(List<String> values) {
        boolean none = values.get(0) == null;
        if (!keys.get(0).nullable()) {
            return compare(keys, values);
        }
        String column = keys.get(0).column();
        if (none) {
            Sql among = Sql.of(column + " is null and ").add(compare(rest(keys), rest(values)));
            return descending ? Sql.any(List.of(among, Sql.of(column + " is not null"))) : among;
        }
        Sql behind = compare(keys, values);
        return descending ? behind : Sql.any(List.of(behind, Sql.of(column + " is null")));
    }

    private Sql compare(List<Key> columns, List<String> values) {
        Sql sql = Sql.of(columns.stream().map(Key::column).collect(Collectors.joining(", ", "(", ")")))
                .add(descending ? " < (" : " > (");
        for (int i = 0; i < columns.size(); i++) {
            sql.add(i == 0 ? "" : ", ").textAs(values.get(i), columns.get(i).type().sql);
        }
        return sql.add(")");
    }

    private static <T> List<T> rest(List<T> list) {
        return list.subList(1, list.size());
    }
}
