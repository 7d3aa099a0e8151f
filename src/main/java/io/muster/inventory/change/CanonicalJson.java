package io.muster.inventory.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** One text for all JSON values that are the same but for the order of their members and entries. */
final class CanonicalJson {

    private CanonicalJson() {}

    static String text(JsonNode value) {
        if (value.isObject()) {
            return object(value);
        }
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(CanonicalJson::text)
                        .sorted()
                        .collect(Collectors.joining(",", "[", "]"))
                : value.toString();
    }

    private static String object(JsonNode value) {
        Map<String, String> members = new TreeMap<>();
        value.properties().forEach(member -> members.put(member.getKey(), text(member.getValue())));
        return members.entrySet().stream()
                .map(member -> TextNode.valueOf(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
