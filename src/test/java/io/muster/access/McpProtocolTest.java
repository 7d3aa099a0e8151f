package io.muster.access;

import static io.muster.access.McpCalls.call;
import static io.muster.access.McpCalls.json;
import static io.muster.access.McpCalls.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the interface for agents takes as a message of the protocol, and what it refuses. */
@QuarkusTest
@TestProfile(LockedDoors.class)
class McpProtocolTest {

    private static final String VIEWER = "viewer";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                                                                     | 400 | -32700
            {"jsonrpc": "2.0", "id": 1, "id": 2, "method": "ping"}                | 400 | -32700
            []                                                                    | 400 | -32600
            {"jsonrpc": "1.0", "id": 1, "method": "ping"}                         | 400 | -32600
            {"jsonrpc": "2.0", "id": null, "method": "ping"}                      | 400 | -32600
            {"jsonrpc": "2.0", "id": 1, "result": {}}                             | 400 | -32600
            {"jsonrpc": "2.0", "id": 1, "method": "ping", "params": []}           | 400 | -32600
            {"jsonrpc": "2.0", "id": 1, "method": "resources/list"}               | 200 | -32601
            {"jsonrpc": "2.0", "id": 1, "method": "tools/call"}                   | 200 | -32602
            {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "posture", "arguments": []}} | 200 | -32602
            {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {"cursor": "x"}} | 200 | -32602
            """)
    void aBadMessageIsRefusedByTheProtocol(String message, int status, int code) {
        json(Tokens.of(VIEWER))
                .body(message)
                .post("/mcp")
                .then()
                .statusCode(status)
                .body("jsonrpc", equalTo("2.0"))
                .body("error.code", equalTo(code));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-28, tools/call, posture, 200,",
        "2026-07-28, tools/call, =?base64?cG9zdHVyZQ==?=, 200,",
        "2026-07-28, tools/call, findings, 400, -32020",
        "2026-07-28, tools/list, posture, 400, -32020",
        "2026-07-28, , posture, 400, -32020",
        "2025-11-25, tools/call, posture, 400, -32020",
        "1900-01-01, tools/call, posture, 400, -32020",
        ", tools/call, posture, 400, -32020"
    })
    void headersSayWhatTheMessageSays(String version, String method, String name, int status, Integer code) {
        // given
        RequestSpecification call = json(Tokens.of(VIEWER));
        if (version != null) {
            call.header("MCP-Protocol-Version", version);
        }
        if (method != null) {
            call.header("Mcp-Method", method);
        }

        // when, then
        call.header("Mcp-Name", name)
                .body(request("tools/call", Map.of("name", "posture")))
                .post("/mcp")
                .then()
                .statusCode(status)
                .body("error.code", equalTo(code));
    }

    @Test
    void aVersionThatIsNotServedIsAnsweredWithThoseThatAre() {
        json(Tokens.of(VIEWER))
                .header("MCP-Protocol-Version", "1900-01-01")
                .body(Map.of("jsonrpc", "2.0", "id", 1, "method", "tools/list"))
                .post("/mcp")
                .then()
                .statusCode(400)
                .body("error.code", equalTo(-32022))
                .body("error.data.supported[0]", equalTo(McpCalls.VERSION))
                .body("error.data.requested", equalTo("1900-01-01"));
    }

    @ParameterizedTest
    @CsvSource({"2025-11-25, 2025-11-25", "2025-03-26, 2025-03-26", "2026-07-28, 2025-11-25", "1900-01-01, 2025-11-25"})
    void aHandshakeAgreesOnAVersionThatHasOne(String asked, String agreed) {
        json(Tokens.of(VIEWER))
                .body(Map.of(
                        "jsonrpc",
                        "2.0",
                        "id",
                        "a",
                        "method",
                        "initialize",
                        "params",
                        Map.of("protocolVersion", asked)))
                .post("/mcp")
                .then()
                .statusCode(200)
                .body("id", equalTo("a"))
                .body("result.protocolVersion", equalTo(agreed))
                .body("result.serverInfo.name", equalTo("muster"))
                .header("Mcp-Session-Id", nullValue());
    }

    @Test
    void aNotificationIsAcceptedWithoutAnAnswer() {
        assertThat(json(Tokens.of(VIEWER))
                        .body(Map.of("jsonrpc", "2.0", "method", "notifications/initialized"))
                        .post("/mcp")
                        .then()
                        .statusCode(202)
                        .extract()
                        .asString())
                .isEmpty();
    }

    @Test
    void onlyPostsOfJsonAreTaken() {
        json(Tokens.of(VIEWER)).get("/mcp").then().statusCode(405).header("Allow", "POST");
        json(Tokens.of(VIEWER)).delete("/mcp").then().statusCode(405);
        IdentityTest.bearer(Tokens.of(VIEWER))
                .contentType("text/plain")
                .body("{}")
                .post("/mcp")
                .then()
                .statusCode(415);
        IdentityTest.bearer(Tokens.of(VIEWER))
                .contentType("application/json; charset=utf-16")
                .body("{}")
                .post("/mcp")
                .then()
                .statusCode(415);
        IdentityTest.bearer(Tokens.of(VIEWER))
                .contentType("application/json")
                .accept("text/html")
                .body("{}")
                .post("/mcp")
                .then()
                .statusCode(406);
        IdentityTest.bearer(Tokens.of(VIEWER))
                .contentType("application/json")
                .header("Content-Encoding", "gzip")
                .body("{}")
                .post("/mcp")
                .then()
                .statusCode(415);
        IdentityTest.bearer(Tokens.of(VIEWER))
                .contentType("application/json")
                .accept("Application/JSON")
                .body(Map.of("jsonrpc", "2.0", "method", "notifications/initialized"))
                .post("/mcp")
                .then()
                .statusCode(202);
        json(Tokens.of(VIEWER)).body(" ".repeat(65 * 1024)).post("/mcp").then().statusCode(413);
        json(Tokens.of(VIEWER))
                .header("Origin", "https://evil.example")
                .body(Map.of("jsonrpc", "2.0", "id", 1, "method", "ping"))
                .post("/mcp")
                .then()
                .statusCode(403)
                .body("detail", containsString("other origins"));
    }
}
