package io.muster.api;

import static io.muster.api.Api.ACCOUNTS;
import static io.muster.api.Api.SHOP;
import static io.muster.api.Api.STAGING;
import static io.muster.api.Api.put;
import static io.muster.api.Api.register;
import static io.muster.api.Api.scanned;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.oneOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.grafana.Alerts;
import io.muster.grafana.Dashboard;
import io.muster.grafana.InfinityQuery;
import io.muster.grafana.InfinityQuery.Column;
import io.muster.grafana.InfinityQuery.Range;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every query of the dashboards and alerts, sent as Grafana would, is answered with the columns that it names. */
@QuarkusTest
class PanelsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode ALL = JSON.nullNode();
    /** The demo cloud knows no such account: nothing of it can be read. */
    private static final String CLOSED = "444444444444";

    private @Nullable String suppression;

    @AfterEach
    void close() {
        if (suppression != null) {
            given().delete(suppression).then().statusCode(204);
        }
        given().delete(Api.ACCOUNTS + "/{id}", CLOSED);
    }

    /** Where no rule has changed, and where every listing was made, there is none. */
    private static final List<String> OF_NOTHING =
            List.of("muster-posture: annotation Rule changes", "muster-account: What could not be listed");

    @Test
    void answersForTheDemoEstate() {
        // given
        for (String account : List.of(SHOP, STAGING)) {
            register(account, "eu-central-1");
            assertThat(scanned(account, "").getString("status")).isEqualTo("SUCCEEDED");
        }
        Api.put(CLOSED, Map.of("roleArn", "arn:aws:iam::" + CLOSED + ":role/none", "regions", List.of("eu-central-1")))
                .statusCode(201);
        assertThat(scanned(CLOSED, "").getString("status")).isEqualTo("FAILED");
        suppression = given().contentType(ContentType.JSON)
                .body(Map.of("accountId", CLOSED, "reason", "closed", "until", "2030-01-01T00:00:00Z"))
                .post("/api/v1/suppressions")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");

        for (InfinityQuery query : queries()) {
            // when
            List<JsonNode> rows = answer(query, values(ALL, SHOP), Duration.ofDays(30));

            // then
            typesAreRight(query, rows);
            if (!OF_NOTHING.contains(query.toString())) {
                assertThat(rows).as("%s", query).isNotEmpty();
            }
        }
    }

    @Test
    void answersForOneAccountAndEveryIntervalOfTime() {
        // given
        register(SHOP, "eu-central-1");
        JsonNode one = JSON.createArrayNode().add(SHOP);

        for (Duration length :
                List.of(Duration.ofHours(1), Duration.ofDays(14), Duration.ofDays(400), Duration.ofDays(3_000))) {
            for (InfinityQuery query : queries()) {
                // when
                List<JsonNode> rows = answer(query, values(one, SHOP), length);

                // then
                typesAreRight(query, rows);
            }
        }
    }

    @Test
    void answersForAnEstateWithoutAnything() {
        // given
        String neverScanned = "999999999999";
        put(neverScanned, Map.of("name", "empty", "regions", List.of("eu-central-1")))
                .statusCode(oneOf(200, 201));
        JsonNode one = JSON.createArrayNode().add(neverScanned);

        for (Dashboard dashboard : Dashboard.all()) {
            for (InfinityQuery query : dashboard.queries()) {
                // when
                List<JsonNode> rows = answer(query, values(one, neverScanned), Duration.ofDays(30));

                // then
                typesAreRight(query, rows);
                if (query.document().contains("findingTrend")
                        || query.document().contains("findingFlow")
                        || query.document().contains("groupBy: [])")) {
                    assertThat(rows)
                            .as("%s: zero, not nothing", query)
                            .hasSizeBetween(query.document().contains("groupBy: REGION") ? 0 : 1, Integer.MAX_VALUE);
                }
            }
        }
        given().delete(ACCOUNTS + "/{id}", neverScanned).then().statusCode(204);
    }

    @Test
    void alertsAskForOneNumber() {
        for (InfinityQuery query : Alerts.queries()) {
            // when
            List<JsonNode> rows = answer(query, new Variables(Map.of(), ALL), Duration.ofHours(1));

            // then
            typesAreRight(query, rows);
            assertThat(rows).as("%s", query).hasSize(1);
            assertThat(query.columns()).as("%s", query).extracting(Column::type).containsExactly("number");
        }
    }

    private static List<InfinityQuery> queries() {
        List<InfinityQuery> queries = new ArrayList<>();
        Dashboard.all().forEach(dashboard -> queries.addAll(dashboard.queries()));
        queries.addAll(Alerts.queries());
        return queries;
    }

    /**
     * The values of Grafana's variables.
     *
     * @param ofOneAccount the account of the dashboard that shows a single one
     */
    private record Variables(Map<String, JsonNode> values, JsonNode ofOneAccount) {}

    private static Variables values(JsonNode accounts, String account) {
        Map<String, JsonNode> values = new HashMap<>();
        for (String variable : List.of("region", "severity", "rule")) {
            values.put(variable, ALL);
        }
        values.put("tag", JSON.getNodeFactory().textNode("environment"));
        values.put("account", accounts);
        return new Variables(values, JSON.getNodeFactory().textNode(account));
    }

    private static List<JsonNode> answer(InfinityQuery query, Variables variables, Duration length) {
        Instant now = Instant.now();
        Map<String, JsonNode> ofDashboard = new HashMap<>(variables.values());
        if (query.place().equals("muster-account")) {
            ofDashboard.put("account", variables.ofOneAccount());
        }
        Response answer = given().contentType(ContentType.JSON)
                .accept(InfinityQuery.ACCEPT)
                .body(query.body(ofDashboard, new Range(now.minus(length), now)))
                .when()
                .post(query.url());
        assertThat(answer.statusCode()).as("%s", query).isEqualTo(200);
        assertThat(answer.asString()).as("%s", query).doesNotContain("\"errors\"");
        return query.rows(answer.asString());
    }

    private static void typesAreRight(InfinityQuery query, List<JsonNode> rows) {
        for (JsonNode row : rows) {
            for (Column column : query.columns()) {
                JsonNode value = InfinityQuery.at(row, column.selector());
                assertThat(hasType(value, column.type()))
                        .as("%s: %s of %s is a %s", query, column.selector(), row, column.type())
                        .isTrue();
            }
        }
        if (query.isTimeSeries() && query.document().matches(".*finding(Trend|Flow).*")) {
            assertThat(rows.stream().map(row -> row.path("time").asText()))
                    .as("%s: the plugin makes series only of rows in the order of time", query)
                    .isSorted();
        }
    }

    /** A number is never null: charts would have holes, and alerts no value. */
    private static boolean hasType(JsonNode value, String type) {
        return switch (type) {
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "timestamp" -> value.isNull() || (value.isTextual() && Instant.parse(value.asText()) != null);
            case "string" -> value.isNull() || value.isTextual();
            default -> false;
        };
    }
}
