package io.muster.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.muster.platform.Sha256;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that are named by their hash, as Apollo's clients do, and answers that are confirmed by their tag. */
@QuarkusTest
class PersistedQueriesTest {

    private static final String DOCUMENT = "query One($id: String!) { rule(ruleId: $id) { ruleId } } # persisted";
    private static final String VARIABLES = "{\"id\": \"imds-v1-allowed\"}";

    @Test
    void aDocumentIsKnownOnceItCameWithItsHash() {
        String document = DOCUMENT + " twice";
        named(document)
                .get("/graphql")
                .then()
                .statusCode(404)
                .body("errors[0].message", equalTo("PersistedQueryNotFound"));

        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "query",
                        document,
                        "variables",
                        Map.of("id", "x"),
                        "extensions",
                        extensions(Sha256.hex(document))))
                .post("/graphql")
                .then()
                .statusCode(200);

        named(document).get("/graphql").then().statusCode(200).body("errors", nullValue());
        given().contentType(ContentType.JSON)
                .body(Map.of("variables", Map.of("id", "x"), "extensions", extensions(Sha256.hex(document))))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("errors", nullValue());
    }

    /** Clients of plain JSON expect errors of GraphQL with status 200. */
    @ParameterizedTest
    @CsvSource({"application/json, 200", "application/graphql-response+json, 404"})
    void anUnknownHashIsAskedForItsDocument(String accept, int status) {
        named("{ rules { ruleId } } # nobody sent this")
                .accept(accept)
                .get("/graphql")
                .then()
                .statusCode(status)
                .header("Cache-Control", "no-store")
                .header("ETag", nullValue())
                .body("errors[0].message", equalTo("PersistedQueryNotFound"))
                .body("errors.extensions.code", contains("PERSISTED_QUERY_NOT_FOUND"));
    }

    @Test
    void anAnswerThatTheClientHasIsNotSentAgain() {
        register(DOCUMENT);
        ValidatableResponse first = named(DOCUMENT)
                .get("/graphql")
                .then()
                .statusCode(200)
                .header("Cache-Control", "private, no-cache")
                .header("Vary", containsString("Authorization, Cookie, Accept"))
                .header("ETag", notNullValue());
        String tag = first.extract().header("ETag");
        assertThat(tag).startsWith("W/\"");

        for (String known : new String[] {tag, "\"x\", " + tag, tag.substring(2), "*"}) {
            named(DOCUMENT)
                    .header("If-None-Match", known)
                    .get("/graphql")
                    .then()
                    .statusCode(304)
                    .header("ETag", tag)
                    .body(emptyString());
        }
        named(DOCUMENT)
                .header("If-None-Match", "W/\"another\"")
                .get("/graphql")
                .then()
                .statusCode(200)
                .body(not(emptyString()));
    }

    @Test
    void anAnswerWithErrorsHasNoTag() {
        String document = "query Wrong($id: String!) { rule(ruleId: $id) { nothing } }";
        register(document);
        named(document).get("/graphql").then().header("ETag", nullValue()).header("Cache-Control", "no-store");
    }

    @Test
    void aPostHasNoTag() {
        given().contentType(ContentType.JSON)
                .body(Map.of("query", "{ rules { ruleId } }"))
                .header("If-None-Match", "*")
                .post("/graphql")
                .then()
                .statusCode(200)
                .header("ETag", nullValue());
    }

    @Test
    void aHashOfAnotherDocumentIsRefused() {
        given().contentType(ContentType.JSON)
                .body(Map.of("query", "{ rules { title } }", "extensions", extensions(Sha256.hex(DOCUMENT))))
                .post("/graphql")
                .then()
                .statusCode(400)
                .body("errors[0].extensions.violations[0].field", equalTo("extensions.persistedQuery.sha256Hash"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"persistedQuery\": 1}",
                "{\"persistedQuery\": null}",
                "{\"persistedQuery\": {}}",
                "{\"persistedQuery\": {\"version\": 2, \"sha256Hash\": \"00\"}}",
                "{\"persistedQuery\": {\"version\": 1}}",
                "{\"persistedQuery\": {\"version\": 1, \"sha256Hash\": \"00\"}}",
                "{\"persistedQuery\": {\"version\": \"1\", \"sha256Hash\": \"00\"}}",
                "{}",
                "[]",
                "{",
                ""
            })
    void whatNamesNoDocumentIsRefused(String extensions) {
        given().queryParam("extensions", extensions)
                .get("/graphql")
                .then()
                .statusCode(400)
                .body("errors.extensions.code", contains("BAD_REQUEST"));
    }

    @Test
    void aParameterIsGivenOnceAndIsJson() {
        String extensions = text(Sha256.hex(DOCUMENT));
        given().queryParam("extensions", extensions)
                .queryParam("variables", "{}", "{}")
                .get("/graphql")
                .then()
                .statusCode(400)
                .body("errors[0].message", containsString("variables"));
        given().queryParam("extensions", extensions)
                .queryParam("variables", "[1]")
                .get("/graphql")
                .then()
                .statusCode(400)
                .body("errors[0].message", equalTo("variables: must be a JSON object"));
    }

    private static void register(String document) {
        given().contentType(ContentType.JSON)
                .body(Map.of("query", document, "extensions", extensions(Sha256.hex(document))))
                .post("/graphql");
    }

    private static RequestSpecification named(String document) {
        return given().queryParam("variables", VARIABLES).queryParam("extensions", text(Sha256.hex(document)));
    }

    private static String text(String hash) {
        return "{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"" + hash + "\"}}";
    }

    private static Map<String, ?> extensions(String hash) {
        return Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", hash));
    }
}
