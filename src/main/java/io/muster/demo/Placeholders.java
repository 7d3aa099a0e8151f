package io.muster.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in the parts of the data files that differ by account and region. A placeholder is written <code>${name|argument|...}</code>
 * and may stand in an argument of another; CONTRIBUTING, "Data of the demo cloud", lists them.
 *
 * @param values the values of bare names
 * @param even   which of two values the account-region takes
 */
record Placeholders(Dice dice, Map<String, String> values, boolean even) {

    private static final Pattern INNERMOST = Pattern.compile("\\$\\{([^${}]*)}");

    Placeholders {
        values = Map.copyOf(values);
    }

    /** A copy of the tree. A member whose filled text is empty is left out. */
    JsonNode fill(JsonNode tree) {
        if (tree.isTextual()) {
            return JsonNodeFactory.instance.textNode(fill(tree.asText()));
        } else if (tree.isArray()) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            tree.forEach(item -> items.add(fill(item)));
            return items;
        } else if (tree.isObject()) {
            return object(tree);
        }
        return tree;
    }

    private ObjectNode object(JsonNode tree) {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        tree.properties().forEach(member -> {
            JsonNode filled = fill(member.getValue());
            if (!emptied(member.getValue(), filled)) {
                members.set(member.getKey(), filled);
            }
        });
        return members;
    }

    private static boolean emptied(JsonNode before, JsonNode after) {
        return after.isTextual()
                ? after.asText().isEmpty() && !before.asText().isEmpty()
                : after.isObject() && after.isEmpty() && !before.isEmpty();
    }

    /** Fails with {@link IllegalArgumentException} for a placeholder that is not known. */
    String fill(String text) {
        String filled = text;
        for (Matcher found = INNERMOST.matcher(filled); found.find(); found = INNERMOST.matcher(filled)) {
            filled = filled.substring(0, found.start()) + value(found.group(1)) + filled.substring(found.end());
        }
        return filled;
    }

    private String value(String placeholder) {
        List<String> parts = List.of(placeholder.split("\\|", -1));
        return switch (parts.get(0)) {
            case "id" -> of(parts, 3).id(parts.get(1), number(parts));
            case "iam-id" -> of(parts, 3).iamId(parts.get(1), number(parts));
            case "hex" -> of(parts, 3).hex(parts.get(1), number(parts));
            case "past" -> of(parts, 3).past(parts.get(1), number(parts)).toString();
            case "even" -> parts.get(even ? 1 : 2);
            case "zone" -> values.get("region") + (char) ('a' + Integer.parseInt(parts.get(1)));
            default -> known(placeholder);
        };
    }

    private static int number(List<String> parts) {
        return Integer.parseInt(parts.get(2));
    }

    private Dice of(List<String> parts, int name) {
        return parts.size() > name ? dice.of(parts.get(name)) : dice;
    }

    private String known(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The demo cloud's data has an unknown placeholder: " + name);
        }
        return value;
    }
}
