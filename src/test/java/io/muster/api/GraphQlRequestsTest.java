package io.muster.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GraphQL over HTTP: what is no request is refused by its status, and every refusal has a code. */
@QuarkusTest
class GraphQlRequestsTest {

    private static final String GRAPHQL = "/graphql";
    private static final String ANSWER = "application/graphql-response+json";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "7",
                "\"{ rules { ruleId } }\"",
                "{}",
                "{\"query\": null}",
                "{\"query\": \"\"}",
                "{\"query\": \" \"}",
                "{\"query\": 7}",
                "{\"query\": [\"{ rules { ruleId } }\"]}",
                "{\"query\": \"{ rules { ruleId } }\", \"variables\": []}",
                "{\"query\": \"{ rules { ruleId } }\", \"variables\": \"x\"}",
                "{\"query\": \"{ rules { ruleId } }\", \"operationName\": 1}",
                "{\"query\": \"{ rules { ruleId } }\", \"extensions\": 1}",
                "{\"query\": \"{ rules { ruleId } }\"} {",
                "{\"query\": \"{ rules { ruleId } }\", \"query\": \"{ rules { title } }\"}",
                "{\"query\": \"{ rules { ruleId } }\", \"variables\": {\"a\": 1, \"a\": 2}}",
                "[{\"query\": \"{ rules { ruleId } }\"}]",
                "{ rules { ruleId } }"
            })
    void whatIsNoRequestIsRefused(String body) {
        assertRefused(json().body(body).post(GRAPHQL).then(), 400, "BAD_REQUEST");
    }

    @Test
    void aBodyThatIsNestedWithoutEndIsRefused() {
        String nested = "[".repeat(50_000) + "]".repeat(50_000);
        HttpResponse<String> answer = post(
                "application/json", "{\"query\": \"{ rules { ruleId } }\", \"variables\": {\"a\": " + nested + "}}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("BAD_REQUEST");
    }

    @Test
    void aRequestIsAskedByPost() {
        for (String method : new String[] {"GET", "PUT", "DELETE", "PATCH"}) {
            assertRefused(
                    given().queryParam("query", "{ rules { ruleId } }")
                            .request(method, GRAPHQL)
                            .then()
                            .header("Allow", "POST"),
                    405,
                    "METHOD_NOT_ALLOWED");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json, application/json",
                "application/json,application/json;charset=utf-8",
                "APPLICATION/JSON , application/json"
            })
    void aTypeThatIsSentTwiceIsTheType(String type) {
        assertThat(statusOf(type)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json, text/plain",
                "application/json,",
                ",application/json",
                ",",
                "application/json; charset=utf-16",
                "application/json; charset=nonsense",
                "application/json; charset=",
                "application/json; charset=\""
            })
    void anotherTypeBesideJsonIsRefused(String type) {
        assertThat(statusOf(type)).isEqualTo(415);
    }

    private static int statusOf(String contentType) {
        return post(contentType, "{\"query\": \"{ __typename }\"}").statusCode();
    }

    /** As it is: RestAssured edits content types, and lays out what it sends for a log, by the square of its depth. */
    private static HttpResponse<String> post(String contentType, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + GRAPHQL))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .join();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ resources(filter: {tags: [{key: \\\"a\\\", values: [\\\"\\\\u0000\\\"]}]}) { totalCount } } | filter.tags[0].values[0]",
                "query($s: String) { resources(filter: {search: $s}) { totalCount } } | filter.search",
                "{ account(accountId: \\\"\\\\u0000\\\") { name } } | accountId"
            })
    void aTextThatCannotBeStoredIsRefused(String query, String argument) {
        json().body("{\"query\": \"" + query + "\", \"variables\": {\"s\": \"\\ud800\"}}")
                .post(GRAPHQL)
                .then()
                .body("errors[0].extensions.code", equalTo("BAD_REQUEST"))
                .body("errors[0].extensions.violations.field", contains(argument));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/graphql", "application/x-www-form-urlencoded", "multipart/form-data"})
    void aRequestIsJson(String type) {
        RequestSpecification call = given().config(RestAssuredConfig.config()
                .encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs(type, ContentType.TEXT)));
        assertRefused(
                call.contentType(type)
                        .body("{\"query\": \"{ rules { ruleId } }\"}")
                        .post(GRAPHQL)
                        .then(),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "application/json;q=0", "application/json;q=0, */*;q=0.0"})
    void anotherAnswerThanJsonIsRefused(String accepted) {
        assertRefused(
                json().accept(accepted)
                        .body(Map.of("query", "{ rules { ruleId } }"))
                        .post(GRAPHQL)
                        .then(),
                406,
                "NOT_ACCEPTABLE");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLargeBodyIsRefused(boolean saysSo) {
        String body = "{\"query\": \"{ rules { ruleId } }\", \"variables\": {\"a\": \"" + "x".repeat(600_000) + "\"}}";
        RequestSpecification call = saysSo
                ? json().body(body)
                : json().body(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        assertRefused(call.post(GRAPHQL).then(), 413, "TOO_LARGE");
    }

    @ParameterizedTest
    @CsvSource({
        "*/*," + ANSWER,
        "application/*," + ANSWER,
        ANSWER + "," + ANSWER,
        "application/json,application/json",
        "'application/json, multipart/mixed',application/json",
        "'text/html, application/json;q=0.5',application/json",
        "Application/JSON,application/json",
        "APPLICATION/GraphQL-Response+JSON," + ANSWER,
        "'application/graphql-response+json;q=0, application/json;q=0.1',application/json",
        "'application/graphql-response+json;q=0, */*',application/json",
        "'application/json ; q=1',application/json",
        "'*'," + ANSWER,
    })
    void theAnswerHasTheTypeThatTheCallerTakes(String accepted, String type) {
        json().accept(accepted)
                .body(Map.of("query", "{ rules { ruleId } }"))
                .post(GRAPHQL)
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith(type))
                .body("data.rules", notNullValue());
    }

    @Test
    void allLinesOfAcceptCount() throws IOException {
        // given
        RawConnection connection = RawConnection.open(RestAssured.port);

        // when
        String body = "{\"query\": \"{ __typename }\"}";
        connection.send("POST " + GRAPHQL + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Accept: text/html\r\nAccept: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body);

        // then
        connection.readUntil("HTTP/1.1 200 ");
        connection.readUntil("content-type: application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ nothing }", "{", "query A { rules { ruleId } } query B { rules { ruleId } }"})
    void whatWasNotExecutedHasAStatusForThoseWhoUnderstandIt(String document) {
        // when, then
        json().accept(ANSWER)
                .body(Map.of("query", document))
                .post(GRAPHQL)
                .then()
                .statusCode(400)
                .body("errors[0].extensions.code", equalTo("BAD_REQUEST"));
        json().accept(ContentType.JSON)
                .body(Map.of("query", document))
                .post(GRAPHQL)
                .then()
                .statusCode(200)
                .body("errors[0].extensions.code", equalTo("BAD_REQUEST"));
    }

    @Test
    void whatFailedInPartIsAnswered() {
        json().accept(ANSWER)
                .body(Map.of("query", "{ rules { ruleId } vpcs(after: \"x\") { nodes { id } } }"))
                .post(GRAPHQL)
                .then()
                .statusCode(200)
                .body("errors.extensions.code", contains("BAD_CURSOR"));
    }

    @Test
    void aSubscriptionIsNotAnsweredHere() {
        assertRefused(
                json().body(Map.of("query", "subscription { findingChanged { type } }"))
                        .post(GRAPHQL)
                        .then(),
                400,
                "BAD_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "GZIP", "br, gzip"})
    void aCompressedBodyIsRefusedByItsEncoding(String encoding) {
        for (String path : new String[] {GRAPHQL, "/api/v1/scans"}) {
            given().contentType(ContentType.JSON)
                    .header("Content-Encoding", encoding)
                    .body(new byte[] {0x1f, (byte) 0x8b, 8, 0})
                    .post(path)
                    .then()
                    .statusCode(415)
                    .body(containsString("without a Content-Encoding"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "Identity"})
    void aBodyThatIsSaidToBeAsItIsIsTaken(String encoding) {
        json().header("Content-Encoding", encoding)
                .body(Map.of("query", "{ rules { ruleId } }"))
                .post(GRAPHQL)
                .then()
                .statusCode(200);
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        assertThat(post("application/json", "\uFEFF{\"query\": \"{ __typename }\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theSchemaIsServed() {
        given().get("/graphql/schema.graphql")
                .then()
                .statusCode(200)
                .body(containsString("type Query {"), containsString("scalar DateTime"));
    }

    private static RequestSpecification json() {
        return given().contentType(ContentType.JSON);
    }

    private static void assertRefused(ValidatableResponse answer, int status, String code) {
        String body = answer.statusCode(status)
                .body("errors.extensions.code", contains(code))
                .body("errors[0].message", not(equalTo("")))
                .body("data", nullValue())
                .extract()
                .asString();
        assertThat(body).doesNotContainPattern("(io|com|org|java|jakarta)\\.[a-z]+\\.|Exception|\\n\\s+at ");
    }
}
