package io.muster.api;

import static io.muster.api.Api.STAGING;
import static io.muster.api.Api.idle;
import static io.muster.api.Api.query;
import static io.muster.api.Api.register;
import static io.muster.api.Api.scanned;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Webhooks are told of what scans find, and of what suppressions do with it. */
@QuarkusTest
class WebhookCallsTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String WEBHOOKS = "/api/v1/webhooks";
    private static final String REGION = "eu-central-1";

    private final List<String> made = new ArrayList<>();
    private final List<JsonPath> got = new CopyOnWriteArrayList<>();
    private HttpServer receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            got.add(new JsonPath(new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        register(STAGING, REGION);
        idle(STAGING);
    }

    @AfterEach
    void leave() {
        made.forEach(path -> given().delete(path));
        receiver.stop(0);
    }

    @Test
    void aWebhookIsToldOfWhatAScanFinds() {
        // given
        given().delete("/api/v1/accounts/" + STAGING + "?purge=true").then().statusCode(204);
        register(STAGING, REGION);
        String all = make(Map.of("digestHour", 3, "filter", Map.of("accountIds", List.of(STAGING))));
        String storage = make(
                Map.of("digestHour", 3, "filter", Map.of("accountIds", List.of(STAGING), "areas", List.of("STORAGE"))));

        // when
        scanned(STAGING, "{}");

        // then
        given().get(all).then().body("gathered", equalTo(open("")));
        given().get(storage).then().body("gathered", equalTo(open(", areas: [STORAGE]")));
        assertThat(open(", areas: [STORAGE]")).isBetween(1, open("") - 1);

        // and a scan that finds the same tells nothing
        scanned(STAGING, "{}");
        given().get(all).then().body("gathered", equalTo(open("")));
    }

    @Test
    void aWebhookIsToldWhatIsSuppressedAndWhatReturns() {
        // given
        if (open("") == 0) {
            scanned(STAGING, "{}");
        }
        make(Map.of("filter", Map.of("accountIds", List.of(STAGING))));
        String finding = query("{ findings(first: 1, filter: {statuses: [OPEN], accountIds: [\"" + STAGING
                        + "\"]}) { nodes { id } } }")
                .getString("findings.nodes[0].id");

        // when
        String suppression = given().contentType(ContentType.JSON)
                .body(Map.of("findingId", finding, "reason", "known"))
                .post("/api/v1/suppressions")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        given().delete(suppression).then().statusCode(204);

        // then
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(got.stream().map(event -> event.getString("type")))
                        .contains("SUPPRESSED", "RETURNED"));
        assertThat(got).allSatisfy(event -> {
            assertThat(event.getString("finding.id")).isEqualTo(finding);
            assertThat(event.getString("finding.ruleTitle")).isNotBlank();
            assertThat(event.getString("finding.resourceArn")).startsWith("arn:");
        });
    }

    @Test
    void aWebhookIsMadeReadChangedTriedAndDeleted() {
        // given
        String webhook =
                make(Map.of("filter", Map.of("minimumSeverity", "HIGH", "tags", List.of(Map.of("key", "team")))));

        // when, then
        given().get(WEBHOOKS).then().statusCode(200).body("items.filter.minimumSeverity", hasItem("HIGH"));
        given().get(webhook)
                .then()
                .statusCode(200)
                .body(
                        "target",
                        equalTo("http://127.0.0.1:" + receiver.getAddress().getPort()))
                .body("hasSecret", equalTo(true))
                .body("filter.tags[0].key", equalTo("team"))
                .body("pending", equalTo(0));
        given().contentType(ContentType.JSON)
                .post(webhook + "/test")
                .then()
                .statusCode(200)
                .body("delivered", equalTo(true));
        assertThat(got).extracting(event -> event.getString("type")).containsExactly("TEST");
        given().contentType(ContentType.JSON)
                .body(Map.of("name", "in a chat", "format", "SLACK", "enabled", false))
                .put(webhook)
                .then()
                .statusCode(200)
                .body("format", equalTo("SLACK"))
                .body("enabled", equalTo(false));
        given().contentType(ContentType.JSON).post(webhook + "/test").then().body("delivered", equalTo(true));
        given().contentType(ContentType.JSON)
                .header("Idempotency-Key", "w" + System.nanoTime())
                .body(Map.of("message", "hello \"there\""))
                .post(webhook + "/test")
                .then()
                .statusCode(200);
        assertThat(got.get(2).getString("blocks[1].text.text")).isEqualTo("hello \"there\"");
        given().contentType(ContentType.JSON)
                .body(Map.of("message", "x".repeat(501)))
                .post(webhook + "/test")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("message"));
        assertThat(got.get(1).getString("blocks[0].type")).isEqualTo("header");
        given().get(webhook + "/deliveries").then().statusCode(200).body("items.size()", equalTo(0));
        given().contentType(ContentType.JSON)
                .post(webhook + "/replay")
                .then()
                .statusCode(200)
                .body("replayed", equalTo(0));
        given().contentType(ContentType.JSON)
                .body("null")
                .post(webhook + "/replay")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("body"));
        given().contentType(ContentType.JSON)
                .body(Map.of())
                .post(WEBHOOKS)
                .then()
                .statusCode(400)
                .body("violations.field", hasItems("name", "format", "url"));
        given().delete(webhook).then().statusCode(204);
        given().get(webhook).then().statusCode(404);
    }

    @Test
    void oneThingOfAWebhookIsChanged() {
        // given
        String webhook = make(Map.of(
                "digestHour", 3, "filter", Map.of("minimumSeverity", "HIGH", "tags", List.of(Map.of("key", "team")))));
        String tag = given().get(webhook).header("ETag");

        // when
        patch(webhook, "{\"enabled\": false, \"digestHour\": null, \"filter\": {\"minimumSeverity\": \"LOW\"}}", tag)
                .statusCode(200)
                .body("enabled", equalTo(false));

        // then
        given().get(webhook)
                .then()
                .body("name", equalTo("calls 0"))
                .body("format", equalTo("JSON"))
                .body("hasSecret", equalTo(true))
                .body("digestHour", nullValue())
                .body("filter.minimumSeverity", equalTo("LOW"))
                .body("filter.tags[0].key", equalTo("team"));
        given().contentType(ContentType.JSON).post(webhook + "/test").then().body("delivered", equalTo(true));
        patch(webhook, "{\"enabled\": true}", tag).statusCode(412);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"secret": null}                | secret
            {"url": null}                   | url
            {"name": null}                  | name
            {"nam": "x"}                    | nam
            {"secret": "short"}             | secret
            {"filter": {"types": []}}       | filter.types
            {"filter": {"ruleIds": ["no"]}} | filter.ruleIds[0]
            []                              | body
            """)
    void aChangeThatCannotBeIsRefused(String body, String field) {
        patch(make(Map.of()), body, "*").statusCode(400).body("violations.field", hasItem(field));
    }

    private static ValidatableResponse patch(String webhook, String body, String ifMatch) {
        return given().contentType("application/merge-patch+json")
                .header("If-Match", ifMatch)
                .body(body)
                .patch(webhook)
                .then();
    }

    private String make(Map<String, Object> members) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "name",
                "calls " + made.size(),
                "format",
                "JSON",
                "url",
                "http://127.0.0.1:" + receiver.getAddress().getPort() + "/muster",
                "secret",
                "a-secret-of-the-receiver"));
        body.putAll(members);
        String path = given().contentType(ContentType.JSON)
                .body(body)
                .post(WEBHOOKS)
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        made.add(path);
        return path;
    }

    private static int open(String more) {
        return query("{ findings(filter: {statuses: [OPEN], accountIds: [\"" + STAGING + "\"]" + more
                        + "}) { totalCount } }")
                .getInt("findings.totalCount");
    }
}
