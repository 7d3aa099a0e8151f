package io.muster.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * A query that is not percent-encoded is the caller's fault, whatever is called. Quarkus refuses it before any step of Muster's, and so
 * without a problem document.
 */
@QuarkusTest
class MalformedQueriesTest {

    private static final List<String> BROKEN = List.of("%zz", "%", "%2", "x%4g");

    private static Stream<String> routes() {
        Map<String, Map<String, Object>> paths = given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .path("paths");
        Stream<String> rest = paths.entrySet().stream()
                .filter(path -> path.getValue().containsKey("get"))
                .map(path -> path.getKey().replaceAll("\\{\\w+}", "1"));
        return Stream.concat(rest, Stream.of("/graphql", "/mcp", "/", "/nowhere"));
    }

    /** By hand: clients know better than to send such a query. */
    private static String get(String target) throws IOException {
        RawConnection connection = RawConnection.open(RestAssured.port);
        connection.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        return connection.readAll();
    }

    @Test
    void areRefusedByEveryRoute() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        List<String> routes = routes().toList();
        for (String route : routes) {
            for (String value : BROKEN) {
                softly.assertThat(get(route + "?first=1&extensions=" + value))
                        .as("%s %s", route, value)
                        .startsWith("HTTP/1.1 400 ");
            }
        }
        softly.assertAll();
        assertThat(routes).hasSizeGreaterThan(10);
    }
}
