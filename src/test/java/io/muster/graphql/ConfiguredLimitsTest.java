package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.muster.api.GraphQlSocket;
import io.muster.api.RawConnection;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits can be set where Muster runs. */
@QuarkusTest
@TestProfile(ConfiguredLimitsTest.Tight.class)
class ConfiguredLimitsTest {

    private static final String WAITING =
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%from resource r%'";

    public static final class Tight implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(ReadsOnly.SETTINGS);
            settings.put("muster.graphql.max-depth", "4");
            settings.put("muster.graphql.max-complexity", "60");
            settings.put("muster.graphql.max-tokens", "100");
            settings.put("muster.graphql.max-aliases", "1");
            settings.put("muster.graphql.max-body-size", "2K");
            settings.put("muster.graphql.execution-time", "1s");
            settings.put("muster.database.batch-rows", "2");
            settings.put("muster.database.statement-timeout", "2s");
            settings.put("muster.graphql.introspection", "false");
            settings.put("muster.graphql.max-subscriptions", "1");
            settings.put("muster.graphql.websocket-init-time", "100ms");
            settings.put("muster.graphql.max-websockets-per-caller", "2");
            settings.put("muster.http.max-streams-per-caller", "1");
            settings.put("muster.http.head-time", "3s");
            return settings;
        }
    }

    @Inject
    DataSource database;

    @Inject
    Store store;

    @Inject
    MeterRegistry metrics;

    @Test
    void eachLimitHolds() {
        ask("{ vpcs(first: 1) { nodes { vpc: id } } }").body("errors", nullValue());
        ask("{ vpcs(first: 1) { nodes { subnets { vpc { id } } } } }")
                .body("errors.extensions.code", contains("QUERY_TOO_DEEP"));
        ask("{ vpcs(first: 59) { nodes { id } } }").body("errors.extensions.code", contains("TOO_COMPLEX"));
        ask("{ rules { " + "ruleId ".repeat(100) + " } }").body("errors.extensions.code", contains("TOO_MANY_TOKENS"));
        ask("{ rules { a: ruleId b: ruleId } }").body("errors.extensions.code", contains("TOO_MANY_ALIASES"));
        given().contentType(ContentType.JSON)
                .body(Map.of("query", "{ rules { ruleId } } #" + "x".repeat(2_048)))
                .post("/graphql")
                .then()
                .statusCode(413)
                .body("errors.extensions.code", contains("TOO_LARGE"));
    }

    @Test
    void aPageToWhichTooMuchBelongsIsRefused() {
        // given
        store.clear();
        store.put("vpc-1", Samples.vpc());
        store.put("subnet-1", Samples.subnet("vpc-1"));
        store.put("subnet-2", Samples.subnet("vpc-1"));
        String query = "{ vpcs(first: 1) { nodes { subnets { resourceId } } } }";
        ask(query).body("data.vpcs.nodes[0].subnets", hasSize(2));

        // when
        store.put("subnet-3", Samples.subnet("vpc-1"));

        // then
        ask(query).body("errors.extensions.code", contains("TOO_COMPLEX")).body("data", nullValue());
    }

    @Test
    void theSchemaIsNotTold() {
        ask("{ __schema { description } }").body("errors.extensions.code", contains("FORBIDDEN"));
        ask("{ a: __type(name: \"Query\") { name } }").body("errors.extensions.code", contains("FORBIDDEN"));
        ask("{ __typename }").body("errors", nullValue()).body("data.__typename", equalTo("Query"));
        given().get("/graphql/schema.graphql").then().statusCode(404);
    }

    @Test
    void moreSubscriptionsThanOneReplicaServesAreRefused() {
        String document = "subscription { findingChanged { type } }";
        try (GraphQlSocket first = GraphQlSocket.open();
                GraphQlSocket second = GraphQlSocket.open()) {
            first.subscribe("1", document, Map.of());
            second.subscribe("1", document, Map.of());

            await().atMost(Duration.ofSeconds(30)).until(() -> second.isComplete("1"));
            assertThat(second.events("1"))
                    .extracting(event -> event.at("/errors/0/extensions/code").asText())
                    .containsExactly("TOO_MANY_SUBSCRIPTIONS");

            first.send(Map.of("type", "complete", "id", "1"));
            first.subscribe("2", document, Map.of());
            assertThat(first.isComplete("2")).isFalse();
        }
    }

    @Test
    void aWebsocketWhoseClientSaysNothingIsClosed() {
        try (GraphQlSocket silent = GraphQlSocket.silent()) {
            await().atMost(Duration.ofSeconds(30)).until(() -> silent.closed() != null);
            assertThat(silent.closed()).isEqualTo(4408);
        }
    }

    /** The second after a call that was answered. */
    @ParameterizedTest
    @ValueSource(strings = {"", "/graphql", "/mcp"})
    void aConnectionWhoseHeadDoesNotComeInTimeIsClosed(String answered) throws IOException {
        // given
        RawConnection connection = RawConnection.open(RestAssured.port);
        double before = metrics.get("muster.http.slow.heads").counter().count();
        if (!answered.isEmpty()) {
            String body = "{\"query\": \"{ __typename }\"}";
            connection.send("POST " + answered + " HTTP/1.1\r\nHost: muster\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + body.length() + "\r\n\r\n" + body);
            connection.readUntil("}");
        }

        // when
        connection.send("GET /graphql HTTP/1.1\r\nHo");

        // then
        assertThat(connection.ends()).isTrue();
        assertThat(metrics.get("muster.http.slow.heads").counter().count()).isGreaterThan(before);
    }

    @Test
    void moreWebsocketsThanACallerMayOpenAreRefused() {
        try (GraphQlSocket first = GraphQlSocket.open();
                GraphQlSocket second = GraphQlSocket.open()) {
            assertThatThrownBy(GraphQlSocket::silent).hasMessageContaining("WebSocketHandshakeException");
            assertThat(List.of(first, second)).allMatch(socket -> socket.closed() == null);
        }
    }

    @Test
    void moreStreamsThanACallerMayHaveAreRefusedUntilOneEnds() throws IOException, InterruptedException {
        // given
        store.clear();
        URI running = eventsOf("RUNNING");
        URI ended = eventsOf("SUCCEEDED");
        HttpResponse<InputStream> open = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(running).build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(open.statusCode()).isEqualTo(200);

        // when, then
        given().get(ended).then().statusCode(429).header("Retry-After", "2").body("code", equalTo("TOO_MANY_REQUESTS"));
        open.body().close();
        await().atMost(Duration.ofSeconds(30)).until(() -> given().get(ended).statusCode() == 200);
        given().get(ended).then().statusCode(200);
    }

    private URI eventsOf(String status) {
        store.update("insert into scan (status, trigger, account_ids, requested_at, finished_at) values ('" + status
                + "', 'REQUEST', '{}', now(), now())");
        return URI.create("http://localhost:" + RestAssured.port + "/api/v1/scans/"
                + store.query("select max(id) from scan") + "/events");
    }

    @Test
    void whatTakesTooLongIsGivenUpInTheDatabaseToo() throws SQLException {
        try (Connection lock = database.getConnection();
                Statement statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("lock table resource in access exclusive mode");

            CompletableFuture<ValidatableResponse> answer =
                    CompletableFuture.supplyAsync(() -> ask("{ vpcs(first: 1) { nodes { id } } }"));
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> answer.isDone() || store.query(WAITING) == 1);
            assertThat(answer).isNotDone();

            answer.join()
                    .body("errors.extensions.code", contains("TIMEOUT"))
                    .body("errors[0].extensions.retryable", equalTo(true))
                    .body("data", nullValue());

            await().atMost(Duration.ofSeconds(30)).until(() -> store.query(WAITING) == 0);
        }
        ask("{ vpcs(first: 1) { nodes { id } } }").body("errors", nullValue());
    }
}
