package io.muster.inventory.query;

import io.muster.platform.AccountScope;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * SQL that is put together from pieces, with its values kept apart from its text. Not safe for use by several threads
 * while it grows.
 */
public final class Sql {

    /** A value between the pieces of its cast. */
    private record Value(Object value, String before, String behind) {}

    private static final int MOST_ALTERNATIVES = 2_000;

    private final List<Object> parts = new ArrayList<>();

    private Sql() {}

    public static Sql of(String text) {
        return new Sql().add(text);
    }

    /** Every condition holds; true if there is none. */
    public static Sql all(Collection<Sql> conditions) {
        return join(conditions, " and ", "true");
    }

    /**
     * At least one condition holds; false if there is none.
     *
     * @throws MusterException {@link ErrorCode#TOO_COMPLEX} where they have more than {@link #MOST_ALTERNATIVES} values: each is compared
     *     by itself, and a statement has no more than 65,535
     */
    public static Sql any(Collection<Sql> conditions) {
        Sql any = join(conditions, " or ", "false");
        if (any.parts.stream().filter(Value.class::isInstance).count() > MOST_ALTERNATIVES) {
            throw new MusterException(
                    ErrorCode.TOO_COMPLEX,
                    "The filter has more than " + MOST_ALTERNATIVES
                            + " tags, values of tags or units: ask for fewer at a time");
        }
        return any;
    }

    private static Sql join(Collection<Sql> conditions, String separator, String none) {
        Sql joined = of(conditions.isEmpty() ? none : "");
        String between = "";
        for (Sql condition : conditions) {
            joined.add(between).add("(").add(condition).add(")");
            between = separator;
        }
        return joined;
    }

    /** Whether one of the columns holds the part; upper and lower case do not matter. */
    public static Sql containsIgnoreCase(String part, String... columns) {
        String pattern = "%" + part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
        return any(Arrays.stream(columns)
                .map(column -> of(column + " ilike ").text(pattern))
                .toList());
    }

    /** The condition that the column has one of the values; false for an empty list. */
    public static Sql oneOf(String column, Collection<String> values) {
        return of(column + " = any(").texts(values).add(")");
    }

    /** The condition that the column, an account's id, is of an account that the caller may see. */
    public static Sql within(AccountScope scope, String column) {
        return scope.isEveryAccount() ? of("true") : oneOf(column, scope.accountIds());
    }

    /** Literal text of Muster's own, never of a caller. */
    public Sql add(String text) {
        parts.add(text);
        return this;
    }

    /**
     * A constant of an enum, as a literal: PostgreSQL plans a statement without parameters once for a connection, and most others each
     * time that they run.
     */
    public Sql constant(Enum<?> value) {
        return add("'" + value.name() + "'");
    }

    public Sql add(Sql other) {
        parts.addAll(other.parts);
        return this;
    }

    /** Replaces NUL, which no text in PostgreSQL has, by the replacement character: it matches nothing either. */
    private static String withoutNul(String value) {
        return value.replace('\0', '\uFFFD');
    }

    public Sql text(String value) {
        return value(withoutNul(value), "cast(", " as text)");
    }

    /** A value whose text PostgreSQL reads as the type, for example {@code uuid}. */
    public Sql textAs(String value, String type) {
        return value(withoutNul(value), "cast(cast(", " as text) as " + type + ")");
    }

    public Sql instant(Instant value) {
        return textAs(value.toString(), "timestamptz");
    }

    public Sql number(long value) {
        return value(value, "cast(", " as bigint)");
    }

    public Sql texts(Collection<String> values) {
        return value(values.stream().map(Sql::withoutNul).toArray(String[]::new), "cast(", " as text[])");
    }

    public Sql numbers(Collection<Long> values) {
        return value(values.toArray(Long[]::new), "cast(", " as bigint[])");
    }

    /** The ids of rows that are numbers. A text that is no number is the id of none, and is left out. */
    public Sql ids(Collection<String> ids) {
        return numbers(ids.stream().filter(Sql::isId).map(Long::valueOf).toList());
    }

    /** Whether a row that is numbered may have the id. */
    public static boolean isId(String id) {
        return id.matches("[0-9]{1,18}");
    }

    private Sql value(Object value, String before, String behind) {
        parts.add(new Value(value, before, behind));
        return this;
    }

    /** How many characters its text has, about. */
    public int length() {
        return parts.stream()
                .mapToInt(part -> part instanceof String text ? text.length() : 24)
                .sum();
    }

    /** The text, with a parameter for each value, {@code $1} onwards. */
    String text() {
        StringBuilder text = new StringBuilder();
        int count = 0;
        for (Object part : parts) {
            if (part instanceof Value value) {
                text.append(value.before).append('$').append(++count).append(value.behind);
            } else {
                text.append(part);
            }
        }
        return text.toString();
    }

    /** The values of the parameters. */
    Tuple values() {
        List<Object> values = new ArrayList<>();
        for (Object part : parts) {
            if (part instanceof Value value) {
                values.add(value.value);
            }
        }
        return Tuple.from(values);
    }
}
