package io.muster.graphql;

import io.muster.inventory.Property;
import io.muster.inventory.query.JsonObject;
import io.muster.inventory.query.Sql;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The components of a kind's record as JSON that PostgreSQL takes out of the stored document: what {@link DocumentFields} reads
 * of it. A value that is missing where the schema promises one, or has another form than today's, becomes {@link #ABSENT}: the
 * document is of an earlier shape, and the fetchers of single fields tell what they cannot serve.
 */
final class DocumentJson {

    /** As it stands in JSON. Where a text of a document is the same by chance, the fetchers are asked without need. */
    static final String ABSENT = "\"\\u0007absent\"";

    private static final String NO_VALUE = "cast('" + ABSENT + "' as jsonb)";
    static final String NO_OBJECT = "cast('" + ABSENT + "' as json)";

    private final Selections selections;
    private int depth;

    DocumentJson(Selections selections) {
        this.selections = selections;
    }

    /** @param owner the document, or the object in it, as an SQL expression of type jsonb */
    JsonCell value(Property property, String owner, Selected selected) {
        String value = "(" + owner + " -> '" + property.name() + "')";
        if (property.element().isRecord()) {
            return Leaf.built(property.list() ? records(property, value, selected) : one(property, value, selected));
        }
        if (property.list() && (property.element() == Instant.class || property.json())) {
            throw new NotCompiled("a list of instants or of JSON values is read entry by entry");
        }
        String text = "(" + owner + " ->> '" + property.name() + "')";
        return new Leaf(
                () -> Sql.of(property.list() ? list(property, value) : single(property, value, text)),
                Sql.of("cast(" + value + " as text)"),
                new StoredValue(property));
    }

    private Sql one(Property property, String value, Selected selected) {
        return Sql.of("case when jsonb_typeof(" + value + ") = 'object' then ")
                .add(object(property, value, selected))
                .add(" " + otherwise(value, property.nullable() ? "null" : NO_OBJECT, NO_OBJECT));
    }

    private Sql records(Property property, String value, Selected selected) {
        String entry = "e" + ++depth;
        Sql object = object(property, entry + ".value", selected);
        return Sql.of("case when jsonb_typeof(" + value
                        + ") = 'array' then (select coalesce(json_agg(case when jsonb_typeof(" + entry
                        + ".value) = 'object' then ")
                .add(object)
                .add(" else " + NO_OBJECT + " end), '[]') from jsonb_array_elements(" + value + ") " + entry
                        + " (value)) ")
                .add(otherwise(value, property.nullable() ? "null" : "cast('[]' as json)", NO_OBJECT));
    }

    private Sql object(Property property, String owner, Selected selected) {
        String type = property.element().getSimpleName();
        List<Selected> fields = selections.below(selected.mentions(), type);
        JsonObject object = new JsonObject();
        for (Selected field : fields) {
            object.add(JsonStatement.key(field), member(property, type, owner, field));
        }
        return object.sql();
    }

    private Sql member(Property of, String type, String owner, Selected field) {
        if (field.name().equals("__typename")) {
            return Sql.of("'" + type + "'");
        }
        return of.nested().stream()
                .filter(component -> component.name().equals(field.name()))
                .findFirst()
                .map(component -> value(component, owner, field).json())
                .orElseThrow(() -> new NotCompiled(type + "." + field.name() + " is no component of the record"));
    }

    private static String single(Property property, String value, String text) {
        return "case when " + valid(property, value, text) + " then " + value + " "
                + otherwise(value, property.nullable() ? "null" : NO_VALUE, NO_VALUE);
    }

    private static String otherwise(String value, String missing, String odd) {
        return "when coalesce(" + value + ", 'null') = 'null' then " + missing + " else " + odd + " end";
    }

    private static String valid(Property property, String value, String text) {
        Class<?> type = property.element();
        if (property.json()) {
            return value + " <> 'null'";
        }
        if (type.isEnum()) {
            return text + " in (" + constants(type, "'", "'") + ")";
        }
        if (type == Instant.class) {
            return "(" + text + " like '____-__-__T__:__:__Z' or " + text + " like '____-__-__T__:__:__.___Z')";
        }
        if (type == Integer.class || type == Long.class) {
            // in PostgreSQL's order of values of all types, only numbers lie between numbers
            return "(" + value + " >= '" + Integer.MIN_VALUE + "' and " + value + " <= '" + Integer.MAX_VALUE + "')";
        }
        return "jsonb_typeof(" + value + ") = '" + jsonType(type) + "'";
    }

    private static String list(Property property, String value) {
        return "case when jsonb_typeof(" + value + ") = 'array' and " + allValid(property, value) + " then " + value
                + " " + otherwise(value, property.nullable() ? "null" : "'[]'", NO_VALUE);
    }

    private static String allValid(Property property, String value) {
        Class<?> type = property.element();
        if (type.isEnum()) {
            return value + " <@ '[" + constants(type, "\"", "\"") + "]'";
        }
        String bounds = type == Integer.class || type == Long.class
                ? " || @ < " + Integer.MIN_VALUE + " || @ > " + Integer.MAX_VALUE
                : "";
        return "(" + value + " = '[]' or not jsonb_path_exists(" + value + ", 'strict $[*] ? (@.type() != \""
                + jsonType(type) + "\"" + bounds + ")'))";
    }

    private static String constants(Class<?> type, String before, String behind) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> before + ((Enum<?>) constant).name() + behind)
                .collect(Collectors.joining(", "));
    }

    private static String jsonType(Class<?> type) {
        if (type == Boolean.class) {
            return "boolean";
        }
        return Number.class.isAssignableFrom(type) ? "number" : "string";
    }
}
