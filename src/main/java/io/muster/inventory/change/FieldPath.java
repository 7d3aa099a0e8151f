package io.muster.inventory.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes where in a document a field is. A path is a row of steps:
 *
 * <ul>
 *   <li>{@code name}, with a dot before it unless it is the first: a member of an object. A name with other characters than
 *       letters, digits, {@code _} and {@code -}, or that begins with a digit, is {@code ["name"]}, a JSON text.
 *   <li>{@code [ruleId=sgr-1]}, {@code [egress=false,number=100]}: the entry of a list that has these values. A text stands as
 *       it is if it has only letters, digits and {@code _.:/@+-} and is no JSON value of another type, else as a JSON text.
 *   <li>{@code []}: an entry of a list that is known by its contents, which are the value before or after.
 * </ul>
 */
final class FieldPath {

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
    private static final Pattern PLAIN_TEXT = Pattern.compile("[A-Za-z0-9_.:/@+-]+");
    private static final Pattern OTHER_JSON =
            Pattern.compile("true|false|null|-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?");

    static final String ENTRY = "[]";

    private FieldPath() {}

    static String member(String path, String name) {
        if (!PLAIN_NAME.matcher(name).matches()) {
            return path + "[" + TextNode.valueOf(name) + "]";
        }
        return path.isEmpty() ? name : path + "." + name;
    }

    /** The step to the entry that has these values of the names. */
    static String entry(List<String> names, JsonNode entry) {
        return names.stream()
                .map(name -> name + "=" + value(entry.get(name)))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String value(JsonNode value) {
        boolean plain = value.isTextual()
                && PLAIN_TEXT.matcher(value.textValue()).matches()
                && !OTHER_JSON.matcher(value.textValue()).matches();
        return plain ? value.textValue() : value.toString();
    }
}
