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

/** Makes requests out of an OpenAPI document: some as it says, most not. The same random numbers make the same request. */
final class Fuzz {

    /** A request as it goes over the wire. */
    record Request(String method, String target, Map<String, String> headers, String body) {

        @Override
        public String toString() {
            String start = body == null ? "" : body.substring(0, Math.min(300, body.length()));
            return method + " " + target.substring(0, Math.min(300, target.length())) + " " + headers + " " + start;
        }
    }

    private record Operation(String path, String method, JsonNode parameters, JsonNode body) {}

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
    private final List<Operation> operations = new ArrayList<>();

    Fuzz(JsonNode document) {
        this.document = document;
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.add(new Operation(
                                path.getKey(),
                                operation.getKey().toUpperCase(Locale.ROOT),
                                operation.getValue().path("parameters"),
                                resolved(operation
                                        .getValue()
                                        .path("requestBody")
                                        .path("content")
                                        .path("application/json")
                                        .path("schema"))))));
    }

    int operations() {
        return operations.size();
    }

    Request request(Random random) {
        Operation operation = pick(random, operations);
        Values values = new Values(random);
        String method = values.once(20) ? pick(random, OTHER_METHODS) : operation.method;
        Map<String, String> headers = headers(operation, values, random);
        String body = operation.body.isMissingNode() && !values.once(20) ? null : body(operation, values);
        if (body != null || values.once(10)) {
            headers.put("Content-Type", values.once(10) ? pick(random, TYPES) : "application/json");
        }
        return new Request(method, target(operation, values, random), headers, body);
    }

    private String target(Operation operation, Values values, Random random) {
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

    private Map<String, String> headers(Operation operation, Values values, Random random) {
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

    private String text(JsonNode schema, Values values) {
        JsonNode one = schema.path("type").asText().equals("array") ? resolved(schema.path("items")) : schema;
        if (one.has("enum") && !values.once(3)) {
            return one.path("enum").path(values.number(one.path("enum").size())).asText();
        }
        return values.text();
    }

    private String body(Operation operation, Values values) {
        if (values.once(6)) {
            return values.noJson();
        }
        if (operation.body.isMissingNode() || values.once(8)) {
            return values.json(0);
        }
        List<String> properties = new ArrayList<>();
        operation.body.path("properties").properties().forEach(property -> {
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

    private String fitting(JsonNode schema, Values values) {
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
        JsonNode reference = schema.has("$ref")
                ? schema.path("$ref")
                : schema.path("allOf").path(0).path("$ref");
        return reference.isMissingNode()
                ? schema
                : document.at(reference.asText().substring(1));
    }

    private static String encoded(String text, Values values) {
        return values.once(40)
                ? text.replaceAll("[^!-~]|[#?\\s]", "%")
                : URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static <T> T pick(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Values that somebody should not have sent. */
    static final class Values {

        private static final List<String> TEXTS = List.of(
                "",
                " ",
                "\0",
                "\u0007\u001b[31m",
                "a\0b",
                "\r\nX-Injected: 1",
                "' or 1=1 --",
                "%",
                "%00",
                "%zz",
                "../../x",
                "..",
                "{}",
                "[]",
                "null",
                "true",
                "NaN",
                "-1",
                "0",
                "1e309",
                "99999999999999999999999",
                "9223372036854775808",
                "1.5",
                "\ud83d\ude00",
                "\u202e\u0661",
                "${x}",
                "#{x}",
                "*",
                "\"",
                "\\",
                "<script>",
                "WyIxIl0",
                "WyJhIiwiYiJd",
                "AAAA",
                "SUCCEEDED",
                "VPC",
                "eu-central-1",
                "700000000031",
                "700000000032",
                "1",
                "7",
                "50",
                "every 1h",
                "0 0 * * * ?",
                "arn:aws:iam::700000000031:role/x",
                "x".repeat(300),
                "x".repeat(7_000),
                "1".repeat(400));
        private static final List<String> PATH_TEXTS = List.of(
                "700000000031",
                "700000000032",
                "1",
                "2",
                "3",
                "99999999999999999999",
                "-1",
                "x",
                "7000000000310",
                " ",
                "\0",
                "'",
                "*",
                ".",
                "0x1",
                "1;a=b",
                "\u0661\u0662\u0663",
                "\ud83d\ude00",
                "x".repeat(2_000));
        private static final List<String> HEADER_TEXTS = List.of(
                "*",
                "\"a\"",
                "W/\"a\", \"b\"",
                "a",
                "\"",
                "",
                " ",
                ",",
                "x".repeat(256),
                "x".repeat(4_000),
                "key-1",
                "key-2",
                "key-3",
                "\u00e9\u00ff",
                "a\tb",
                "bytes=0-1",
                "gzip",
                "DELETE",
                "a=b; c",
                "-1",
                "identity;q=0, *;q=0");
        private static final List<String> PLAIN = List.of(
                "a",
                "eu-central-1",
                "us-east-1",
                "nowhere",
                "every 1h",
                "700000000031",
                "VPC",
                "arn:aws:iam::700000000031:role/a");
        private static final List<String> NO_JSON = List.of(
                "",
                "{",
                "[",
                "\"",
                "{\"a\":}",
                "{\"a\":1,}",
                "nul",
                "{} {}",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "\ufeff{}",
                "'a'",
                "a=b",
                "<a/>",
                "{\"name\": \"\\ud800\"}",
                "{\"name\": \"\\x\"}",
                "\0",
                "{\"a\": NaN}",
                "/* */ {}",
                "{\"\": 1}",
                "{\"reason\": \"" + "x".repeat(100_000) + "\"}",
                "[".repeat(5_000),
                "{\"a\":".repeat(3_000) + "1" + "}".repeat(3_000),
                "{\"regions\": " + "[".repeat(2_000) + "]".repeat(2_000) + "}");
        private static final List<String> JSON = List.of(
                "null",
                "true",
                "false",
                "0",
                "-0",
                "1.5",
                "1e400",
                "-1e-400",
                "1".repeat(2_000),
                "9223372036854775808",
                "\"\"",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "\"a\\u0007b\"",
                "[]",
                "{}",
                "[[]]",
                "[null]",
                "[\"\"]",
                "[1, \"a\", {}]",
                "{\"a\": {\"b\": [1]}}",
                "[\"eu-central-1\"]",
                "[\"VPC\"]",
                "[\"INSTANCE\", \"INSTANCE\"]",
                "[0]",
                "\"every 1h\"",
                "{\"$ref\": \"#\"}");

        private final Random random;

        Values(Random random) {
            this.random = random;
        }

        /** True once in so many times. */
        boolean once(int in) {
            return random.nextInt(in) == 0;
        }

        int number(int below) {
            return random.nextInt(below);
        }

        String text() {
            return pick(random, TEXTS);
        }

        String pathText() {
            return once(3) ? pick(random, TEXTS) : pick(random, PATH_TEXTS);
        }

        String headerText() {
            return pick(random, HEADER_TEXTS);
        }

        String plainText() {
            return pick(random, PLAIN);
        }

        String noJson() {
            return pick(random, NO_JSON);
        }

        String quoted() {
            return once(2)
                    ? "\"unknown\""
                    : "\"" + pick(random, List.of("__proto__", "@class", "accountid", "scanId", "\\u0000", "")) + "\"";
        }

        String json(int depth) {
            if (depth < 4 && once(6)) {
                return "[" + json(depth + 1) + ", " + json(depth + 1) + "]";
            }
            if (depth < 4 && once(6)) {
                return "{" + quoted() + ": " + json(depth + 1) + "}";
            }
            return pick(random, JSON);
        }
    }
}
