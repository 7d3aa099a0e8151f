package io.muster.finding.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;

/**
 * A message to people, before it takes the form of a chat. All of it is plain text: names and messages come from other people's
 * accounts, and no chat may take them for markup.
 *
 * @param link to a page of Muster; null where the pages' address is not known
 */
record ChatMessage(
        String title,
        List<String> lines,
        List<Fact> facts,
        @Nullable String link) {

    /** A named value. */
    record Fact(String name, String value) {}

    /** @param document the event as programs get it */
    static ChatMessage of(JsonNode document, @Nullable String linkBase) {
        return switch (document.path("type").asText()) {
            case Payloads.DIGEST -> ofDigest(document.path("digest"), linkBase);
            case Payloads.TEST ->
                new ChatMessage(
                        "A test of Muster", List.of(document.path("message").asText()), List.of(), linkBase);
            default -> ofFinding(document.path("type").asText(), document.path("finding"));
        };
    }

    private static ChatMessage ofFinding(String type, JsonNode finding) {
        List<Fact> facts = new ArrayList<>();
        add(facts, "Severity", severity(finding));
        add(facts, "Resource", resource(finding));
        add(facts, "Account", account(finding));
        add(facts, "Region", finding.path("region").asText());
        add(facts, "Rule", finding.path("ruleId").asText());
        add(facts, "Resolution", finding.path("resolution").asText());
        return new ChatMessage(
                words(type) + ": " + title(finding),
                List.of(finding.path("message").asText()),
                facts,
                finding.hasNonNull("link") ? finding.path("link").asText() : null);
    }

    private static ChatMessage ofDigest(JsonNode digest, @Nullable String linkBase) {
        List<Fact> facts = new ArrayList<>();
        digest.path("byType")
                .properties()
                .forEach(count ->
                        add(facts, words(count.getKey()), count.getValue().asText()));
        digest.path("bySeverity")
                .properties()
                .forEach(count -> add(facts, count.getKey(), count.getValue().asText()));
        List<String> lines = new ArrayList<>();
        digest.path("findings").forEach(told -> lines.add(line(told.path("type").asText(), told.path("finding"))));
        int more = digest.path("more").asInt();
        if (more > 0) {
            lines.add("and " + more + " more");
        }
        return new ChatMessage(
                "Findings of the day: " + digest.path("events").asText() + " events", lines, facts, linkBase);
    }

    private static String line(String type, JsonNode finding) {
        return words(type) + ", " + finding.path("severity").asText() + ": " + title(finding) + " (" + resource(finding)
                + ", " + account(finding) + ")";
    }

    private static void add(List<Fact> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.add(new Fact(name, value));
        }
    }

    private static String words(String type) {
        return switch (type) {
            case "OPENED" -> "Opened";
            case "REOPENED" -> "Reopened";
            case "SEVERITY_CHANGED" -> "Severity changed";
            case "RESOLVED" -> "Resolved";
            case "SUPPRESSED" -> "Suppressed";
            case "RETURNED" -> "Open again";
            default -> type;
        };
    }

    private static String title(JsonNode finding) {
        return finding.path("ruleTitle").asText(finding.path("ruleId").asText());
    }

    private static String severity(JsonNode finding) {
        String now = finding.path("severity").asText();
        return finding.hasNonNull("severityBefore")
                ? now + " (was " + finding.path("severityBefore").asText() + ")"
                : now;
    }

    private static String resource(JsonNode finding) {
        String id = finding.path("resourceId").asText();
        return finding.hasNonNull("resourceName")
                        && !finding.path("resourceName").asText().equals(id)
                ? finding.path("resourceName").asText() + " (" + id + ")"
                : id;
    }

    private static String account(JsonNode finding) {
        String id = finding.path("accountId").asText();
        return finding.hasNonNull("accountName") ? finding.path("accountName").asText() + " (" + id + ")" : id;
    }
}
