package io.muster.docs;

import static io.restassured.RestAssured.given;

import io.muster.graphql.ReadsOnly;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The OpenAPI document in the repository is the one that the service gives. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class OpenApiTest {

    static final GeneratedFile DOCUMENT = new GeneratedFile(Path.of("docs", "api", "openapi.yaml"), OpenApiTest.class);

    @Test
    void theDocumentIsWhatTheCodeSays() {
        DOCUMENT.holds(given().get("/q/openapi?format=yaml")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }
}
