package io.muster.graphql;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Map;

/** Asks the endpoint. */
final class GraphQl {

    private GraphQl() {}

    static ValidatableResponse ask(String document) {
        return ask(document, Map.of());
    }

    static ValidatableResponse ask(String document, Map<String, ?> variables) {
        return given().contentType(ContentType.JSON)
                .accept(ContentType.JSON)
                .body(Map.of("query", document, "variables", variables))
                .when()
                .post("/graphql")
                .then()
                .statusCode(200);
    }
}
