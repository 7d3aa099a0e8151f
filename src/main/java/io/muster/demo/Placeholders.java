package io.muster.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Fills in the parts of the data files that differ by account, region and instance; CONTRIBUTING, "Data of the demo cloud", lists the
 * placeholders.
 *
 * @param dice        the region's, or the account's for resources of the account as a whole
 * @param accountDice those of the account's IAM
 * @param values      the values of bare names; null for a name without one
 * @param even        which of two values the account-region takes
 * @param members     the values of bare names that differ by account, for each account of the organization; none but in its management account
 */
record Placeholders(
        Dice dice, Dice accountDice, UnaryOperator<String> values, boolean even, List<UnaryOperator<String>> members) {

    private static final String CONDITION = "$if";
    private static final String EACH = "$each";
    private static final Set<String> DIRECTIVES = Set.of(CONDITION, EACH);

    /** The placeholders with other values for some names. */
    Placeholders with(UnaryOperator<String> more) {
        UnaryOperator<String> all = name -> {
            String value = more.apply(name);
            return value == null ? values.apply(name) : value;
        };
        return new Placeholders(dice, accountDice, all, even, members);
    }

    /** A copy of the tree. A member or an item of which nothing is left is left out, but for a list. */
    JsonNode fill(JsonNode tree) {
        if (tree.isTextual()) {
            return JsonNodeFactory.instance.textNode(fill(tree.asText()));
        } else if (tree.isArray()) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            fillAll(tree).forEach(items::add);
            return items;
        } else if (tree.isObject()) {
            return object(tree);
        }
        return tree;
    }

    /** The filled items, of which one may stand for the accounts of the organization. */
    Stream<JsonNode> fillAll(Iterable<JsonNode> items) {
        return StreamSupport.stream(items.spliterator(), false).flatMap(item -> {
            Stream<Placeholders> here = item.has(EACH) ? members.stream().map(this::with) : Stream.of(this);
            return here.map(values -> values.fill(item)).filter(filled -> !emptied(item, filled));
        });
    }

    private ObjectNode object(JsonNode tree) {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        if (tree.has(CONDITION) && fill(tree.get(CONDITION).asText()).isEmpty()) {
            return members;
        }
        tree.properties().forEach(member -> {
            JsonNode filled = fill(member.getValue());
            if (!DIRECTIVES.contains(member.getKey()) && !emptied(member.getValue(), filled)) {
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
        return Template.of(text).fill(this);
    }

    /** @param parts the name and the arguments */
    String value(List<Template> parts) {
        String name = argument(parts, 0);
        return switch (name) {
            case "id" -> dice(dice, parts).id(argument(parts, 1), number(parts, 2));
            case "iam-id" -> dice(accountDice, parts).iamId(argument(parts, 1), number(parts, 2));
            case "hex" -> dice(dice, parts).hex(argument(parts, 1), number(parts, 2));
            case "past" ->
                dice(dice, parts).past(argument(parts, 1), number(parts, 2)).toString();
            case "even" -> argument(parts, even ? 1 : 2);
            case "if" -> argument(parts, argument(parts, 1).isEmpty() ? 3 : 2);
            case "is" -> argument(parts, argument(parts, 1).equals(argument(parts, 2)) ? 3 : 4);
            case "before" -> argument(parts, number("day") > number(parts, 1) ? 2 : 3);
            case "during" -> argument(parts, during(number(parts, 1), number(parts, 2)) ? 3 : 4);
            case "less" -> argument(parts, number(parts, 1) < number(parts, 2) ? 3 : 4);
            case "sum" -> String.valueOf(number(parts, 1) + number(parts, 2));
            case "below" -> String.valueOf(dice.below(number(parts, 1), argument(parts, 2), number(parts, 3)));
            case "nth" -> argument(parts, number("i") % number(parts, 1) == number(parts, 2) ? 3 : 4);
            case "zone" -> known("region") + (char) ('a' + number(parts, 1));
            case "bytes" -> ((number(parts, 1) >> 8) & 0xff) + "." + (number(parts, 1) & 0xff);
            case "group-name" -> groupName(argument(parts, 1));
            default -> known(name);
        };
    }

    /** The name of a security group, by that from which its id is made. */
    private static String groupName(String group) {
        return switch (group) {
            case "DEFAULT_AS_MADE" -> "default";
            case "LEGACY_HALVES" -> "launch-wizard-1";
            default -> group.toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }

    /** Empty for an argument that is not given. */
    private String argument(List<Template> parts, int place) {
        return place < parts.size() ? parts.get(place).fill(this) : "";
    }

    private int number(List<Template> parts, int place) {
        return Integer.parseInt(argument(parts, place));
    }

    private int number(String name) {
        return Integer.parseInt(known(name));
    }

    /** Whether the day is one of the {@code days} that began {@code from} days ago. */
    private boolean during(int from, int days) {
        return number("day") <= from && number("day") > from - days;
    }

    private Dice dice(Dice all, List<Template> parts) {
        return parts.size() > 3 ? all.of(argument(parts, 3)) : all;
    }

    private String known(String name) {
        String value = values.apply(name);
        if (value == null) {
            throw new IllegalArgumentException("The demo cloud's data has an unknown placeholder: " + name);
        }
        return value;
    }
}
