package io.muster.api;

import static io.muster.api.Api.ACCOUNTS;
import static io.muster.api.Api.SCANS;
import static io.muster.api.Api.assertRefused;
import static io.muster.api.Api.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods, paths, media types and bodies that HTTP allows and Muster does not take are refused as HTTP says. */
@QuarkusTest
class HttpRefusalsTest {

    private static final String ACCOUNT = "700000000019";

    @BeforeEach
    void register() {
        Api.registerDisabled(ACCOUNT);
    }

    @AfterEach
    void unregister() {
        Api.unregister(ACCOUNT);
    }

    @Test
    void aBodyThatIsNotUtf8IsSaidToBe() {
        Response answer = given().contentType(ContentType.JSON)
                .body("{\"reason\": \"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1))
                .post(SCANS);

        assertRefused(answer, 400, "body");
        assertThat(answer.jsonPath().getString("detail")).startsWith("body: not UTF-8 (line 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {ACCOUNTS, ACCOUNTS + "/no-account", SCANS, "/api/v1/findings/export", "/api/v1/nothing"})
    void nobodyKeepsWhatOneCallerIsAnswered(String path) {
        given().get(path).then().header("Cache-Control", "no-store");
    }

    @Test
    void theSchemaAnswersEveryMethod() {
        for (String method : new String[] {"OPTIONS", "POST", "DELETE"}) {
            given().request(method, "/graphql/schema.graphql")
                    .then()
                    .statusCode(405)
                    .header("Allow", "GET, HEAD");
        }
        given().head("/graphql/schema.graphql").then().statusCode(200);
    }

    @Test
    void anOversizedBodyIsRefused() {
        assertRefused(json("{\"name\": \"" + "x".repeat(2 << 20) + "\"}").put(ACCOUNTS + "/" + ACCOUNT), 413);
    }

    @ParameterizedTest
    @CsvSource({
        "'', {\"reason\": \", 413, TOO_LARGE",
        "'', {\"reason\": 1\"}, 400, BAD_REQUEST",
        "'', no JSON at all, 400, BAD_REQUEST",
        "'Idempotency-Key: endless\r\n', {\"reason\": \", 413, TOO_LARGE"
    })
    void aBodyWithoutALengthIsRefusedWhileItsClientStillSends(String header, String start, int status, String code)
            throws IOException {
        // given
        RawConnection connection = RawConnection.open(RestAssured.port);
        connection.send("POST " + SCANS + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + header
                + "Transfer-Encoding: chunked\r\n\r\n");

        // when
        connection.send(chunk(start));
        for (int sent = 0; sent <= 1 << 20; sent += 1 << 16) {
            connection.send(chunk("x".repeat(1 << 16)));
        }

        // then
        connection.readUntil("HTTP/1.1 " + status + " ");
        connection.readUntil("\"code\":\"" + code + "\"");
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    @Test
    void anotherContentTypeIsRefused() {
        assertRefused(given().contentType(ContentType.XML).body("<a/>").put(ACCOUNTS + "/" + ACCOUNT), 415);
        assertRefused(given().contentType(ContentType.TEXT).body("x").post(ACCOUNTS + "/" + ACCOUNT + "/scans"), 415);
    }

    @Test
    void anotherMethodIsRefused() {
        for (String path : new String[] {ACCOUNTS + "/" + ACCOUNT, SCANS, ACCOUNTS + "/" + ACCOUNT + "/scans"}) {
            Response answer = given().request("PROPFIND", path);
            assertRefused(answer, 405);
            assertThat(answer.header("Allow")).isEqualTo(given().options(path).header("Allow"));
        }
        assertThat(given().put(SCANS).header("Allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
    }

    @Test
    void anUnknownPathIsNotFound() {
        assertRefused(given().get("/api/v1/nothing"), 404);
        assertRefused(given().get("/api/v2/accounts"), 404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application/json;q=0       | accounts
            */*;q=0                    | accounts
            application/*;q=0.0, */*   | caller
            text/event-stream;q=0, */* | scans/1/events
            */*;q=0                    | findings/export
            */*;q=0                    | findings/export?format=csv
            text/csv;q=0, */*          | findings/export?format=csv
            application/x-ndjson;q=0, */* | findings/export?format=asff
            application/x-ndjson;q=0, application/json | findings/export
            application/x-ndjson;q=0, text/csv;q=0, */*;q=0.1 | findings/export
            """)
    void anAnswerOfWeightZeroIsRefused(String accept, String path) {
        assertRefused(given().header("Accept", accept).get("/api/v1/" + path), 406);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html;q=0, */*", "*/*;q=0, application/json", "application/json;q=0.001"})
    void aWeightOfZeroForOtherAnswersIsNone(String accept) {
        given().header("Accept", accept).get(ACCOUNTS).then().statusCode(200);
    }

    @Test
    void anotherAnswerThanJsonIsRefused() {
        assertRefused(given().accept("image/png").get(ACCOUNTS), 406);
    }

    static Stream<String> resources() {
        return Stream.of(ACCOUNTS, ACCOUNTS + "/" + ACCOUNT, SCANS, SCANS + "/1", SCANS + "/1/events");
    }

    @ParameterizedTest
    @MethodSource("resources")
    void everyResourceSaysWhatCanBeDoneWithIt(String path) {
        assertThat(given().options(path).header("Allow")).contains("GET");
        assertRefused(given().request("PROPFIND", path), 405);
    }

    @Test
    void aRefusedMediaTypeSaysWhichIsTaken() {
        given().contentType(ContentType.XML)
                .body("<a/>")
                .patch(ACCOUNTS + "/" + ACCOUNT)
                .then()
                .statusCode(415)
                .header("Accept-Patch", "application/merge-patch+json, application/json");
        given().contentType(ContentType.XML)
                .body("<a/>")
                .post(SCANS)
                .then()
                .statusCode(415)
                .header("Accept-Post", "application/json");
        given().contentType(ContentType.XML)
                .body("<a/>")
                .post("/api/v1/rules/validate")
                .then()
                .statusCode(415)
                .header("Accept-Post", "application/yaml, application/json");
    }

    @Test
    void aHeadIsAnsweredAsAGetIs() {
        given().head(ACCOUNTS + "/" + ACCOUNT).then().statusCode(200);
        given().head(SCANS + "/999999999999999").then().statusCode(404);
    }
}
