package io.muster.inventory.query;

/** A JSON object that PostgreSQL builds: its members by their names. Not safe for use by several threads while it grows. */
public final class JsonObject {

    /** PostgreSQL cuts longer names off. */
    public static final int LONGEST_NAME = 63;

    /** A select list of PostgreSQL has no more than 1,664 entries. */
    public static final int MOST_MEMBERS = 1_000;

    private final Sql members = Sql.of("");
    private boolean empty = true;

    /**
     * A member more.
     *
     * @param name  letters, digits and underscores, as GraphQL's names, and no longer than {@link #LONGEST_NAME}
     * @param value a value of any type that PostgreSQL has a JSON form for
     * @throws IllegalArgumentException if the name has a quotation mark, which would end it in the statement
     */
    public JsonObject add(String name, Sql value) {
        if (name.indexOf('"') >= 0) {
            throw new IllegalArgumentException(name);
        }
        members.add(empty ? "" : ", ").add(value).add(" as \"" + name + "\"");
        empty = false;
        return this;
    }

    /** The object as an SQL expression. Its row is {@code o.*}, for {@code o} alone may be the name of a member. */
    public Sql sql() {
        return empty
                ? Sql.of("cast('{}' as json)")
                : Sql.of("(select row_to_json(o.*) from (select ").add(members).add(") o)");
    }

    /** A constant text as SQL has it, for what is the same in each run of a statement. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
