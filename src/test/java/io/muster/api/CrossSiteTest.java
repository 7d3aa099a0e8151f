package io.muster.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages of other origins may have a browser do. */
@QuarkusTest
class CrossSiteTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "http://localhost:1", "http://localhost.evil.example", "null", "x y"})
    void aPageOfAnotherOriginDoesNothing(String origin) {
        refused(given().header("Origin", origin)
                .post("/api/v1/accounts/" + Api.SHOP + "/scans")
                .then());
        refused(given().header("Origin", origin)
                .delete("/api/v1/accounts/" + Api.SHOP)
                .then());
        refused(given().header("Origin", origin)
                .contentType(ContentType.JSON)
                .body("{}")
                .put("/api/v1/accounts/" + Api.SHOP)
                .then());
        refused(given().header("Origin", origin)
                .contentType(ContentType.JSON)
                .body(rules())
                .post("/graphql")
                .then());
    }

    /** Old browsers' and forms' calls have no Origin, newer ones' this. */
    @ParameterizedTest
    @CsvSource({"cross-site, true", "same-site, true", "same-origin, false", "none, false"})
    void whereAPageIsFromIsToldByTheBrowser(String site, boolean refused) {
        ValidatableResponse answer = given().header("Sec-Fetch-Site", site)
                .contentType(ContentType.JSON)
                .body(rules())
                .post("/graphql")
                .then();
        answer.statusCode(refused ? 403 : 200);
    }

    @Test
    void mustersOwnPagesAndProgramsAreServed() {
        graphql(given().header("Origin", "http://localhost:" + RestAssured.port))
                .statusCode(200);
        graphql(given()).statusCode(200);
        given().header("Origin", "https://evil.example")
                .get("/api/v1/accounts")
                .then()
                .statusCode(200);
    }

    /** A page of that name, which its owner has let mean this machine, is of the same origin for the browser. */
    @ParameterizedTest
    @CsvSource({
        "evil.example, 403",
        "localhost.evil.example, 403",
        "127.0.0.1.evil.example, 403",
        "10.1.2.3, 403",
        "LOCALHOST, 200",
        "127.0.0.1, 200",
        "[::1], 200"
    })
    void aNameThatWasLetMeanThisMachineIsNotServed(String host, int status) {
        String authority = host + ":" + RestAssured.port;
        given().header("Host", authority).get("/api/v1/scans").then().statusCode(status);
        graphql(given().header("Host", authority).header("Origin", "http://" + authority))
                .statusCode(status);
    }

    @Test
    void whatAFormCanSendIsNoCall() {
        given().contentType("text/plain")
                .body("{}")
                .post("/api/v1/scans")
                .then()
                .statusCode(415);
        given().contentType("application/x-www-form-urlencoded")
                .post("/api/v1/scans")
                .then()
                .statusCode(415);
        given().get("/api/v1/scans").then().statusCode(not(equalTo(415)));
    }

    @Test
    void aWebsocketOfAnotherOriginIsNotOpened() {
        open("http://localhost:" + RestAssured.port).join().abort();
        assertThatThrownBy(() -> open("https://evil.example").join())
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .cause()
                .extracting(failure ->
                        ((WebSocketHandshakeException) failure).getResponse().statusCode())
                .isEqualTo(403);
    }

    private static CompletableFuture<WebSocket> open(String origin) {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Origin", origin)
                .subprotocols("graphql-transport-ws")
                .buildAsync(URI.create("ws://localhost:" + RestAssured.port + "/graphql"), new WebSocket.Listener() {});
    }

    private static ValidatableResponse graphql(RequestSpecification call) {
        return call.contentType(ContentType.JSON).body(rules()).post("/graphql").then();
    }

    private static Map<String, String> rules() {
        return Map.of("query", "{ rules { ruleId } }");
    }

    private static void refused(ValidatableResponse answer) {
        answer.statusCode(403).contentType(Api.PROBLEM).body("code", equalTo("FORBIDDEN"));
    }
}
