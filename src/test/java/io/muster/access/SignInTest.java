package io.muster.access;

import static io.muster.access.AccessSettings.PASSWORD;
import static io.muster.access.AccessSettings.SHOP;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.muster.platform.AccountScope;
import io.muster.platform.Caller;
import io.muster.platform.CallerId;
import io.muster.platform.Role;
import io.muster.platform.identity.SealedSessions;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People who sign in to the pages, by HTTP: what browsers send, and what those send who are up to something. */
@QuarkusTest
@TestProfile(LockedDoors.class)
class SignInTest {

    private static final String SESSION = "muster-session";
    private static final String TOKEN = "muster-csrf";
    private static final String HEADER = "X-CSRF-Token";
    private static final String CALLER = "/api/v1/caller";
    private static final String SCANS = "/api/v1/accounts/" + SHOP + "/scans";

    @Test
    void theFlowEndsInASessionWithTheRightsOfTheToken() {
        // given
        Response asked = browser().get("/sign-in/provider");
        Map<String, String> question =
                CodeFlow.parameters(URI.create(asked.header("Location")).getRawQuery());
        assertThat(question)
                .containsEntry("redirect_uri", own() + "/sign-in/done")
                .containsEntry("code_challenge_method", "S256")
                .containsKeys("state", "nonce", "code_challenge");

        // when
        Response done = done(asked, "operator");

        // then
        done.then().statusCode(303).header("Location", "/");
        Cookie session = done.detailedCookie(SESSION);
        assertThat(session.isHttpOnly()).isTrue();
        assertThat(session.getSameSite()).isEqualTo("Lax");
        assertThat(session.getMaxAge()).isEqualTo(3600);
        assertThat(done.detailedCookies().asList()).extracting(Cookie::getName).doesNotContain("q_session_sign-in");
        given().cookies(done.cookies())
                .get(CALLER)
                .then()
                .statusCode(200)
                .body("name", equalTo("ann.operator"))
                .body("role", equalTo("operator"))
                .body("accounts", equalTo(List.of(SHOP)))
                .body("source", equalTo("token"))
                .body("sessionEndsAt", notNullValue());
    }

    @Test
    void aBearerTokenOfTheSamePersonIsTheSameCaller() {
        IdentityTest.bearer(Tokens.of("operator", SHOP))
                .get(CALLER)
                .then()
                .body("name", equalTo("ann.operator"))
                .body("accounts", equalTo(List.of(SHOP)))
                .body("sessionEndsAt", nullValue());
    }

    @Test
    void aStaticUserSignsInByTheForm() {
        // when
        Response done = form("shop-team", PASSWORD);

        // then
        done.then().statusCode(303).header("Location", "/");
        given().cookies(done.cookies())
                .get(CALLER)
                .then()
                .body("name", equalTo("shop-team"))
                .body("role", equalTo("operator"))
                .body("source", equalTo("users-file"));
    }

    @ParameterizedTest
    @CsvSource({"shop-team, guess", "nobody, correct horse battery staple", "'', ''", "<b>, <i>"})
    void aWrongPasswordIsToldAndNotWhy(String user, String password) {
        form(user, password)
                .then()
                .statusCode(401)
                .contentType(ContentType.HTML)
                .body(containsString("User or password is wrong"))
                .body(not(containsString("<i>")))
                .header("Set-Cookie", nullValue());
    }

    /** A page of another site would sign the reader in as somebody else. */
    @ParameterizedTest
    @CsvSource({"https://evil.example", "null", ","})
    void theFormIsTakenFromThePageAlone(String origin) {
        RequestSpecification call = browser().formParams(Map.of("user", "grafana", "password", PASSWORD));
        if (origin != null) {
            call.header("Origin", origin);
        }
        call.post("/sign-in").then().statusCode(403).header("Set-Cookie", nullValue());
    }

    @Test
    void aFormThatIsNoneIsRefused() {
        RequestSpecification call = browser().header("Origin", own());
        refused(
                call.multiPart("user", "grafana")
                        .multiPart("password", PASSWORD)
                        .post("/sign-in"),
                415);
        refused(
                browser()
                        .header("Origin", own())
                        .contentType(ContentType.JSON)
                        .body("{}")
                        .post("/sign-in"),
                415);
        refused(form("grafana", "x".repeat(100_000)), 400);
    }

    @Test
    void onlyNavigationToThePagesIsSentToTheSignIn() {
        browser().accept("text/html").get("/").then().statusCode(302).header("Location", "/sign-in");
        for (String path : List.of("/api/v1/accounts", "/graphql", "/ui/app.js", "/nowhere", "/sign-in/nowhere")) {
            IdentityTest.assertRefused(browser().accept("text/html").get(path), 401, "UNAUTHENTICATED");
        }
        IdentityTest.assertRefused(
                browser().accept("text/html").header("Sec-Fetch-Mode", "cors").get("/"), 401, "UNAUTHENTICATED");
        IdentityTest.assertRefused(browser().accept("*/*").get("/"), 401, "UNAUTHENTICATED");
    }

    /** It would ask for a password by itself, and send it ever after. */
    @Test
    void aBrowserIsNotAskedForBasicCredentials() {
        assertThat(browser()
                        .header("Sec-Fetch-Site", "same-origin")
                        .get(CALLER)
                        .headers()
                        .getValues("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"muster\"", "Cookie realm=\"muster\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /sign-in", "GET /sign-in/done", "GET /sign-in/provider"})
    void nothingLeadsElsewhere(String call) {
        String path = call.substring(4);
        for (String query :
                List.of("?redirect_uri=https://evil.example", "?next=//evil.example", "?to=https:evil.example")) {
            Response answer = browser().accept("text/html").get(path + query);
            String location = answer.header("Location");
            assertThat(location == null || location.equals("/sign-in/provider"))
                    .as(location)
                    .isTrue();
            assertThat(answer.asString()).doesNotContain("evil");
        }
    }

    @Test
    void aStateIsAskedFor() {
        // given
        Response asked = browser().get("/sign-in/provider");
        String back = back(asked, "admin");

        // when, then
        refused(browser().get(back), 401); // another browser
        refused(browser().cookies(asked.cookies()).get(back.replaceAll("state=[^&]*", "state=guess")), 401);
        refused(browser().cookies(asked.cookies()).get(back.replaceAll("state=[^&]*&", "")), 401);
        refused(browser().cookies(browser().get("/sign-in/provider").cookies()).get(back), 401);
        browser().cookies(asked.cookies()).get(back).then().statusCode(303);
    }

    @Test
    void aCodeIsGoodOnce() {
        // given
        Response asked = browser().get("/sign-in/provider");
        String back = back(asked, "admin");
        browser().cookies(asked.cookies()).get(back).then().statusCode(303);

        // when, then
        refused(browser().cookies(asked.cookies()).get(back), 401);
        refused(browser().cookies(asked.cookies()).get(back.replaceAll("code=.*", "code=guess")), 401);
    }

    @Test
    void aCodeOfAnotherBrowserIsOfNoUse() {
        // given: whose challenge another verifier belongs to
        String stolen = back(browser().get("/sign-in/provider"), "admin").replaceAll(".*code=", "");
        Response asked = browser().get("/sign-in/provider");
        String back = back(asked, "viewer").replaceAll("code=.*", "code=" + stolen);

        // when, then
        refused(browser().cookies(asked.cookies()).get(back), 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {CodeFlow.MISLED, CodeFlow.REPLAYED})
    void anIdTokenMustBeTheAnswer(String user) {
        refused(signIn(user), 401);
    }

    @Test
    void somebodyWithoutARoleIsToldSo() {
        Response answer = signIn(CodeFlow.STRANGER);

        refused(answer, 403);
        assertThat(answer.asString())
                .contains("&lt;img src=x onerror=alert(1)&gt;, and have no role in Muster")
                .doesNotContain("<img src=x");
    }

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
        for (String cookie :
                List.of(changed, session.substring(4), "A", "AAAA", "A".repeat(18), "%00", session + "AAAA")) {
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
        Caller user = Caller.user("root", Role.ADMIN, AccountScope.EVERY_ACCOUNT);
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

    private static Response signIn(String user) {
        return done(browser().get("/sign-in/provider"), user);
    }

    private static Response done(Response asked, String user) {
        asked.then().statusCode(303);
        return browser().cookies(asked.cookies()).get(back(asked, user));
    }

    /** Where the provider sends the browser back to, once the person has said who it is. */
    private static String back(Response asked, String user) {
        URI question = URI.create(asked.header("Location"));
        Map<String, String> form = new HashMap<>(CodeFlow.parameters(question.getRawQuery()));
        form.put("user", user);
        String back = given().redirects()
                .follow(false)
                .formParams(form)
                .post(AccessSettings.issuer() + "/authorize")
                .header("Location");
        return back.substring(own().length());
    }

    private static Response form(String user, String password) {
        return browser()
                .header("Origin", own())
                .formParams(Map.of("user", user, "password", password))
                .post("/sign-in");
    }

    private static RequestSpecification acting(Map<String, String> session) {
        return given().cookies(session).contentType(ContentType.JSON);
    }

    private static RequestSpecification browser() {
        return given().redirects().follow(false);
    }

    private static String own() {
        return RestAssured.baseURI + ":" + RestAssured.port;
    }

    private static void forbidden(Response answer) {
        answer.then().statusCode(403).body("code", equalTo("FORBIDDEN"));
    }

    private static void refused(Response answer, int status) {
        ValidatableResponse then = answer.then().statusCode(status).contentType(ContentType.HTML);
        then.body(containsString("role=\"alert\""));
        assertThat(answer.detailedCookie(SESSION)).isNull();
    }
}
