package io.muster.access;

import static io.muster.access.AccessSettings.PASSWORD;
import static io.muster.access.AccessSettings.SHOP;
import static io.muster.access.AccessSettings.STAGING;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.platform.Sha256;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.annotation.Nullable;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is taken for whom. */
@QuarkusTest
@TestProfile(LockedDoors.class)
class IdentityTest {

    private static final String ACCOUNTS = "/api/v1/accounts";

    static Stream<Arguments> worthless() {
        return Stream.of(
                argumentSet("no identity", (Object) null),
                argumentSet("an empty header", ""),
                argumentSet("an unknown scheme", "Digest x"),
                argumentSet("expired", "Bearer " + Tokens.expired("admin")),
                argumentSet("another audience", "Bearer " + Tokens.ofAnotherAudience("admin")),
                argumentSet("another issuer", "Bearer " + Tokens.ofAnotherIssuer("admin")),
                argumentSet("another key", "Bearer " + Tokens.signedByAnother("admin")),
                argumentSet("a changed token", "Bearer " + changed(Tokens.of("viewer"))),
                argumentSet("unsigned", "Bearer " + unsigned()),
                argumentSet("an opaque token", "Bearer 0123456789abcdef"),
                argumentSet("no token", "Bearer "),
                argumentSet("dots", "Bearer a.b.c"),
                argumentSet("more dots", "Bearer ...."),
                argumentSet("a wrong password", basic("grafana", "guess")),
                argumentSet("an empty password", basic("grafana", "")),
                argumentSet("an unknown user", basic("nobody", PASSWORD)),
                argumentSet("another user's case", basic("Grafana", PASSWORD)),
                argumentSet("a password that is right and too long", basic("grafana", PASSWORD + "x".repeat(80))),
                argumentSet("no base64", "Basic !!!!"),
                argumentSet("no colon", "Basic " + encoded("grafana")),
                argumentSet("nothing", "Basic "));
    }

    @ParameterizedTest
    @MethodSource("worthless")
    void whatProvesNothingIs401(String authorization) {
        for (String path : List.of(ACCOUNTS, "/graphql", "/mcp", "/q/openapi", "/nowhere", "/graphql/schema.graphql")) {
            RequestSpecification call =
                    authorization == null ? given() : given().header("Authorization", authorization);
            assertRefused(call.get(path), 401, "UNAUTHENTICATED");
        }
    }

    @Test
    void theAnswerTellsHowToIdentify() {
        // when
        Response answer = given().get(ACCOUNTS);

        // then
        assertThat(answer.headers().getValues("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"muster\"", "Basic realm=\"muster\", charset=\"UTF-8\"");
        assertThat(answer.jsonPath().getString("detail")).contains(AccessSettings.issuer(), "password");
    }

    @ParameterizedTest
    @ValueSource(strings = {ACCOUNTS, "/api/v1/scans", "/graphql", "/q/openapi", "/nowhere"})
    void whoeverHasNoRoleIs403(String path) {
        assertRefused(bearer(Tokens.withoutRole()).get(path), 403, "FORBIDDEN");
    }

    @Test
    void aRolesNameInTheTokenCountsOnlyIfItIsMapped() {
        // "viewer" is not "muster-viewer", to which the setting maps it
        assertThat(Tokens.of("viewer")).isNotBlank();
        bearer(Tokens.of("viewer")).get(ACCOUNTS).then().statusCode(200);
        bearer(Tokens.withoutRole()).get(ACCOUNTS).then().statusCode(403);
    }

    @Test
    void aStaticUserIsKnownByPassword() {
        for (int again = 0; again < 2; again++) {
            basicUser("grafana").get(ACCOUNTS).then().statusCode(200);
            basicUser("root").get(ACCOUNTS).then().statusCode(200);
        }
    }

    @Test
    void aPasswordThatWasProvenDoesNotLetAnotherIn() {
        // given
        basicUser("grafana").get(ACCOUNTS).then().statusCode(200);

        // when, then
        given().header("Authorization", basic("grafana", PASSWORD + "!"))
                .get(ACCOUNTS)
                .then()
                .statusCode(401);
        given().header("Authorization", basic("nobody", PASSWORD))
                .get(ACCOUNTS)
                .then()
                .statusCode(401);
    }

    /** The token's bearer is no static user, whatever the token says of the name. */
    @Test
    void anAnswerThatIsKeptIsRepeatedToItsOwnCallerAlone() {
        // given
        String key = "key-" + System.nanoTime();
        String first = scan(basicUser("shop-team"), key, null);

        // when, then
        assertThat(scan(basicUser("shop-team"), key, "true")).isNotNull().isEqualTo(first);
        scan(bearer(Tokens.named("operator", "shop-team")), key, null);
    }

    /** @param replayed the header that tells of a repeated answer; null where it is a new one */
    private static String scan(RequestSpecification call, String key, @Nullable String replayed) {
        Response answer = call.header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .post(ACCOUNTS + "/" + SHOP + "/scans");
        answer.then().statusCode(202).header("Idempotency-Replayed", equalTo(replayed));
        return answer.jsonPath().getString("scanId");
    }

    @Test
    void aStaticUserHasARole() {
        assertRefused(basicUser("grafana").contentType(ContentType.JSON).put(ACCOUNTS + "/" + SHOP), 403, "FORBIDDEN");
    }

    @Test
    void aStaticUserHasAScope() {
        assertRefused(basicUser("shop-team").get(ACCOUNTS + "/" + STAGING), 403, "FORBIDDEN");
        basicUser("shop-team").get(ACCOUNTS + "/" + SHOP).then().statusCode(200).body("accountId", equalTo(SHOP));
    }

    @Test
    void aTokenWithoutTheAccountsClaimSeesNone() {
        bearer(Tokens.withoutAccounts("admin"))
                .get(ACCOUNTS)
                .then()
                .statusCode(200)
                .body("items", equalTo(List.of()));
        assertRefused(bearer(Tokens.withoutAccounts("admin")).get(ACCOUNTS + "/" + SHOP), 403, "FORBIDDEN");
    }

    @Test
    void aBodyThatComesWhileThePasswordIsCheckedIsNotLost() {
        for (int i = 0; i < 3; i++) {
            given().header("Authorization", basic("shop-team", PASSWORD))
                    .contentType(ContentType.JSON)
                    .body(Map.of("query", "{ accounts { nodes { accountId } } #" + "x".repeat(200_000) + "\n}"))
                    .post("/graphql")
                    .then()
                    .statusCode(200)
                    .body("data.accounts.nodes.accountId", equalTo(List.of(SHOP)));
        }
    }

    @Test
    void aPersistedQueryIsAnsweredForItsOwnCaller() {
        // given
        String document = "{ accounts { nodes { accountId } } } # persisted";
        String extensions = "{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"" + Sha256.hex(document) + "\"}}";
        basicUser("root")
                .contentType(ContentType.JSON)
                .body("{\"query\": \"" + document + "\", \"extensions\": " + extensions + "}")
                .post("/graphql")
                .then()
                .statusCode(200);

        // when
        Response roots = basicUser("root").queryParam("extensions", extensions).get("/graphql");

        // then
        assertThat(roots.statusCode()).isEqualTo(200);
        assertThat(roots.jsonPath().getList("data.accounts.nodes")).hasSizeGreaterThan(1);
        basicUser("shop-team")
                .queryParam("extensions", extensions)
                .header("If-None-Match", roots.header("ETag"))
                .get("/graphql")
                .then()
                .statusCode(200)
                .body("data.accounts.nodes.accountId", equalTo(List.of(SHOP)));
        assertRefused(given().queryParam("extensions", extensions).get("/graphql"), 401, "UNAUTHENTICATED");
    }

    static String basic(String name, String password) {
        return "Basic " + encoded(name + ":" + password);
    }

    static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    static RequestSpecification basicUser(String name) {
        return given().header("Authorization", basic(name, PASSWORD));
    }

    static void assertRefused(Response answer, int status, String code) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("code", equalTo(code));
        assertThat(answer.asString()).doesNotContainPattern("(io|com|org|java)\\.[a-z]+\\.|Exception");
        assertThat(answer.headers().hasHeaderWithName("WWW-Authenticate")).isEqualTo(status == 401);
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    /** The token with another role in it, and the signature of what it was before. */
    private static String changed(String token) {
        String[] parts = token.split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
        return parts[0] + "." + url(claims.replace("muster-viewer", "muster-admin")) + "." + parts[2];
    }

    private static String unsigned() {
        String claims = Tokens.of("admin").split("\\.", -1)[1];
        return url("{\"alg\":\"none\",\"kid\":\"" + Tokens.KEY_ID + "\"}") + "." + claims + ".";
    }

    private static String url(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }
}
