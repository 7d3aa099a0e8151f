package io.muster.rest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As long as callers must prove who they are and cannot, nobody is served. */
@QuarkusTest
@TestProfile(LockedCallsTest.Locked.class)
class LockedCallsTest {

    /** As the product is by default. */
    public static class Locked implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("muster.auth.enabled", "true", "muster.demo.enabled", "false");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/accounts",
                "/api/v1/accounts/111111111111",
                "/api/v1/scans",
                "/api/v1/nothing",
                "/graphql",
                "/graphql/schema.graphql",
                "//api/v1/scans",
                "/q/health/../../api/v1/scans",
                "/q/healthy",
                "/q/openapi",
                "/"
            })
    void everyCallIsRefused(String path) {
        assertRefused(given().urlEncodingEnabled(false).get(path));
    }

    @Test
    void everyMethodIsRefused() {
        assertRefused(given().contentType(ContentType.JSON).body("{}").put("/api/v1/accounts/111111111111"));
        assertRefused(given().contentType(ContentType.JSON).post("/api/v1/accounts/111111111111/scans"));
        assertRefused(given().delete("/api/v1/accounts/111111111111"));
        assertRefused(given().contentType(ContentType.JSON)
                .body(Map.of("query", "{ accounts { totalCount } }"))
                .post("/graphql"));
        given().contentType(ContentType.JSON)
                .body("x".repeat(2 << 20))
                .put("/api/v1/accounts/111111111111")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/live", "/q/health/ready", "/q/health/started"})
    void healthIsAnswered(String path) {
        when().get(path).then().statusCode(200).body("status", equalTo("UP"));
    }

    private static void assertRefused(Response answer) {
        answer.then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("status", equalTo(401))
                .body("code", equalTo("UNAUTHENTICATED"));
    }
}
