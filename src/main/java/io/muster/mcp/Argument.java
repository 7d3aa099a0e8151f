package io.muster.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.MusterException;
import io.muster.platform.Nearest;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * An argument of a tool, and the variable of the same name of its document.
 *
 * @param values the valid values of a {@code CHOICE} or of the entries of {@code CHOICES}; empty for other types
 * @param listed whether the schema lists the values: too many of them would cost each conversation more than they help
 */
record Argument(String name, Type type, String description, List<String> values, boolean listed, boolean required) {

    /** The forms of arguments. */
    enum Type {
        TEXT,
        TEXTS,
        CHOICE,
        CHOICES,
        /** How many entries a page has. */
        LIMIT,
        FLAG,
        TIME,
        /** {@code key=value}, or {@code key} for any value. */
        TAG,
        /** An ARN or a short id: the variable {@code ids} or {@code resourceIds}. */
        RESOURCE
    }

    static final int MOST_ENTRIES = 50;
    static final int USUAL_LIMIT = 10;

    private static final int MOST_VALUES = 100;
    private static final int LONGEST = 2_048;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    static Argument of(String name, Type type, String description) {
        return new Argument(name, type, description, List.of(), false, false);
    }

    static Argument ofValues(String name, Type type, Enum<?>[] values, String description) {
        List<String> names = Arrays.stream(values).map(Enum::name).toList();
        return new Argument(name, type, description, names, names.size() <= 10, false);
    }

    Argument needed() {
        return new Argument(name, type, description, values, listed, true);
    }

    /** Its JSON schema. */
    ObjectNode schema() {
        ObjectNode schema = JSON.objectNode();
        switch (type) {
            case TEXT, CHOICE, TIME, TAG, RESOURCE -> text(schema);
            case TEXTS, CHOICES -> {
                schema.put("type", "array").put("minItems", 1).put("maxItems", MOST_VALUES);
                text(schema.putObject("items"));
            }
            case LIMIT ->
                schema.put("type", "integer")
                        .put("minimum", 1)
                        .put("maximum", MOST_ENTRIES)
                        .put("default", USUAL_LIMIT);
            case FLAG -> schema.put("type", "boolean").put("default", false);
        }
        return schema.put("description", description);
    }

    private void text(ObjectNode schema) {
        schema.put("type", "string");
        if (listed) {
            values.forEach(schema.putArray("enum")::add);
        } else {
            schema.put("minLength", 1).put("maxLength", LONGEST);
        }
    }

    /**
     * The value of the variable.
     *
     * @throws MusterException that names the argument, its fault and the nearest valid value
     */
    Object read(JsonNode value) {
        return switch (type) {
            case TEXT -> text(name, value);
            case TEXTS, CHOICES -> texts(value);
            case CHOICE -> choice(name, value);
            case LIMIT -> limit(value);
            case FLAG -> flag(value);
            case TIME -> time(value);
            case TAG -> tag(value);
            case RESOURCE -> List.of(text(name, value));
        };
    }

    /** The name of the variable that has the value. */
    String variable(JsonNode value) {
        if (type != Type.RESOURCE) {
            return name;
        }
        return value.asText().startsWith("arn:") ? "ids" : "resourceIds";
    }

    private List<String> texts(JsonNode list) {
        if (!list.isArray() || list.isEmpty() || list.size() > MOST_VALUES) {
            throw fault(name, "must be a list of 1 to " + MOST_VALUES + " texts, for example [\"" + example() + "\"]");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode entry : list) {
            String field = name + "[" + texts.size() + "]";
            texts.add(type == Type.CHOICES ? choice(field, entry) : text(field, entry));
        }
        return texts;
    }

    private String example() {
        return values.isEmpty() ? "…" : values.get(0);
    }

    private static String text(String field, JsonNode value) {
        if (!value.isTextual() || value.asText().isBlank() || value.asText().length() > LONGEST) {
            throw fault(field, "must be a text of 1 to " + LONGEST + " characters");
        }
        return value.asText();
    }

    private String choice(String field, JsonNode value) {
        String chosen = text(field, value);
        if (!values.contains(chosen)) {
            String all = listed ? "must be one of " + String.join(", ", values) : chosen + " is not known";
            throw fault(field, all + Nearest.suggestion(chosen, values));
        }
        return chosen;
    }

    /** Whole is a number without a fraction, as JSON Schema has it, however it is written. */
    private int limit(JsonNode value) {
        double number = value.asDouble();
        double nearest = Math.max(1, Math.min(Math.rint(number), MOST_ENTRIES));
        if (!value.isNumber() || number != nearest) {
            throw fault(
                    name,
                    "must be a whole number from 1 to " + MOST_ENTRIES + ". The nearest is "
                            + Math.toIntExact(Math.round(nearest)));
        }
        return Math.toIntExact(Math.round(nearest));
    }

    private boolean flag(JsonNode value) {
        if (!value.isBoolean()) {
            throw fault(name, "must be true or false, without quotes");
        }
        return value.asBoolean();
    }

    private String time(JsonNode value) {
        String text = text(name, value);
        try {
            return OffsetDateTime.parse(text).toInstant().toString();
        } catch (DateTimeException malformed) {
            throw fault(name, "must be a time with its offset, for example 2026-11-26T08:00:00Z");
        }
    }

    private List<Map<String, Object>> tag(JsonNode value) {
        String[] parts = text(name, value).split("=", 2);
        if (parts[0].isEmpty()) {
            throw fault(name, "must be key=value, or key for any value");
        }
        return List.of(
                parts.length == 1 ? Map.of("key", parts[0]) : Map.of("key", parts[0], "values", List.of(parts[1])));
    }

    private static MusterException fault(String field, String message) {
        return MusterException.badField(field, message);
    }
}
