package io.muster.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Muster as its callers see it: over HTTP, and nothing else. The accounts are those of the demo cloud. */
final class Api {

    static final String ACCOUNTS = "/api/v1/accounts";
    static final String SCANS = "/api/v1/scans";
    static final String PROBLEM = "application/problem+json";

    /** The demo cloud's second account. */
    static final String SHOP = "222222222222";

    /** The demo cloud's third account. */
    static final String STAGING = "333333333333";

    private static final Map<String, String> EXTERNAL_IDS =
            Map.of(SHOP, "muster-demo-shop-production", STAGING, "muster-demo-shop-staging");
    private static final Set<String> ENDED = Set.of("SUCCEEDED", "PARTIAL", "FAILED", "CANCELLED");
    private static final Duration SCAN_LIMIT = Duration.ofMinutes(2);

    private Api() {}

    /** Registers the demo account with the regions. */
    static void register(String accountId, String... regions) {
        put(
                        accountId,
                        Map.of(
                                "name",
                                "demo",
                                "roleArn",
                                "arn:aws:iam::" + accountId + ":role/muster-reader",
                                "externalId",
                                EXTERNAL_IDS.get(accountId),
                                "regions",
                                List.of(regions)))
                .statusCode(oneOf(200, 201));
    }

    /** Registers an account that no schedule scans. */
    static void registerDisabled(String accountId) {
        put(accountId, "{\"regions\": [\"eu-central-1\"], \"enabled\": false}").statusCode(201);
    }

    /** Deletes the registration, if there is one. */
    static void unregister(String accountId) {
        given().delete(ACCOUNTS + "/{id}", accountId);
    }

    /** A call with a JSON body. */
    static RequestSpecification json(Object body) {
        return given().contentType(ContentType.JSON).body(body);
    }

    static ValidatableResponse put(String accountId, Object body) {
        return json(body).put(ACCOUNTS + "/{id}", accountId).then();
    }

    /** Asks for a scan of the account; the body may be empty. */
    static ValidatableResponse scan(String accountId, String body) {
        return json(body).post(ACCOUNTS + "/{id}/scans", accountId).then();
    }

    /** Scans the account and waits for the end. */
    static JsonPath scanned(String accountId, String body) {
        return ended(scan(accountId, body).statusCode(202).extract().path("scanId"));
    }

    /** The scan once it has ended. */
    static JsonPath ended(String scanId) {
        return await().atMost(SCAN_LIMIT)
                .until(
                        () -> given().get(SCANS + "/{id}", scanId)
                                .then()
                                .statusCode(200)
                                .extract()
                                .jsonPath(),
                        scan -> ENDED.contains(scan.getString("status")));
    }

    /** Waits until no scan of the account is queued or running. */
    static void idle(String accountId) {
        for (String status : List.of("QUEUED", "RUNNING")) {
            await().atMost(SCAN_LIMIT)
                    .until(() -> given().get("/api/v1/scans?accountId=" + accountId + "&status=" + status)
                            .jsonPath()
                            .getList("items")
                            .isEmpty());
        }
    }

    /** The data of a GraphQL document that must be answered without an error. */
    static JsonPath query(String document) {
        Response answer = given().contentType(ContentType.JSON)
                .accept(ContentType.JSON)
                .body(Map.of("query", document))
                .when()
                .post("/graphql");
        answer.then().statusCode(200).body("errors", nullValue());
        return answer.jsonPath().setRootPath("data");
    }

    /** The answer is a problem of this status with these fields at fault, in words that name no class of Java. */
    static void assertRefused(Response answer, int status, String... fields) {
        answer.then().statusCode(status).contentType(PROBLEM).body("status", equalTo(status));
        assertThat(answer.jsonPath().getString("type")).startsWith("urn:muster:error:");
        assertThat(answer.jsonPath().getString("title")).isNotBlank();
        assertThat(answer.jsonPath().getString("detail")).isNotBlank();
        assertThat(answer.jsonPath().getString("instance")).startsWith("/api/");
        if (fields.length > 0) {
            assertThat(answer.jsonPath().getList("violations.field", String.class))
                    .containsExactly(fields);
        }
        assertThat(answer.asString()).doesNotContainPattern("(io|com|org|java)\\.[a-z]+\\.|Exception|\\n\\s+at ");
    }
}
