package io.muster.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.Property;
import io.muster.inventory.kind.Described;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Pieces of the schema definition language. */
final class Definitions {

    private static final Map<Class<?>, String> SCALARS = Map.of(
            String.class, "String",
            Boolean.class, "Boolean",
            Integer.class, "Int",
            Long.class, "Int",
            Double.class, "Float",
            Instant.class, "DateTime",
            JsonNode.class, "JSON");

    private static final Pattern ABBREVIATIONS = Pattern.compile("\\b(acl|ip|kms|nat|vpc|vpn)(?=s?\\b)");

    private Definitions() {}

    /** A description, before its definition. */
    static String description(String text) {
        return "\"\"\"" + text.replace("\"\"\"", "\\\"\"\"") + "\"\"\"\n";
    }

    /** The name of the type that a Java type has in the schema: records and enums go by their own. */
    static String name(Class<?> type) {
        return SCALARS.getOrDefault(type, type.getSimpleName());
    }

    /** The type of a component, with its lists and nullability. */
    static String type(Property property) {
        String name = name(property.element());
        return (property.list() ? "[" + name + "!]" : name) + (property.nullable() ? "" : "!");
    }

    static String field(Property property) {
        return description(property.description()) + property.name() + ": " + type(property) + "\n";
    }

    /** An enum and its values. */
    static String enumeration(Class<? extends Enum<?>> type) {
        Described described = type.getAnnotation(Described.class);
        StringBuilder text = new StringBuilder();
        text.append(description(described == null ? words(type.getSimpleName()) : described.value()))
                .append("enum ")
                .append(type.getSimpleName())
                .append(" {\n");
        for (Enum<?> constant : type.getEnumConstants()) {
            text.append(description(describe(constant))).append(constant.name()).append('\n');
        }
        return text.append("}\n").toString();
    }

    private static String describe(Enum<?> constant) {
        try {
            Described described =
                    constant.getDeclaringClass().getField(constant.name()).getAnnotation(Described.class);
            return described == null ? words(constant.name()) : described.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e); // a constant is a field
        }
    }

    /** {@code SHUTTING_DOWN} and {@code ShuttingDown} as words, for constants without a description. */
    private static String words(String name) {
        String spaced = name.contains("_") || name.equals(name.toUpperCase(Locale.ROOT))
                ? name.replace('_', ' ')
                : name.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        String lower = spelt(spaced.toLowerCase(Locale.ROOT));
        return Character.toUpperCase(lower.charAt(0)) + lower.substring(1) + ".";
    }

    /** {@code networkAcls} as people write it: network ACLs. */
    static String plain(String name) {
        return spelt(name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT));
    }

    private static String spelt(String words) {
        return ABBREVIATIONS.matcher(words).replaceAll(word -> word.group().toUpperCase(Locale.ROOT));
    }
}
