package io.muster.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Makes requests out of an OpenAPI document: half of them of {@link TypedRequests}, most others not as it says. The same random
 * numbers make the same request.
 */
final class Fuzz {

    /** A request as it goes over the wire. */
    record Request(String method, String target, Map<String, String> headers, String body) {

        @Override
        public String toString() {
            String start = body == null ? "" : body.substring(0, Math.min(300, body.length()));
            return method + " " + target.substring(0, Math.min(300, target.length())) + " " + headers + " " + start;
        }
    }

    /** @param content the bodies that it takes, by their media types */
    record Operation(String path, String method, JsonNode parameters, JsonNode content) {

        private JsonNode json() {
            return content.path("application/json").path("schema");
        }
    }

    private static final List<String> OTHER_METHODS =
            List.of("PATCH", "OPTIONS", "HEAD", "TRACE", "DELETE", "POST", "PUT");
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json; charset=utf-16",
            "text/plain",
            "application/xml",
            "x",
            "*/*",
            "a/b/c",
            ";");
    private static final List<String> ACCEPTED = List.of(
            "application/json", "*/*", "text/event-stream", "image/png", "text/html;q=x", "", ",", "application/*;q=9");

    private final JsonNode document;
    private final TypedRequests typed;
    /** Chance seldom makes a version that a registered account does not have, or a file that is read and holds no good rule. */
    private static final List<Request> IMPROBABLE = List.of(
            new Request("DELETE", "/api/v1/accounts/111111111111", Map.of("If-Match", "\"stale\""), null),
            new Request(
                    "POST",
                    "/api/v1/rules/validate",
                    Map.of("Content-Type", "application/yaml"),
                    "rules:\n  - id: acme-unfinished\n"));

    private final List<Operation> operations = new ArrayList<>();

    Fuzz(JsonNode document) {
        this.document = document;
        this.typed = new TypedRequests(document);
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.add(new Operation(
                                path.getKey(),
                                operation.getKey().toUpperCase(Locale.ROOT),
                                operation.getValue().path("parameters"),
                                operation.getValue().path("requestBody").path("content")))));
    }

    int operations() {
        return operations.size();
    }

    Request request(Random random) {
        Operation operation = pick(random, operations);
        RestValues values = new RestValues(random);
        if (values.once(50)) {
            return pick(random, IMPROBABLE);
        }
        return values.once(2) ? typed.request(operation, values) : request(operation, values, random);
    }

    private Request request(Operation operation, RestValues values, Random random) {
        String method = values.once(20) ? pick(random, OTHER_METHODS) : operation.method;
        Map<String, String> headers = headers(operation, values, random);
        JsonNode schema = resolved(document, operation.json());
        String body = schema.isMissingNode() && !values.once(20) ? null : body(schema, values);
        if (body != null || values.once(10)) {
            headers.put("Content-Type", values.once(10) ? pick(random, TYPES) : "application/json");
        }
        return new Request(method, target(operation, values, random), headers, body);
    }

    private String target(Operation operation, RestValues values, Random random) {
        String path = operation.path;
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : operation.parameters) {
            String name = parameter.path("name").asText();
            switch (parameter.path("in").asText()) {
                case "path" -> path = path.replace("{" + name + "}", encoded(values.pathText(), values));
                case "query" -> {
                    for (int i = random.nextInt(3); i > 0; i--) {
                        query.add(name + "=" + encoded(text(resolved(parameter.path("schema")), values), values));
                    }
                }
                default -> {}
            }
        }
        if (values.once(10)) {
            query.add(encoded(values.text(), values) + "=" + encoded(values.text(), values));
        }
        if (values.once(50)) {
            path = path + pick(random, List.of("/", "//", "/..", "/%2e%2e/", ";a=b", "/x", "%"));
        }
        return path + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    private Map<String, String> headers(Operation operation, RestValues values, Random random) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (JsonNode parameter : operation.parameters) {
            if (parameter.path("in").asText().equals("header") && values.once(3)) {
                headers.put(parameter.path("name").asText(), values.headerText());
            }
        }
        if (values.once(8)) {
            headers.put("Accept", pick(random, ACCEPTED));
        }
        if (values.once(20)) {
            headers.put(
                    pick(
                            random,
                            List.of(
                                    "Range",
                                    "Content-Encoding",
                                    "X-HTTP-Method-Override",
                                    "Cookie",
                                    "Accept-Language",
                                    "Accept-Encoding",
                                    "Origin",
                                    "X-Forwarded-For",
                                    "Forwarded",
                                    "Prefer",
                                    "traceparent")),
                    values.headerText());
        }
        return headers;
    }

    private String text(JsonNode schema, RestValues values) {
        JsonNode one = schema.path("type").asText().equals("array") ? resolved(schema.path("items")) : schema;
        if (one.has("enum") && !values.once(3)) {
            return one.path("enum").path(values.number(one.path("enum").size())).asText();
        }
        return values.text();
    }

    private String body(JsonNode schema, RestValues values) {
        if (values.once(6)) {
            return values.noJson();
        }
        if (schema.isMissingNode() || values.once(8)) {
            return values.json(0);
        }
        List<String> properties = new ArrayList<>();
        schema.path("properties").properties().forEach(property -> {
            if (values.once(2)) {
                String value = values.once(2) ? values.json(0) : fitting(resolved(property.getValue()), values);
                properties.add("\"" + property.getKey() + "\": " + value);
            }
        });
        if (values.once(6)) {
            properties.add(values.quoted() + ": " + values.json(0));
        }
        return properties.stream().collect(Collectors.joining(", ", "{", "}"));
    }

    private String fitting(JsonNode schema, RestValues values) {
        return switch (schema.path("type").asText()) {
            case "array" -> "[" + fitting(resolved(schema.path("items")), values) + "]";
            case "boolean" -> String.valueOf(values.once(2));
            case "integer" -> String.valueOf(values.number(600));
            default ->
                "\""
                        + (schema.has("enum")
                                ? schema.path("enum")
                                        .path(values.number(schema.path("enum").size()))
                                        .asText()
                                : values.plainText())
                        + "\"";
        };
    }

    private JsonNode resolved(JsonNode schema) {
        return resolved(document, schema);
    }

    static JsonNode resolved(JsonNode document, JsonNode schema) {
        JsonNode reference = schema.has("$ref")
                ? schema.path("$ref")
                : schema.path("allOf").path(0).path("$ref");
        return reference.isMissingNode()
                ? schema
                : document.at(reference.asText().substring(1));
    }

    private static String encoded(String text, RestValues values) {
        return values.once(40)
                ? text.replaceAll("[^!-~]|[#?\\s]", "%")
                : URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static <T> T pick(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
