package io.muster.access;

import static io.muster.access.IdentityTest.assertRefused;
import static io.muster.access.IdentityTest.bearer;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.muster.platform.FreePorts;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Muster starts while the provider of identities is away, and lets callers in once it is back. */
@QuarkusTest
@TestProfile(IssuerOutageTest.Away.class)
class IssuerOutageTest {

    private static final String ACCOUNTS = "/api/v1/accounts";

    /** An issuer at whose port nobody listens. */
    public static class Away implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            String issuer = Issuer.url(FreePorts.next());
            AccessSettings.tellIssuer(issuer);
            return Map.of(
                    "muster.auth.enabled", "true",
                    "muster.auth.oidc.sign-in.client-id", "muster",
                    "muster.auth.oidc.issuer", issuer,
                    "muster.auth.oidc.audience", Tokens.AUDIENCE,
                    "muster.auth.oidc.roles-claim", "realm_access/roles",
                    "muster.auth.oidc.viewer-roles", "muster-viewer",
                    "muster.demo.enabled", "false");
        }
    }

    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    private static int signingIn() {
        return given().redirects().follow(false).get("/sign-in/provider").statusCode();
    }

    @Test
    void anOutageIsToldAndEnds() {
        get(ready).then().statusCode(200);
        assertRefused(bearer(Tokens.of("viewer")).get(ACCOUNTS), 503, "UNAVAILABLE");
        assertRefused(get(ACCOUNTS), 401, "UNAUTHENTICATED");
        get("/sign-in/provider")
                .then()
                .statusCode(503)
                .contentType(ContentType.HTML)
                .body(containsString("The provider of identities cannot be reached"));

        // when
        int port = URI.create(AccessSettings.issuer()).getPort();
        Issuer back = new Issuer(port, Keys.published());

        // then
        try (back) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> bearer(Tokens.of("viewer")).get(ACCOUNTS).statusCode() == 200);
            await().atMost(Duration.ofMinutes(1)).until(() -> signingIn() == 303);
        }
    }
}
