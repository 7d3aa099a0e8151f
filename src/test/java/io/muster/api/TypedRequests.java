package io.muster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes requests whose parts have the types that an OpenAPI document says, so that they are executed. Texts that may be any are of
 * {@link RestValues#hostileText}; accounts are those that no demo cloud knows.
 */
final class TypedRequests {

    /** The parameters of the export, which the document has in words. */
    private static final List<String> FILTERS = List.of(
            "tag",
            "accountTag",
            "ouPath",
            "resourceArn",
            "resourceId",
            "firstSeenAfter",
            "firstSeenBefore",
            "openedAfter",
            "openedBefore",
            "severityAtLeast");

    /** Without one, a request would be about every account. */
    private static final Set<String> NEEDED =
            Set.of("accountId", "accountIds", "name", "reason", "format", "url", "secret");

    private static final int DEEPEST = 3;

    private final JsonNode document;

    TypedRequests(JsonNode document) {
        this.document = document;
    }

    Fuzz.Request request(Fuzz.Operation operation, RestValues values) {
        String type = operation.content().properties().stream()
                .findFirst()
                .map(Map.Entry::getKey)
                .orElse("");
        Map<String, String> headers = new LinkedHashMap<>();
        if (!type.isEmpty()) {
            headers.put("Content-Type", type);
        }
        return new Fuzz.Request(operation.method(), target(operation, values), headers, body(operation, type, values));
    }

    private String target(Fuzz.Operation operation, RestValues values) {
        String path = operation.path();
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("path")) {
                path = path.replace("{" + name + "}", name.equals("accountId") ? account(values) : id(values));
            } else if (parameter.path("in").asText().equals("query") && values.once(2)) {
                query.add(name + "=" + encoded(parameter(path, name, parameter.path("schema"), values)));
            }
        }
        if (path.endsWith("/export")) {
            query.add("search=" + encoded(values.hostileText())); // nothing is found, however many findings there are
            String filter = Fuzz.pick(values.random(), FILTERS);
            query.add(filter + "=" + encoded(filter(filter, values)));
        }
        return path + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    private static String filter(String name, RestValues values) {
        if (name.startsWith("firstSeen")) {
            return values.time();
        }
        return name.equals("severityAtLeast") ? "LOW" : values.hostileText();
    }

    private String parameter(String path, String name, JsonNode schema, RestValues values) {
        if (name.equals("cursor")) {
            return cursor(path, values);
        }
        JsonNode one = schema.path("type").asText().equals("array") ? schema.path("items") : schema;
        return value(name, one, values, 0).asText();
    }

    /** A cursor of a list whose order has texts, with a text that no entry has. */
    private static String cursor(String path, RestValues values) {
        boolean webhooks = path.equals("/api/v1/webhooks");
        JsonNode place = JsonNodeFactory.instance
                .arrayNode()
                .add("1")
                .add(webhooks ? "WEBHOOK" : "ACCOUNT")
                .add(webhooks ? "rest.webhooks" : "rest.accounts")
                .add(values.hostileText());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(place.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String body(Fuzz.Operation operation, String type, RestValues values) {
        if (type.isEmpty()) {
            return null;
        }
        JsonNode schema = Fuzz.resolved(document, operation.content().path(type).path("schema"));
        if (type.endsWith("yaml")) {
            return "rules: [{id: fuzzed, title: " + JsonNodeFactory.instance.textNode(values.hostileText())
                    + ", severity: LOW, area: STORAGE, kind: VOLUME, fails: 'true', message: fuzzed}]";
        }
        return value(
                        "",
                        operation.path().endsWith("/signals") ? JsonNodeFactory.instance.objectNode() : schema,
                        values,
                        0)
                .toString();
    }

    private JsonNode value(String name, JsonNode declared, RestValues values, int depth) {
        JsonNode schema = Fuzz.resolved(document, declared);
        if (schema.has("enum")) {
            return schema.path("enum").path(values.number(schema.path("enum").size()));
        }
        return switch (schema.path("type").asText()) {
            case "array" ->
                JsonNodeFactory.instance.arrayNode().add(value(name, schema.path("items"), values, depth + 1));
            case "boolean" -> JsonNodeFactory.instance.booleanNode(values.once(2));
            case "integer" ->
                JsonNodeFactory.instance.numberNode(schema.path("minimum").asInt(1) + values.number(20));
            case "object" -> object(schema, values, depth);
            default -> JsonNodeFactory.instance.textNode(text(name, schema, values));
        };
    }

    private ObjectNode object(JsonNode schema, RestValues values, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        schema.path("properties").properties().stream()
                .filter(property -> !property.getValue().path("readOnly").asBoolean())
                .filter(property -> NEEDED.contains(property.getKey()) || (depth < DEEPEST && values.once(3)))
                .forEach(property -> object.set(
                        property.getKey(), value(property.getKey(), property.getValue(), values, depth + 1)));
        return object;
    }

    private static String text(String name, JsonNode schema, RestValues values) {
        if (schema.path("format").asText().equals("date-time")) {
            return values.time();
        }
        return switch (name) {
            case "accountId", "accountIds" -> account(values);
            case "region", "regions" -> "eu-central-1";
            case "schedule" -> "every 1h";
            case "roleArn" -> "arn:aws:iam::" + account(values) + ":role/a";
            case "externalId" -> "fuzzed";
            case "ouPath" -> "/" + values.hostileText();
            case "url" -> "https://127.0.0.1:1/" + URLEncoder.encode(values.hostileText(), StandardCharsets.UTF_8);
            case "evidence" -> "https://example.com/" + URLEncoder.encode(values.hostileText(), StandardCharsets.UTF_8);
            default -> values.hostileText();
        };
    }

    private static String account(RestValues values) {
        return values.once(2) ? "700000000031" : "700000000032";
    }

    private static String id(RestValues values) {
        return String.valueOf(1 + values.number(5));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
