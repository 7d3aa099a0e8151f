package io.muster.access;

import static io.muster.access.AccessSettings.PASSWORD;
import static io.muster.access.AccessSettings.SHOP;
import static io.muster.access.SignIns.form;
import static io.muster.access.SignIns.own;
import static io.muster.access.SignIns.signIn;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.muster.platform.AccountGrants;
import io.muster.platform.AccountScope;
import io.muster.platform.Caller;
import io.muster.platform.CallerId;
import io.muster.platform.Role;
import io.muster.platform.identity.SealedSessions;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Sessions of people who signed in to the pages, and calls of those who have none, or have it on another site. */
@QuarkusTest
@TestProfile(LockedDoors.class)
class SessionTest {

    private static final String SESSION = "muster-session";
    private static final String TOKEN = "muster-csrf";
    private static final String HEADER = "X-CSRF-Token";
    private static final String CALLER = "/api/v1/caller";
    private static final String SCANS = "/api/v1/accounts/" + SHOP + "/scans";

    @Test
    void whatActsNeedsTheTokenOfThePages() {
        // given
        Map<String, String> session = signIn("operator").cookies();
        Map<String, String> another = signIn("operator").cookies();

        // when, then
        for (String path : List.of(SCANS, "/graphql", "/sign-out", "/nowhere")) {
            forbidden(acting(session).post(path));
            forbidden(acting(session).header("Origin", own()).post(path));
            forbidden(acting(session).header(HEADER, "guess").post(path));
            forbidden(acting(session).header(HEADER, another.get(TOKEN)).post(path));
            forbidden(acting(session)
                    .header(HEADER, session.get(TOKEN))
                    .header("Origin", "https://evil.example")
                    .post(path));
        }
        for (String method : List.of("PUT", "PATCH", "DELETE")) {
            forbidden(acting(session).request(method, "/api/v1/accounts/" + SHOP));
        }
        acting(session).header(HEADER, session.get(TOKEN)).post(SCANS).then().statusCode(202);
        acting(session)
                .header(HEADER, session.get(TOKEN))
                .body(Map.of("query", "{ rules { ruleId } }"))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("errors", nullValue());
    }

    @Test
    void aChangedCookieIsNone() {
        String session = signIn("viewer").cookie(SESSION);
        char last = session.charAt(session.length() - 2);
        String changed = session.substring(0, session.length() - 2)
                + (last == 'A' ? 'B' : 'A')
                + session.charAt(session.length() - 1);
        for (String cookie : List.of(
                changed,
                session.substring(4),
                "A",
                "AAAA",
                "A".repeat(18),
                "%00",
                session + "AAAA",
                SealedSessions.ofAnotherForm(AccessSettings.SECRET))) {
            Response answer = given().cookie(SESSION, cookie).get(CALLER);
            IdentityTest.assertRefused(answer, 401, "UNAUTHENTICATED");
            assertThat(answer.detailedCookie(SESSION).getMaxAge()).isZero();
        }
    }

    @Test
    void aSessionEnds() {
        Caller admin = caller(AccessSettings.issuer());
        known(SealedSessions.of(AccessSettings.SECRET, admin, Instant.now().plusSeconds(60)), 200);
        known(SealedSessions.of(AccessSettings.SECRET, admin, Instant.now().minusSeconds(1)), 401);
    }

    @Test
    void aSessionOfAnotherSecretOrIssuerIsNone() {
        Instant later = Instant.now().plusSeconds(60);
        known(SealedSessions.of("another secret, of which nobody knows", caller(AccessSettings.issuer()), later), 401);
        known(SealedSessions.of(AccessSettings.SECRET, caller("https://issuer.example"), later), 401);
        // whose password has changed since
        Caller user = Caller.user("root", Role.ADMIN, AccountGrants.of(AccountScope.EVERY_ACCOUNT));
        known(SealedSessions.of(AccessSettings.SECRET, user, later), 401);
        known(SealedSessions.of(AccessSettings.SECRET, Caller.MUSTER, later), 401);
    }

    /** Quarkus names its own cookies so; Muster keeps none of them. */
    @Test
    void aTokenInACookieOfQuarkusIsNotLookedAt() {
        signIn("admin");
        given().cookie("q_session_sign-in", Tokens.of("admin"))
                .get(CALLER)
                .then()
                .statusCode(401);
        IdentityTest.bearer(Tokens.of("viewer"))
                .cookie("q_session_sign-in", Tokens.of("admin"))
                .get(CALLER)
                .then()
                .statusCode(200)
                .body("role", equalTo("viewer"));
    }

    @Test
    void anIdTokenIsNoBearerToken() {
        IdentityTest.bearer(Tokens.ofAnotherAudience("admin"))
                .get(CALLER)
                .then()
                .statusCode(401);
    }

    @Test
    void signingOutEndsTheSessionHereAndThere() {
        // given
        Map<String, String> session = signIn("viewer").cookies();

        // when
        Response out = acting(session).header(HEADER, session.get(TOKEN)).post("/sign-out");

        // then
        out.then().statusCode(200);
        assertThat(out.detailedCookie(SESSION).getMaxAge()).isZero();
        assertThat(out.<String>path("next"))
                .startsWith(AccessSettings.issuer() + "/end?client_id=" + CodeFlow.CLIENT)
                .contains("post_logout_redirect_uri=http%3A%2F%2F");
        Map<String, String> user = form("grafana", PASSWORD).cookies();
        acting(user).header(HEADER, user.get(TOKEN)).post("/sign-out").then().body("next", equalTo("/sign-in"));
    }

    @Test
    void aWebsocketOfASessionNamesItsOrigin() {
        String session = signIn("viewer").cookie(SESSION);

        open(session, own()).join().abort();
        for (String origin : new String[] {null, "https://evil.example"}) {
            assertThatThrownBy(() -> open(session, origin).join())
                    .hasCauseInstanceOf(WebSocketHandshakeException.class)
                    .cause()
                    .extracting(failure -> ((WebSocketHandshakeException) failure)
                            .getResponse()
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void aWebsocketOfASessionEndsWithIt() {
        // given
        Instant soon = Instant.now().plusSeconds(5);
        String session = SealedSessions.of(AccessSettings.SECRET, caller(AccessSettings.issuer()), soon);

        // when, then
        assertThat(GraphQlSocket.closing(
                        URI.create(own().replace("http:", "ws:") + "/graphql"),
                        Map.of("Cookie", SESSION + "=" + session, "Origin", own())))
                .isEqualTo(1008);
    }

    private static CompletableFuture<WebSocket> open(String session, String origin) {
        WebSocket.Builder builder = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Cookie", SESSION + "=" + session)
                .subprotocols("graphql-transport-ws");
        if (origin != null) {
            builder.header("Origin", origin);
        }
        return builder.buildAsync(URI.create(own().replace("http:", "ws:") + "/graphql"), new WebSocket.Listener() {});
    }

    private static Caller caller(String issuer) {
        CallerId id = new CallerId(CallerId.Source.TOKEN, issuer, "somebody");
        return new Caller(id, "ann", Role.ADMIN, AccountScope.EVERY_ACCOUNT);
    }

    private static void known(String session, int status) {
        given().cookie(SESSION, session).get(CALLER).then().statusCode(status);
    }

    private static RequestSpecification acting(Map<String, String> session) {
        return given().cookies(session).contentType(ContentType.JSON);
    }

    private static void forbidden(Response answer) {
        answer.then().statusCode(403).body("code", equalTo("FORBIDDEN"));
    }
}
