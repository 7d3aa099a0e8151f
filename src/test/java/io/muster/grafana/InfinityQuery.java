package io.muster.grafana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One query of Grafana's Infinity plugin, treated as the plugin treats it: the browser puts the dashboard's variables in, the
 * plugin's backend its macros (into the document, not into the variables), and both ends of the answer are cut to rows.
 *
 * @param place the dashboard, or {@code alert}
 * @param title the panel, variable, annotation or rule
 */
public record InfinityQuery(String place, String title, JsonNode target) {

    /** What the plugin asks for with a GraphQL query. */
    public static final String ACCEPT = "application/json;q=0.9,text/plain";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CUSTOM_INTERVAL = Pattern.compile("\\$__customInterval\\((.*?)\\)");

    /** A column of the answer. */
    public record Column(String selector, String name, String type) {}

    /** The time that is looked at. */
    public record Range(Instant from, Instant to) {}

    @Override
    public String toString() {
        return place + ": " + title;
    }

    public boolean isTimeSeries() {
        return target.path("format").asText().equals("timeseries");
    }

    public String document() {
        return target.path("url_options").path("body_graphql_query").asText();
    }

    String variables() {
        return target.path("url_options").path("body_graphql_variables").asText();
    }

    public String url() {
        return target.path("url").asText();
    }

    public List<Column> columns() {
        return Dashboard.list(target.path("columns")).stream()
                .map(column -> new Column(
                        column.path("selector").asText(),
                        column.path("text").asText(),
                        column.path("type").asText()))
                .toList();
    }

    /** The body of the request, with these values of the dashboard's variables. */
    public String body(Map<String, JsonNode> values, Range range) {
        ObjectNode body = JSON.createObjectNode();
        body.put("query", macros(interpolate(document(), values), range));
        body.set("variables", read(interpolate(variables(), values)));
        return body.toString();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }

    private static String interpolate(String text, Map<String, JsonNode> values) {
        String result = text;
        for (Map.Entry<String, JsonNode> variable : values.entrySet()) {
            JsonNode value = variable.getValue();
            String plain = value.isTextual() ? value.asText() : value.toString();
            result = result.replace("${" + variable.getKey() + ":json}", value.toString())
                    .replace("${" + variable.getKey() + "}", plain)
                    .replaceAll("\\$" + variable.getKey() + "\\b", Matcher.quoteReplacement(plain));
        }
        return result;
    }

    private static String macros(String text, Range range) {
        return CUSTOM_INTERVAL
                .matcher(text)
                .replaceAll(macro -> interval(macro.group(1).split(",", -1), range))
                .replace("${__timeFrom}", String.valueOf(range.from().toEpochMilli()))
                .replace("${__timeTo}", String.valueOf(range.to().toEpochMilli()));
    }

    private static String interval(String[] steps, Range range) {
        Duration length = Duration.between(range.from(), range.to());
        for (int i = 0; i + 1 < steps.length; i += 2) {
            long days = Long.parseLong(steps[i].replace("d", ""));
            if (length.compareTo(Duration.ofDays(days)) <= 0) {
                return steps[i + 1];
            }
        }
        return steps[steps.length - 1];
    }

    /** The rows of an answer: of a list its entries, of an object the object itself. */
    public List<JsonNode> rows(String answer) {
        JsonNode root = at(read(answer), target.path("root_selector").asText());
        if (!root.isArray() && !root.isObject()) {
            throw new AssertionError(this + ": nothing at the root selector of " + answer);
        }
        return root.isArray() ? Dashboard.list(root) : new ArrayList<>(List.of(root));
    }

    public static JsonNode at(JsonNode node, String selector) {
        JsonNode found = node;
        for (String name : selector.split("\\.", -1)) {
            found = found.path(name);
        }
        return found;
    }
}
