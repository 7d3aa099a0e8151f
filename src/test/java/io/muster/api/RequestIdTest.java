package io.muster.api;

import static io.muster.api.Api.SCANS;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever reports a failure names the call by an id that the log knows. */
@QuarkusTest
class RequestIdTest {

    private static final String HEADER = "X-Request-Id";

    @Test
    void theCallersIdComesBackWithARefusal() {
        given().header(HEADER, "pipeline-7/step.3")
                .get(SCANS + "/none")
                .then()
                .statusCode(404)
                .header(HEADER, "pipeline-7/step.3")
                .body("requestId", equalTo("pipeline-7/step.3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ accounts(after: \"x\") { totalCount nodes { name } } }",
                "{ scan(scanId: \"1\") { nothing } }",
                "{ scan("
            })
    void theCallersIdComesBackWithAnErrorOfGraphQl(String query) {
        given().header(HEADER, "a1")
                .contentType(ContentType.JSON)
                .body(Map.of("query", query))
                .post("/graphql")
                .then()
                .header(HEADER, "a1")
                .body("errors.extensions.requestId", contains("a1"));
    }

    @Test
    void aCallWithoutAnIdGetsOneOfItsOwn() {
        assertThat(idOf(given().get(SCANS))).isNotBlank().isNotEqualTo(idOf(given().get(SCANS)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "\"quoted\"", "{}"})
    void whatIsNoIdIsReplaced(String id) {
        assertThat(idOf(given().header(HEADER, id).get(SCANS))).isNotBlank().isNotEqualTo(id);
    }

    private static String idOf(Response answer) {
        return answer.header(HEADER);
    }
}
