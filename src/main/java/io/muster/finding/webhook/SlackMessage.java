package io.muster.finding.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.Texts;

/**
 * A message for an incoming webhook of Slack, in blocks, within their limits. Texts are {@code plain_text}, in which nothing is markup; the
 * notification's text, which Slack reads as mrkdwn, is escaped. See the references of Slack, "Block Kit" and "Formatting message text".
 */
final class SlackMessage {

    private static final int LONGEST_HEADER = 150;
    private static final int LONGEST_TEXT = 3_000;
    private static final int LONGEST_FIELD = 2_000;
    private static final int MOST_FIELDS = 10;

    private SlackMessage() {}

    static JsonNode of(ChatMessage message) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("text", escaped(Texts.cut(message.title(), LONGEST_TEXT)));
        ArrayNode blocks = payload.putArray("blocks");
        blocks.addObject().put("type", "header").set("text", plain(message.title(), LONGEST_HEADER));
        if (!message.lines().isEmpty()) {
            blocks.addObject()
                    .put("type", "section")
                    .set("text", plain(String.join("\n", message.lines()), LONGEST_TEXT));
        }
        if (!message.facts().isEmpty()) {
            ArrayNode fields = blocks.addObject().put("type", "section").putArray("fields");
            message.facts().stream()
                    .limit(MOST_FIELDS)
                    .forEach(fact -> fields.add(plain(fact.name() + ": " + fact.value(), LONGEST_FIELD)));
        }
        if (message.link() != null) {
            ObjectNode link = blocks.addObject()
                    .put("type", "context")
                    .putArray("elements")
                    .addObject();
            link.put("type", "mrkdwn").put("text", "<" + message.link() + "|Open in Muster>");
        }
        return payload;
    }

    /** Slack refuses an empty text. */
    private static ObjectNode plain(String text, int longest) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "plain_text")
                .put("text", text.isEmpty() ? " " : Texts.cut(text, longest))
                .put("emoji", false);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
