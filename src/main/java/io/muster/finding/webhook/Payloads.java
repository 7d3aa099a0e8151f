package io.muster.finding.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.finding.webhook.Outgoing.Event;
import io.muster.finding.webhook.Outgoing.Target;
import io.muster.rule.Catalogue;
import io.muster.rule.RuleMetadata;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The body that is sent of an event, in the webhook's format. */
@Singleton
class Payloads {

    static final String DIGEST = "DIGEST";
    static final String TEST = "TEST";

    private final Map<String, String> titles;
    private final Optional<String> linkBase;
    private final ObjectMapper json = new ObjectMapper();

    @Inject
    Payloads(Catalogue catalogue, WebhooksConfig config) {
        this(
                catalogue.metadata().stream().collect(Collectors.toMap(RuleMetadata::ruleId, RuleMetadata::title)),
                config.linkBase());
    }

    /** @param titles those of rules, by their ids */
    Payloads(Map<String, String> titles, Optional<String> linkBase) {
        this.titles = titles;
        this.linkBase = linkBase.map(base -> base.endsWith("/") ? base.substring(0, base.length() - 1) : base);
    }

    /** A JSON text. */
    String of(Event event, Target target) {
        ObjectNode document = document(event, target);
        JsonNode payload = switch (target.format()) {
            case JSON -> document;
            case SLACK -> SlackMessage.of(ChatMessage.of(document, linkBase.orElse(null)));
            case TEAMS -> TeamsMessage.of(ChatMessage.of(document, linkBase.orElse(null)));
        };
        return payload.toString();
    }

    private ObjectNode document(Event event, Target target) {
        ObjectNode document = json.createObjectNode()
                .put("id", event.id().toString())
                .put("type", event.type())
                .put("at", event.at().toString())
                .put("webhook", target.webhook());
        JsonNode body = read(event.body());
        if (event.type().equals(DIGEST)) {
            body.path("findings").forEach(told -> describe(told.path("finding")));
            document.set("digest", body);
        } else if (event.type().equals(TEST)) {
            document.set("message", body.path("message"));
        } else {
            describe(body);
            document.put("sequence", event.sequence());
            document.set("finding", body);
        }
        return document;
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // PostgreSQL has read it as JSON before
        }
    }

    /** Adds the rule's title, and the page of the finding. */
    private void describe(JsonNode told) {
        if (told instanceof ObjectNode finding) {
            String title = titles.get(finding.path("ruleId").asText());
            if (title != null) {
                finding.put("ruleTitle", title);
            }
            linkBase.ifPresent(
                    base -> finding.put("link", link(base, finding.path("id").asText())));
        }
    }

    private static String link(String base, String findingId) {
        return base + "/#/finding?id=" + URLEncoder.encode(findingId, StandardCharsets.UTF_8);
    }
}
