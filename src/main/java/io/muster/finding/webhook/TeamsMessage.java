package io.muster.finding.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.Texts;

/**
 * An adaptive card for the trigger "When a Teams webhook request is received" of a workflow. Texts are runs of a {@code
 * RichTextBlock}, in which nothing is markup; a {@code TextBlock} would read Markdown. See adaptivecards.io, version 1.4 of the schema.
 */
final class TeamsMessage {

    /** A message may have 28 kB, see Microsoft's "Limits and specifications for Microsoft Teams". */
    private static final int LONGEST_TEXT = 1_000;

    private static final int MOST_RUNS = 30;

    private TeamsMessage() {}

    static JsonNode of(ChatMessage message) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode().put("type", "message");
        ObjectNode attachment = payload.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        ObjectNode card = attachment
                .putObject("content")
                .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.4");
        ArrayNode body = card.putArray("body");
        line(body, run(message.title()).put("weight", "Bolder").put("size", "Medium"));
        message.lines().stream().limit(MOST_RUNS).forEach(line -> line(body, run(line)));
        message.facts().stream()
                .limit(MOST_RUNS)
                .forEach(fact -> line(body, run(fact.name() + ": ").put("weight", "Bolder"), run(fact.value())));
        if (message.link() != null) {
            card.putArray("actions")
                    .addObject()
                    .put("type", "Action.OpenUrl")
                    .put("title", "Open in Muster")
                    .put("url", message.link());
        }
        return payload;
    }

    private static void line(ArrayNode body, ObjectNode... runs) {
        ArrayNode inlines = body.addObject().put("type", "RichTextBlock").putArray("inlines");
        for (ObjectNode run : runs) {
            inlines.add(run);
        }
    }

    private static ObjectNode run(String text) {
        return JsonNodeFactory.instance.objectNode().put("type", "TextRun").put("text", Texts.cut(text, LONGEST_TEXT));
    }
}
