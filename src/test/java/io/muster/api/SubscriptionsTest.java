package io.muster.api;

import static io.muster.api.Api.ACCOUNTS;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Subscriptions over graphql-transport-ws. */
@QuarkusTest
class SubscriptionsTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String PROGRESS =
            "subscription($id: ID!) { scanProgress(scanId: $id) { scanId status progress { tasksTotal tasksDone }"
                    + " gaps { errorCode } } }";

    private GraphQlSocket socket;

    @BeforeEach
    void open() {
        socket = GraphQlSocket.open();
    }

    @AfterEach
    void close() {
        socket.close();
    }

    @Test
    void aScanIsFollowedToItsEnd() {
        // given
        Api.register(Api.STAGING, "eu-central-1");
        String scanId = Api.scan(Api.STAGING, "{}").statusCode(202).extract().path("scanId");

        // when
        socket.subscribe("1", PROGRESS, Map.of("id", scanId));

        // then
        await().atMost(LIMIT).until(() -> socket.isComplete("1"));
        List<JsonNode> events = socket.events("1");
        JsonNode last = events.get(events.size() - 1).at("/data/scanProgress");
        assertThat(last.path("status").asText()).isIn("SUCCEEDED", "PARTIAL");
        assertThat(last.at("/progress/tasksDone").asInt())
                .isPositive()
                .isEqualTo(last.at("/progress/tasksTotal").asInt());
        assertThat(events).allSatisfy(event -> {
            assertThat(event.has("errors")).isFalse();
            assertThat(event.at("/data/scanProgress/scanId").asText()).isEqualTo(scanId);
        });
    }

    @Test
    void findingsAreToldOfAsTheyChange() {
        // given: a replica that listens, for it has followed a scan
        given().delete(ACCOUNTS + "/" + Api.STAGING + "?purge=true");
        Api.register(Api.SHOP, "eu-central-1");
        String before = Api.scan(Api.SHOP, "{}").extract().path("scanId");
        socket.subscribe("before", PROGRESS, Map.of("id", before));
        await().atMost(LIMIT).until(() -> socket.isComplete("before"));
        String document = "subscription($of: [String!]) { findingChanged(filter: {accountIds: $of}) { type at"
                + " finding { id accountId rule { title } resource { id resourceId account { accountId } } } } }";
        Api.register(Api.STAGING, "eu-central-1");
        socket.subscribe("mine", document, Map.of("of", List.of(Api.STAGING)));
        socket.subscribe("others", document, Map.of("of", List.of(Api.SHOP)));

        // when
        Api.scanned(Api.STAGING, "{}");

        // then
        List<String> expected = Api.query(
                        "{ findings(first: 500, filter: {accountIds: [\"" + Api.STAGING + "\"]}) { nodes { id } } }")
                .getList("findings.nodes.id");
        assertThat(expected).isNotEmpty();
        await().atMost(LIMIT).until(() -> socket.events("mine").size() >= expected.size());
        assertThat(socket.events("mine"))
                .allSatisfy(event -> {
                    JsonNode change = event.at("/data/findingChanged");
                    assertThat(event.has("errors")).isFalse();
                    assertThat(change.path("type").asText()).isEqualTo("OPENED");
                    assertThat(change.at("/finding/rule/title").asText()).isNotBlank();
                    assertThat(change.at("/finding/resource/account/accountId").asText())
                            .isEqualTo(Api.STAGING);
                })
                .extracting(event -> event.at("/data/findingChanged/finding/id").asText())
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(socket.events("others")).isEmpty();
    }

    @Test
    void anUnknownScanIsNotFound() {
        socket.subscribe("1", PROGRESS, Map.of("id", "0"));

        await().atMost(LIMIT).until(() -> socket.refusals("1").equals(List.of("NOT_FOUND")));
    }

    @Test
    void aNameIsFreeAgainAfterARefusal() {
        for (int i = 1; i <= 3; i++) {
            int times = i;
            socket.subscribe("1", "subscription { nothing }", Map.of());
            await().atMost(LIMIT).until(() -> socket.refusals("1").size() == times);
        }
        assertThat(socket.refusals("1")).containsOnly("BAD_REQUEST");
        assertThat(socket.closed()).isNull();
    }

    @Test
    void queriesAreAnsweredToo() {
        socket.subscribe("1", "{ rules { ruleId } }", Map.of());

        await().atMost(LIMIT).until(() -> socket.isComplete("1"));
        assertThat(socket.events("1"))
                .singleElement()
                .satisfies(answer -> assertThat(answer.at("/data/rules").size()).isPositive());
    }

    @Test
    void theLimitsHoldHereToo() {
        String aliases = "a: ruleId ".repeat(1).repeat(101);
        socket.subscribe("1", "{ rules { " + aliases + " } }", Map.of());

        await().atMost(LIMIT).until(() -> socket.refusals("1").equals(List.of("TOO_MANY_ALIASES")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"subscribe\", \"id\": \"1\"}",
                "{\"type\": \"subscribe\", \"payload\": {\"query\": \"{ rules { ruleId } }\"}}",
                "{\"type\": \"subscribe\", \"id\": 1, \"payload\": {\"query\": \"{ rules { ruleId } }\"}}",
                "{\"type\": 1}",
                "{\"type\": \"nonsense\"}",
                "{}",
                "[]",
                "7",
                "{"
            })
    void whatIsNotUnderstoodEndsTheConnection(String message) {
        socket.sendText(message);

        await().atMost(LIMIT).until(() -> socket.closed() != null);
        assertThat(socket.closed()).isEqualTo(4400);
    }

    @Test
    void whatIsNestedTooDeeplyIsNotUnderstood() {
        whatIsNotUnderstoodEndsTheConnection("{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"query\": 1}", "{\"query\": \"{ rules { ruleId } }\", \"variables\": 1}", "{}"})
    void aRequestOfAnotherFormIsRefused(String payload) {
        socket.sendText("{\"type\": \"subscribe\", \"id\": \"1\", \"payload\": " + payload + "}");

        await().atMost(LIMIT).until(() -> socket.refusals("1").equals(List.of("BAD_REQUEST")));
    }
}
