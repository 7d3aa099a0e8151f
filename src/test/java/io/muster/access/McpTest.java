package io.muster.access;

import static io.muster.access.AccessSettings.SHOP;
import static io.muster.access.AccessSettings.STAGING;
import static io.muster.access.McpCalls.call;
import static io.muster.access.McpCalls.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The interface for agents, over the demo estate. */
@QuarkusTest
@TestProfile(LockedDoors.class)
class McpTest {

    private static final String VIEWER = "viewer";

    @BeforeEach
    void isScanned() {
        Estate.isScanned();
    }

    @ParameterizedTest
    @EnumSource(Who.class)
    void itsCallersAreAdmittedAsThoseOfGraphQl(Who who) {
        // when
        RequestSpecification call = given().contentType(ContentType.JSON);
        if (who.authorization() != null) {
            call.header("Authorization", who.authorization());
        }
        Response answer = call.body(Map.of("jsonrpc", "2.0", "id", 1, "method", "tools/list"))
                .post("/mcp");

        // then
        assertThat(answer.statusCode()).isEqualTo(who.refusal() == null ? 200 : who.refusal());
        if (who.refusal() != null) {
            assertThat(answer.contentType()).startsWith("application/problem+json");
        }
    }

    @Test
    void aCallerSeesItsOwnAccountsAlone() {
        String shopOnly = Tokens.of(VIEWER, SHOP);
        for (Map.Entry<String, Map<String, ?>> one : calls().entrySet()) {
            String answer = send(shopOnly, "tools/call", Map.of("name", tool(one), "arguments", one.getValue()))
                    .asString();
            assertThat(answer).as(one.getKey()).doesNotContain(STAGING);
        }
        JsonPath refused = call(shopOnly, "findings", Map.of("accountIds", List.of(STAGING)));
        assertThat(refused.getBoolean("isError")).isTrue();
        assertThat(refused.getString("structuredContent.error.message"))
                .startsWith("accountIds[0]: " + STAGING + " is not a registered account that the caller may see");
    }

    @Test
    void toolsSayThatTheyReadOnlyAndWhatTheyTake() {
        // when
        List<Map<String, Object>> tools = send(Tokens.of(VIEWER), "tools/list", Map.of())
                .then()
                .statusCode(200)
                .body("result.resultType", equalTo("complete"))
                .extract()
                .path("result.tools");

        // then
        assertThat(tools).hasSizeBetween(6, 8).allSatisfy(tool -> {
            assertThat(object(tool.get("annotations"))).containsEntry("readOnlyHint", true);
            Map<String, Object> schema = object(tool.get("inputSchema"));
            assertThat(schema).containsEntry("type", "object").containsEntry("additionalProperties", false);
            assertThat(object(schema.get("properties")).values())
                    .allSatisfy(argument -> assertThat(object(argument)).containsKeys("type", "description"));
        });
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    /** A token is taken for four bytes, as is usual for English and JSON. */
    @Test
    void answersAreShort() {
        List<Integer> tokens = new ArrayList<>();
        Map<String, Integer> shown = new LinkedHashMap<>();
        calls().entrySet().forEach(one -> {
            JsonPath answer = call(Tokens.of(VIEWER), tool(one), one.getValue());
            String text = answer.getString("content[0].text");
            assertThat(answer.getBoolean("isError")).as(text).isFalse();
            assertThat(text).as(one.getKey()).doesNotContain("null", "[]", "{}", "\"\"");
            int size = text.getBytes(StandardCharsets.UTF_8).length / 4;
            tokens.add(size);
            shown.put(one.getKey(), size);
        });
        assertThat(tokens.stream().sorted().toList().get(tokens.size() / 2))
                .as(shown.toString())
                .isLessThanOrEqualTo(2_000);
        assertThat(tokens).as(shown.toString()).allMatch(size -> size <= 8_000);
    }

    @Test
    void everyAnswerSaysWhatItRestsOn() {
        calls().entrySet().forEach(one -> {
            JsonPath answer = call(Tokens.of(VIEWER), tool(one), one.getValue());
            assertThat(answer.getMap("structuredContent.coverage"))
                    .as(one.getKey())
                    .containsKeys("complete", "listings", "oldestCompleteAt");
        });
    }

    @Test
    void whereNothingWasScannedAnAnswerSaysThatItProvesNothing() {
        // when
        JsonPath answer = call(Tokens.of("admin", Who.ANOTHER_ACCOUNT), "findings", Map.of());

        // then
        assertThat(answer.getList("structuredContent.items")).isEmpty();
        assertThat(answer.getBoolean("structuredContent.coverage.complete")).isFalse();
        assertThat(answer.getString("structuredContent.coverage.note")).startsWith("UNKNOWN");
    }

    @Test
    void pagesFollowEachOtherByCursor() {
        // given
        List<String> whole =
                call(Tokens.of(VIEWER), "findings", Map.of("limit", 6)).getList("structuredContent.items.id");
        JsonPath first = call(Tokens.of(VIEWER), "findings", Map.of("limit", 3));

        // when
        Map<String, Object> next = Map.of("limit", 3, "cursor", first.getString("structuredContent.nextCursor"));
        JsonPath second = call(Tokens.of(VIEWER), "findings", next);

        // then
        assertThat(Stream.of(first, second)
                        .flatMap(page -> page.<String>getList("structuredContent.items.id").stream()))
                .hasSize(6)
                .containsExactlyElementsOf(whole);
    }

    @Test
    void aResourceComesWithItsProofByArnAndByShortId() {
        // given
        String arn = Estate.instanceOfShop();

        // when
        JsonPath byArn = call(Tokens.of(VIEWER), "resource", Map.of("id", arn));
        JsonPath byId = call(Tokens.of(VIEWER), "resource", Map.of("id", arn.substring(arn.indexOf('/') + 1)));

        // then
        String one = "structuredContent.resources.nodes[0].";
        assertThat(byArn.getString(one + "exposure.reachable")).isIn("YES", "NO", "UNKNOWN");
        assertThat(byId.getString(one + "id")).isEqualTo(arn);
        assertThat(byArn.getMap(one)).doesNotContainKey("attributes");
        assertThat(call(Tokens.of(VIEWER), "resource", Map.of("id", arn, "attributes", true))
                        .getMap(one + "attributes"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            findings     | {"severityAtLeast": "HGIH"}      | severityAtLeast | Did you mean HIGH?
            findings     | {"severity": "HIGH"}             | severity        | Did you mean severityAtLeast?
            findings     | {"limit": 500}                   | limit           | The nearest is 50
            findings     | {"limit": "10"}                  | limit           | must be a whole number
            findings     | {"kinds": ["INSTANCES"]}         | kinds[0]        | Did you mean INSTANCE?
            findings     | {"kinds": "INSTANCE"}            | kinds           | must be a list
            findings     | {"regions": ["eu-centrl-1"]}     | regions[0]      | Did you mean eu-central-1?
            findings     | {"ruleIds": ["ami-publik"]}      | ruleIds[0]      | Did you mean ami-public?
            findings     | {"accountIds": ["222222222223"]} | accountIds[0]   | Did you mean 222222222222?
            findings     | {"cursor": "x"}                  | cursor          | not a cursor
            findings     | {"tag": "=x"}                    | tag             | must be key=value
            changes      | {"since": "yesterday"}           | since           | must be a time
            rule         | {}                               | ruleId          | is needed
            rule         | {"ruleId": "ami-publik"}         | ruleId          | Did you mean ami-public?
            resource     | {"id": ""}                       | id              | must be a text
            resource     | {"id": "i-0000"}                 | id              | no such resource
            resource     | {"id": "i-1", "attributes": "y"} | attributes      | true or false
            attack_paths | {"regions": ["eu-centrl-1"]}     | regions[0]      | Did you mean eu-central-1?
            coverage     | {"kinds": ["VPCS"]}              | kinds[0]        | Did you mean VPC?
            """)
    void aBadArgumentIsRefusedByNameWithTheNearestValidValue(String tool, String arguments, String field, String says) {
        // when
        JsonPath answer = call(Tokens.of(VIEWER), tool, JsonPath.from(arguments).getMap(""));

        // then
        assertThat(answer.getBoolean("isError")).isTrue();
        assertThat(answer.getString("structuredContent.error.message"))
                .startsWith(field)
                .contains(says);
    }

    /** Each tool as an agent calls it first, and as it goes on. */
    private static Map<String, Map<String, ?>> calls() {
        String rule = Estate.all(
                        "{ findings(filter: {accountIds: [\"" + SHOP + "\"]}, first: 1) { nodes { ruleId } } }")
                .getString("findings.nodes[0].ruleId");
        Map<String, Map<String, ?>> calls = new LinkedHashMap<>();
        calls.put("posture", Map.of());
        calls.put("posture of one account", Map.of("accountIds", List.of(SHOP)));
        calls.put("findings", Map.of());
        calls.put("findings that are severe", Map.of("severityAtLeast", "HIGH", "accountIds", List.of(SHOP)));
        calls.put("resource", Map.of("id", Estate.instanceOfShop()));
        calls.put("coverage", Map.of());
        calls.put("changes", Map.of());
        calls.put("changes of instances", Map.of("kinds", List.of("INSTANCE"), "limit", 5));
        calls.put("rule", Map.of("ruleId", rule));
        calls.put("attack_paths", Map.of());
        calls.put("attack_paths that are critical", Map.of("severityAtLeast", "CRITICAL", "limit", 3));
        return calls;
    }

    private static String tool(Map.Entry<String, ?> call) {
        return call.getKey().split(" ", 2)[0];
    }
}
