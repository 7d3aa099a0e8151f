package io.muster.graphql.endpoint;

import graphql.GraphQLContext;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import io.muster.platform.MusterException.Violation;
import io.muster.platform.Nearest;
import io.muster.platform.Texts;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds what is wrong with an input, by the rules of the specification on the coercion of inputs: each fault with its place, the type
 * that is expected, and the nearest valid value. graphql-java stops at the first, tells of Java's types, and takes any value for an ID.
 *
 * @param literal whether the input is written in a document, where values of enums have no quotation marks
 */
record InputFaults(boolean literal, List<Violation> found) {

    /** A reader needs no more of them. */
    private static final int MOST = 100;

    private static final int MOST_NAMES = 12;
    private static final int LONGEST_NAME = 200;

    static List<Violation> ofVariable(String place, @Nullable Object value, GraphQLType type) {
        return of(false, place, value, type);
    }

    /** @param value as {@link Literals} gives it */
    static List<Violation> ofLiteral(String place, @Nullable Object value, GraphQLType type) {
        return of(true, place, value, type);
    }

    private static List<Violation> of(boolean literal, String place, @Nullable Object value, GraphQLType type) {
        InputFaults faults = new InputFaults(literal, new ArrayList<>());
        faults.check(place, value, type);
        return faults.found;
    }

    private void check(String place, @Nullable Object value, GraphQLType type) {
        if (found.size() >= MOST || value instanceof Literals.Variable) {
            return;
        }
        if (value == null) {
            if (type instanceof GraphQLNonNull) {
                add(place, "is required, of type " + GraphQLTypeUtil.simplePrint(type));
            }
            return;
        }
        GraphQLType nullable = GraphQLTypeUtil.unwrapNonNull(type);
        if (nullable instanceof GraphQLList list) {
            checkList(place, value, list.getWrappedType());
        } else if (nullable instanceof GraphQLInputObjectType object) {
            checkObject(place, value, object);
        } else if (nullable instanceof GraphQLEnumType names) {
            checkName(place, value, names);
        } else if (nullable instanceof GraphQLScalarType scalar) {
            checkScalar(place, value, scalar);
        }
    }

    /** A single value stands for a list of one. */
    private void checkList(String place, Object value, GraphQLType entry) {
        if (value instanceof List<?> entries) {
            for (int i = 0; i < entries.size(); i++) {
                check(place + "[" + i + "]", entries.get(i), entry);
            }
        } else {
            check(place, value, entry);
        }
    }

    private void checkObject(String place, Object value, GraphQLInputObjectType type) {
        if (!(value instanceof Map<?, ?> members)) {
            add(place, "must be an object of type " + type.getName() + ": " + InputWords.of(value) + " is none");
            return;
        }
        List<String> known = type.getFieldDefinitions().stream()
                .map(GraphQLInputObjectField::getName)
                .toList();
        members.forEach((name, member) -> {
            GraphQLInputObjectField field = type.getFieldDefinition(name.toString());
            if (field == null) {
                String shown = Texts.cut(name.toString(), LONGEST_NAME);
                add(place + "." + shown, type.getName() + " has no field " + shown + Nearest.suggestion(shown, known));
            } else {
                check(place + "." + name, member, field.getType());
            }
        });
        type.getFieldDefinitions().stream()
                .filter(field -> !members.containsKey(field.getName()) && !field.hasSetDefaultValue())
                .forEach(field -> check(place + "." + field.getName(), null, field.getType()));
    }

    private void checkName(String place, Object value, GraphQLEnumType type) {
        List<String> names = type.getValues().stream()
                .map(GraphQLEnumValueDefinition::getName)
                .toList();
        boolean named = literal ? value instanceof Literals.Name : value instanceof String;
        String name = value.toString();
        if (named && names.contains(name)) {
            return;
        }
        if (literal && value instanceof String && names.contains(name)) {
            add(place, name + ", a value of " + type.getName() + ", is written without quotation marks");
            return;
        }
        boolean text = value instanceof Literals.Name || value instanceof String;
        String nearest = text ? Nearest.suggestion(name, names) : "";
        String shown = text && !name.isEmpty() ? Texts.cut(name, LONGEST_NAME) : InputWords.of(value);
        add(
                place,
                shown + " is not a value of " + type.getName() + (nearest.isEmpty() ? "." : nearest) + " It can be "
                        + listed(names) + ".");
    }

    static String listed(List<String> names) {
        return String.join(", ", names.stream().limit(MOST_NAMES).toList())
                + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "");
    }

    private void checkScalar(String place, Object value, GraphQLScalarType type) {
        String name = type.getName();
        if (InputWords.isValid(name, value, literal)) {
            String reason = reason(value, type);
            if (reason != null) {
                add(place, InputWords.of(value) + " is not of type " + name + ": " + reason);
            }
            return;
        }
        add(place, InputWords.of(value) + " is not of type " + name + InputWords.wanted(name, value));
    }

    /** The words of a scalar of the schema's own; null where it takes the value. */
    private static @Nullable String reason(Object value, GraphQLScalarType type) {
        if (InputWords.isBuiltIn(type.getName()) || type.getName().equals("JSON")) {
            return null;
        }
        try {
            parse(value, type);
            return null;
        } catch (CoercingParseValueException refusal) {
            return refusal.getMessage();
        }
    }

    private static void parse(Object value, GraphQLScalarType type) {
        type.getCoercing().parseValue(value, GraphQLContext.getDefault(), Locale.ENGLISH);
    }

    private void add(String place, String message) {
        found.add(new Violation(place, message));
    }
}
