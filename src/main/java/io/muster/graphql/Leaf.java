package io.muster.graphql;

import io.muster.inventory.query.Sql;
import jakarta.annotation.Nullable;
import java.util.function.Supplier;

/** A value of one column. */
final class Leaf implements JsonCell {

    private final Supplier<Sql> json;
    private final Sql column;
    private final Text text;

    /**
     * @param json   the value for JSON that PostgreSQL builds; made only where it does
     * @param column the value for the row
     * @param text   writes it
     */
    Leaf(Supplier<Sql> json, Sql column, Text text) {
        this.json = json;
        this.column = column;
        this.text = text;
    }

    /** Writes the value of a column. */
    interface Text {
        void write(StringBuilder json, @Nullable Object value);
    }

    /** A text, a number, a truth value or an id. */
    static Leaf of(Sql column) {
        return new Leaf(() -> column, column, JsonText::value);
    }

    static Leaf of(String column) {
        return of(Sql.of(column));
    }

    /** @param time of the type {@code timestamptz} */
    static Leaf instant(Sql time) {
        return new Leaf(() -> Sql.of("instant_text(").add(time).add(")"), time, JsonText::value);
    }

    static Leaf instant(String time) {
        return instant(Sql.of(time));
    }

    /** JSON that PostgreSQL has or builds. */
    static Leaf built(Sql json) {
        return new Leaf(
                () -> json, Sql.of("cast(").add(json).add(" as text)"), (text, value) -> text.append((String) value));
    }

    static Leaf built(String json) {
        return built(Sql.of(json));
    }

    /** A text that is the same in each row. */
    static JsonCell constant(String value) {
        return new JsonCell() {
            @Override
            public Sql json() {
                return Sql.of("'" + value + "'");
            }

            @Override
            public Form form(RowColumns columns) {
                return (json, row) -> json.append('"').append(value).append('"');
            }
        };
    }

    @Override
    public Sql json() {
        return json.get();
    }

    @Override
    public Form form(RowColumns columns) {
        int place = columns.add(column);
        return (json, row) -> text.write(json, row.at(place));
    }
}
