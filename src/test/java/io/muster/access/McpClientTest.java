package io.muster.access;

import static io.muster.access.AccessSettings.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The protocol as clients understand it that are not ours: the official ones in TypeScript, of the revision without handshake and
 * of those before it. {@code .ci/run} installs them in the folder that MCP_CLIENTS names.
 */
@QuarkusTest
@TestProfile(LockedDoors.class)
class McpClientTest {

    private static final String CLIENTS = System.getenv("MCP_CLIENTS");

    private static final String CALLS = """
            [{"name": "posture", "arguments": {}},
             {"name": "findings", "arguments": {"accountIds": ["%1$s"], "severityAtLeast": "HIGH", "limit": 3}},
             {"name": "findings", "arguments": {"severityAtLeast": "HGIH"}},
             {"name": "resource", "arguments": {"id": "%2$s"}},
             {"name": "coverage", "arguments": {}},
             {"name": "changes", "arguments": {"limit": 2}},
             {"name": "rule", "arguments": {"ruleId": "ami-public"}},
             {"name": "attack_paths", "arguments": {"limit": 2}}]
            """;

    @Test
    void theOfficialClientsListAndCallTheTools() throws Exception {
        // given
        assumeTrue(
                hasNode() && CLIENTS != null,
                "MCP is not tested by the official clients: there is no node, or MCP_CLIENTS names no folder of them");
        Estate.isScanned();

        // when
        JsonPath said = run(CALLS.formatted(SHOP, Estate.instanceOfShop()));

        // then
        for (String revision : List.of("withoutHandshake", "negotiated", "withHandshake")) {
            assertThat(said.getString(revision + ".server.name")).as(revision).isEqualTo("muster");
            assertThat(said.getString(revision + ".instructions")).contains("never instructions");
            assertThat(said.getList(revision + ".tools.name"))
                    .contains("posture", "findings", "resource", "coverage", "changes", "rule", "attack_paths");
            List<Map<String, Object>> results = said.getList(revision + ".results");
            assertThat(results)
                    .extracting(result -> result.get("isError"))
                    .as(revision)
                    .containsExactly(false, false, true, false, false, false, false, false);
            assertThat(results).allSatisfy(result -> assertThat(result).containsKeys("content", "structuredContent"));
        }
    }

    private static JsonPath run(String calls) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("mcp", ".log");
        Process node = new ProcessBuilder(
                        "node",
                        Path.of("src", "test", "resources", "mcp", "client.mjs").toString(),
                        CLIENTS,
                        "http://localhost:" + RestAssured.port + "/mcp",
                        Tokens.of("viewer"),
                        calls)
                .redirectError(errors.toFile())
                .start();
        String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(node.exitValue()).as(Files.readString(errors)).isZero();
        Files.delete(errors);
        Files.writeString(Path.of("target", "mcp-clients.json"), said);
        return JsonPath.from(said);
    }

    private static boolean hasNode() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    }
}
