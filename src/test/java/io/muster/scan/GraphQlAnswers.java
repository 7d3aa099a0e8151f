package io.muster.scan;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.Map;

/** Asks the GraphQL endpoint about what a scan has stored. */
final class GraphQlAnswers {

    private GraphQlAnswers() {}

    static JsonPath ask(String document) {
        return given().contentType(ContentType.JSON)
                .accept(ContentType.JSON)
                .body(Map.of("query", document))
                .post("/graphql")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
