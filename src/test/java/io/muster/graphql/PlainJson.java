package io.muster.graphql;

import static io.muster.graphql.PlainTables.time;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import graphql.language.Field;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** The JSON of selected fields, as {@link PlainReads} answers with it. */
final class PlainJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private PlainJson() {}

    static String name(List<Field> mentions) {
        return mentions.get(0).getName();
    }

    /** @param names of the type, first, and its interfaces */
    static ObjectNode object(List<Field> parents, List<String> names, Function<List<Field>, JsonNode> member) {
        ObjectNode object = JSON.objectNode();
        PlainSelection.fields(parents, names)
                .forEach((key, mentions) -> object.set(
                        key,
                        name(mentions).equals("__typename") ? TextNode.valueOf(names.get(0)) : member.apply(mentions)));
        return object;
    }

    static <T> ArrayNode list(List<T> entries, Function<T, JsonNode> json) {
        ArrayNode list = JSON.arrayNode();
        entries.forEach(entry -> list.add(json.apply(entry)));
        return list;
    }

    static JsonNode instant(Instant time) {
        return time == null ? JSON.nullNode() : TextNode.valueOf(time.toString());
    }
}
