package io.muster.endtoend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.Documents;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The service under test, as its users meet it: acts over REST, reads over GraphQL. */
final class Muster {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Set<String> UNDER_WAY = Set.of("QUEUED", "RUNNING");

    private static final String RESOURCES = """
            query($account: String!, $kind: ResourceKind!, $at: DateTime, $deleted: Boolean) {
              resources(filter: {accountIds: [$account], kinds: [$kind], includeDeleted: $deleted}, first: 500, at: $at) {
                totalCount
                nodes { id resourceId kind name accountId region tags { key value } attributes
                        firstSeenAt lastSeenAt changedAt deletedAt
                        history(first: 5) { validFrom validTo attributes } } } }""";

    private static final String FINDINGS = """
            query($account: String!, $statuses: [FindingStatus!]) {
              findings(filter: {accountIds: [$account], statuses: $statuses}, first: 500) {
                pageInfo { hasNextPage }
                nodes { ruleId severity status stale resourceId resourceArn region firstSeenAt lastSeenAt resolvedAt
                        evidence } } }""";

    private Muster() {}

    static JsonNode register(String accountId, Map<String, ?> account) {
        return json(given().contentType(ContentType.JSON).body(account).put("/api/v1/accounts/" + accountId), 201);
    }

    static void remove(String accountId) {
        assertThat(given().delete("/api/v1/accounts/" + accountId).statusCode()).isEqualTo(204);
    }

    /** Rescans the whole account, and returns the scan once it has ended. */
    static JsonNode scan(String accountId) {
        return scan(accountId, Map.of());
    }

    /** The same of what the request's body says. */
    static JsonNode scan(String accountId, Map<String, ?> what) {
        String path = "/api/v1/accounts/" + accountId + "/scans";
        String scan = json(given().contentType(ContentType.JSON).body(what).post(path), 202)
                .path("scanId")
                .asText();
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> json(given().get("/api/v1/scans/" + scan), 200),
                        one -> !UNDER_WAY.contains(one.path("status").asText()));
    }

    /** What a document is answered with, which must be no error. */
    static JsonNode ask(String query, Map<String, ?> variables) {
        JsonNode answer = json(
                given().contentType(ContentType.JSON)
                        .accept(ContentType.JSON)
                        .body(Map.of("query", query, "variables", variables))
                        .post("/graphql"),
                200);
        assertThat(answer.path("errors")).as(query).isEmpty();
        return answer.path("data");
    }

    /** The resources of a kind that are there now, by their ARNs. */
    static Map<String, JsonNode> resources(String accountId, String kind) {
        return resources(accountId, kind, Map.of());
    }

    /**
     * The resources of a kind by their ARNs.
     *
     * @param how {@code at} an instant, or the {@code deleted} ones too
     */
    static Map<String, JsonNode> resources(String accountId, String kind, Map<String, ?> how) {
        Map<String, Object> variables = new HashMap<>(how);
        variables.put("account", accountId);
        variables.put("kind", kind);
        JsonNode answer = ask(RESOURCES, variables).path("resources");
        Map<String, JsonNode> found = new LinkedHashMap<>();
        each(answer.path("nodes")).forEach(node -> found.put(node.path("id").asText(), node));
        assertThat(answer.path("totalCount").asInt()).isEqualTo(found.size());
        return found;
    }

    static List<JsonNode> findings(String accountId, String... statuses) {
        JsonNode answer = ask(FINDINGS, Map.of("account", accountId, "statuses", statuses))
                .path("findings");
        assertThat(answer.path("pageInfo").path("hasNextPage").asBoolean()).isFalse();
        return each(answer.path("nodes")).toList();
    }

    static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static JsonNode json(Response response, int status) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        return Documents.tree(response.asString());
    }
}
