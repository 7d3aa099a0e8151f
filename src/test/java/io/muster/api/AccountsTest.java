package io.muster.api;

import static io.muster.api.Api.ACCOUNTS;
import static io.muster.api.Api.PROBLEM;
import static io.muster.api.Api.put;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The registry of accounts over REST. */
@QuarkusTest
class AccountsTest {

    private static final List<String> OWN = List.of("700000000001", "700000000002", "700000000003");

    @AfterEach
    void unregister() {
        OWN.forEach(Api::unregister);
    }

    @Test
    void putRegistersAndThenReplaces() {
        // when
        put(
                        "700000000001",
                        Map.of(
                                "name", "payments",
                                "roleArn", "arn:aws:iam::700000000001:role/audit/muster",
                                "externalId", "secret",
                                "regions", List.of("eu-central-1", "us-east-1"),
                                "enabled", false,
                                "schedule", "every 1h"))
                // then
                .statusCode(201)
                .body("accountId", equalTo("700000000001"))
                .body("name", equalTo("payments"))
                .body("roleArn", equalTo("arn:aws:iam::700000000001:role/audit/muster"))
                .body("regions", contains("eu-central-1", "us-east-1"))
                .body("enabled", equalTo(false))
                .body("schedule", equalTo("every 1h"))
                .body("externalId", equalTo("secret"));

        // when
        put("700000000001", Map.of("name", "billing"))
                // then what is left out is reset, not kept
                .statusCode(200)
                .body("name", equalTo("billing"))
                .body("roleArn", nullValue())
                .body("regions", empty())
                .body("enabled", equalTo(true))
                .body("schedule", nullValue());
    }

    @Test
    void oneAccountIsReadByItsId() {
        // given
        put("700000000001", Map.of("name", "payments")).statusCode(201);

        // when
        when().get(ACCOUNTS + "/700000000001")
                // then
                .then()
                .statusCode(200)
                .body("accountId", equalTo("700000000001"))
                .body("name", equalTo("payments"));
    }

    @Test
    void whatIsReadCanBePutBack() {
        // given
        put(
                        "700000000001",
                        Map.of(
                                "roleArn",
                                "arn:aws:iam::700000000001:role/muster",
                                "externalId",
                                "secret",
                                "enabled",
                                false))
                .statusCode(201);
        put("700000000002", Map.of("regions", List.of("eu-central-1"), "schedule", "0 0 3 * * ?"))
                .statusCode(201);

        for (String id : List.of("700000000001", "700000000002")) {
            Response read = given().get(ACCOUNTS + "/" + id);

            // when
            put(id, read.asString())
                    // then nothing has changed
                    .statusCode(200)
                    .header("ETag", read.header("ETag"))
                    .body(equalTo(read.asString()));
        }
    }

    @Test
    void theListIsReadPageByPage() {
        // given
        OWN.forEach(id -> put(id, Map.of("name", "page")).statusCode(201));

        // when
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            JsonPath page = page(1, cursor);
            assertThat(page.getList("items")).hasSizeLessThanOrEqualTo(1);
            seen.addAll(page.getList("items.accountId"));
            cursor = page.getString("nextCursor");
        } while (cursor != null);

        // then
        assertThat(seen).containsAll(OWN).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aPageOutlivesTheAccountThatItEndedWith() {
        // given
        OWN.forEach(id -> put(id, Map.of()).statusCode(201));
        JsonPath whole = page(500, null);
        int before = whole.getList("items.accountId").indexOf("700000000001");
        JsonPath first = page(before + 1, null);

        // when
        given().delete(ACCOUNTS + "/700000000001").then().statusCode(204);

        // then
        assertThat(page(1, first.getString("nextCursor")).getList("items.accountId"))
                .asString()
                .isEqualTo("[700000000002]");
    }

    @Test
    void deleteUnregisters() {
        // given
        put("700000000001", Map.of()).statusCode(201);

        // when
        when().delete(ACCOUNTS + "/700000000001").then().statusCode(204);

        // then
        when().get(ACCOUNTS + "/700000000001").then().statusCode(404);
        when().delete(ACCOUNTS + "/700000000001")
                .then()
                .statusCode(404)
                .contentType(PROBLEM)
                .body("code", equalTo("NOT_FOUND"));
    }

    @Test
    void accountsThatAreUnregisteredAtTheSameTimeAreAllAnswered() {
        // given
        List<String> ids = IntStream.range(0, 200)
                .mapToObj(number -> "700000001%03d".formatted(number))
                .toList();
        ids.forEach(id -> put(id, Map.of("enabled", false)).statusCode(201));

        // when
        // by HTTP/2 the client fails what exceeds the streams of a connection
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<CompletableFuture<Integer>> answers =
                ids.stream().map(id -> statusOfDelete(client, id)).toList();

        // then
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer)
                        .succeedsWithin(Duration.ofSeconds(60))
                        .isEqualTo(204));
    }

    private static CompletableFuture<Integer> statusOfDelete(HttpClient client, String id) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + ACCOUNTS + "/" + id))
                .DELETE()
                .build();
        return client.sendAsync(request, BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
    }

    @Test
    void anUnknownAccountIsNotFound() {
        when().get(ACCOUNTS + "/700000000009")
                .then()
                .statusCode(404)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:muster:error:not-found"))
                .body("title", equalTo("Not found"))
                .body("status", equalTo(404))
                .body("detail", equalTo("Account 700000000009 was not found"))
                .body("instance", equalTo("/api/v1/accounts/700000000009"));
    }

    @Test
    void pagesHaveALargestSizeAndTheirOwnCursors() {
        // when, then
        for (int limit : new int[] {0, -1, 501}) {
            given().queryParam("limit", limit)
                    .get(ACCOUNTS)
                    .then()
                    .statusCode(400)
                    .contentType(PROBLEM)
                    .body("violations", hasSize(1))
                    .body("violations.field", contains("limit"));
        }
        for (String cursor : new String[] {"%", "made-up", "WyIxIl0"}) {
            given().queryParam("cursor", cursor)
                    .get(ACCOUNTS)
                    .then()
                    .statusCode(400)
                    .contentType(PROBLEM)
                    .body("violations.field", contains("cursor"));
        }
    }

    private static JsonPath page(int limit, String cursor) {
        var request = given().queryParam("limit", limit);
        return (cursor == null ? request : request.queryParam("cursor", cursor))
                .get(ACCOUNTS)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
