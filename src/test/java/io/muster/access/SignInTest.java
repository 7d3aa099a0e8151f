package io.muster.access;

import static io.muster.access.AccessSettings.PASSWORD;
import static io.muster.access.AccessSettings.SHOP;
import static io.muster.access.SignIns.back;
import static io.muster.access.SignIns.browser;
import static io.muster.access.SignIns.done;
import static io.muster.access.SignIns.form;
import static io.muster.access.SignIns.own;
import static io.muster.access.SignIns.signIn;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People who sign in to the pages, by HTTP: what browsers send, and what those send who are up to something. */
@QuarkusTest
@TestProfile(LockedDoors.class)
class SignInTest {

    private static final String SESSION = "muster-session";
    private static final String CALLER = "/api/v1/caller";

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

    private static void refused(Response answer, int status) {
        ValidatableResponse then = answer.then().statusCode(status).contentType(ContentType.HTML);
        then.body(containsString("role=\"alert\""));
        assertThat(answer.detailedCookie(SESSION)).isNull();
    }
}
