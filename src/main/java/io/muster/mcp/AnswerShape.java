package io.muster.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.muster.platform.Texts;
import io.muster.rule.Severity;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Converts the data of a tool's document into the tool's answer: without empty values, with the page first and the cursor of the
 * next page beside it, with long lists and texts cut and marked as cut, and with the coverage of the data.
 */
final class AnswerShape {

    static final String PAGE = "page";
    static final String COVERAGE = "coverage";

    private static final int MOST_ENTRIES = 20;
    private static final int LONGEST_TEXT = 1_000;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The order of counts, so that a long list is cut at its least important end. */
    private static final Comparator<JsonNode> WORST_FIRST = Comparator.comparingInt(AnswerShape::rank)
            .thenComparingLong(counted -> counted.path("count").asLong())
            .reversed();

    private AnswerShape() {}

    static ObjectNode of(JsonNode data) {
        ObjectNode answer = JSON.objectNode();
        data.properties().forEach(field -> {
            switch (field.getKey()) {
                case PAGE -> page(field.getValue(), answer);
                case COVERAGE -> answer.set(COVERAGE, coverage(field.getValue().path(0)));
                default -> put(answer, field.getKey(), field.getValue());
            }
        });
        return answer;
    }

    /** Adds the page, also an empty one, because that is an answer too. */
    private static void page(JsonNode page, ObjectNode answer) {
        ArrayNode items = answer.putArray("items");
        page.path("nodes").forEach(node -> items.add(full(node)));
        page.properties().forEach(field -> {
            if (field.getKey().equals("totalCount")) {
                answer.set("total", field.getValue());
            } else if (!field.getKey().equals("nodes") && !field.getKey().equals("pageInfo")) {
                put(answer, field.getKey(), field.getValue());
            }
        });
        JsonNode info = page.path("pageInfo");
        if (info.path("hasNextPage").asBoolean()) {
            answer.set("nextCursor", info.path("endCursor"));
        }
    }

    /** The coverage, with a sentence where data is missing: an agent would take an empty list for a proof. */
    private static ObjectNode coverage(JsonNode sum) {
        int listings = sum.path("cells").asInt();
        int failed = sum.path("failed").asInt();
        int never = sum.path("never").asInt();
        ObjectNode coverage = JSON.objectNode();
        coverage.put("complete", listings > 0 && failed + never == 0).put("listings", listings);
        put(coverage, "oldestCompleteAt", sum.path("oldestCompleteAt"));
        if (listings == 0) {
            coverage.put("note", "UNKNOWN: nothing has been scanned here yet, so that an empty answer proves nothing.");
        } else if (failed + never > 0) {
            coverage.put("failed", failed)
                    .put("never", never)
                    .put(
                            "note",
                            "INCOMPLETE: what the listings that failed would have shown is missing here, or as old as their"
                                    + " last complete ones. The tool coverage says which, why, and what to do.");
        }
        return coverage;
    }

    private static void put(ObjectNode into, String name, JsonNode value) {
        JsonNode full = name.equals("attributes") ? value : full(value);
        if (full == null || full.isMissingNode()) {
            return;
        }
        into.set(name, full);
        int left = value.isArray() && full.isArray() ? value.size() - MOST_ENTRIES : 0;
        if (left > 0) {
            into.put(name + "LeftOut", "at least " + left);
        }
    }

    /** The value without what is empty in it; null where nothing is left. */
    private static @Nullable JsonNode full(JsonNode value) {
        if (value.isObject()) {
            ObjectNode object = JSON.objectNode();
            value.properties().forEach(field -> put(object, field.getKey(), field.getValue()));
            return object.isEmpty() ? null : object;
        }
        if (value.isArray()) {
            return list(value);
        }
        if (value.isTextual()) {
            return value.asText().isEmpty() ? null : TextNode.valueOf(cut(value.asText()));
        }
        return value.isNull() ? null : value;
    }

    private static @Nullable JsonNode list(JsonNode list) {
        List<JsonNode> all = new ArrayList<>();
        list.forEach(all::add);
        if (list.path(0).has("count")) {
            all.sort(WORST_FIRST);
        }
        ArrayNode entries = JSON.arrayNode();
        for (JsonNode raw : all.subList(0, Math.min(all.size(), MOST_ENTRIES))) {
            JsonNode entry = full(raw);
            if (entry != null) {
                entries.add(entry);
            }
        }
        return entries.isEmpty() ? null : entries;
    }

    private static int rank(JsonNode counted) {
        return counted.hasNonNull("severity")
                ? Severity.valueOf(counted.get("severity").asText()).rank()
                : 0;
    }

    private static String cut(String text) {
        String start = Texts.cut(text, LONGEST_TEXT + 1);
        return start.equals(text) ? text : start + " (" + (text.length() - start.length() + 1) + " more characters)";
    }
}
