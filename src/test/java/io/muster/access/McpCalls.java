package io.muster.access;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;

/** Sends messages as a client of the revision without handshake does. */
final class McpCalls {

    static final String VERSION = "2026-07-28";

    private McpCalls() {}

    static Map<String, Object> request(String method, Map<String, ?> params) {
        Map<String, Object> all = new HashMap<>(params);
        all.put(
                "_meta",
                Map.of(
                        "io.modelcontextprotocol/protocolVersion",
                        VERSION,
                        "io.modelcontextprotocol/clientCapabilities",
                        Map.of()));
        return Map.of("jsonrpc", "2.0", "id", 7, "method", method, "params", all);
    }

    static RequestSpecification json(String token) {
        return IdentityTest.bearer(token)
                .contentType(ContentType.JSON)
                .header("Accept", "application/json, text/event-stream");
    }

    static Response send(String token, String method, Map<String, ?> params) {
        RequestSpecification call =
                json(token).header("MCP-Protocol-Version", VERSION).header("Mcp-Method", method);
        if (params.get("name") instanceof String name && !name.isEmpty()) {
            call.header("Mcp-Name", name);
        }
        return call.body(request(method, params)).post("/mcp");
    }

    static JsonPath call(String token, String tool, Map<String, ?> arguments) {
        return send(token, "tools/call", Map.of("name", tool, "arguments", arguments))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .setRootPath("result");
    }
}
