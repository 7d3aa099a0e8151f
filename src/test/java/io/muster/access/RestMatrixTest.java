package io.muster.access;

import static io.muster.access.AccessSettings.SHOP;
import static io.muster.access.AccessSettings.STAGING;
import static io.muster.platform.Role.ADMIN;
import static io.muster.platform.Role.OPERATOR;
import static io.muster.platform.Role.VIEWER;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.muster.platform.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every REST call that the OpenAPI document knows, by everybody who may knock. */
@QuarkusTest
@TestProfile(LockedDoors.class)
class RestMatrixTest {

    /** What each call needs. A call that is not here fails the test, until somebody has thought about who may make it. */
    private static final Map<String, Role> NEEDED = Map.ofEntries(
            Map.entry("GET /api/v1/caller", VIEWER),
            Map.entry("GET /api/v1/accounts", VIEWER),
            Map.entry("GET /api/v1/accounts/{accountId}", VIEWER),
            Map.entry("PUT /api/v1/accounts/{accountId}", ADMIN),
            Map.entry("PATCH /api/v1/accounts/{accountId}", ADMIN),
            Map.entry("DELETE /api/v1/accounts/{accountId}", ADMIN),
            Map.entry("POST /api/v1/accounts/{accountId}/scans", OPERATOR),
            Map.entry("GET /api/v1/scans", VIEWER),
            Map.entry("POST /api/v1/scans", OPERATOR),
            Map.entry("GET /api/v1/scans/{scanId}", VIEWER),
            Map.entry("DELETE /api/v1/scans/{scanId}", OPERATOR),
            Map.entry("GET /api/v1/scans/{scanId}/events", VIEWER),
            Map.entry("GET /api/v1/assessments", VIEWER),
            Map.entry("POST /api/v1/assessments", OPERATOR),
            Map.entry("GET /api/v1/assessments/{assessmentId}", VIEWER),
            Map.entry("DELETE /api/v1/assessments/{assessmentId}", OPERATOR),
            Map.entry("GET /api/v1/findings/export", VIEWER),
            Map.entry("POST /api/v1/rules/validate", OPERATOR),
            Map.entry("POST /api/v1/what-if", VIEWER),
            Map.entry("POST /api/v1/signals", OPERATOR),
            Map.entry("GET /api/v1/verifications", VIEWER),
            Map.entry("POST /api/v1/verifications", OPERATOR),
            Map.entry("GET /api/v1/verifications/{verificationId}", VIEWER),
            Map.entry("GET /api/v1/suppressions", VIEWER),
            Map.entry("POST /api/v1/suppressions", OPERATOR),
            Map.entry("GET /api/v1/suppressions/{id}", VIEWER),
            Map.entry("PATCH /api/v1/suppressions/{id}", OPERATOR),
            Map.entry("DELETE /api/v1/suppressions/{id}", OPERATOR),
            Map.entry("POST /api/v1/suppressions/{id}/approval", OPERATOR),
            Map.entry("POST /api/v1/suppressions/{id}/refusal", OPERATOR),
            Map.entry("GET /api/v1/attestations", VIEWER),
            Map.entry("POST /api/v1/attestations", OPERATOR),
            Map.entry("GET /api/v1/attestations/{id}", VIEWER),
            Map.entry("PATCH /api/v1/attestations/{id}", OPERATOR),
            Map.entry("DELETE /api/v1/attestations/{id}", OPERATOR),
            Map.entry("POST /api/v1/attestations/{id}/approval", OPERATOR),
            Map.entry("POST /api/v1/attestations/{id}/refusal", OPERATOR),
            Map.entry("GET /api/v1/webhooks", ADMIN),
            Map.entry("POST /api/v1/webhooks", ADMIN),
            Map.entry("GET /api/v1/webhooks/{webhookId}", ADMIN),
            Map.entry("PATCH /api/v1/webhooks/{webhookId}", ADMIN),
            Map.entry("PUT /api/v1/webhooks/{webhookId}", ADMIN),
            Map.entry("DELETE /api/v1/webhooks/{webhookId}", ADMIN),
            Map.entry("POST /api/v1/webhooks/{webhookId}/test", ADMIN),
            Map.entry("GET /api/v1/webhooks/{webhookId}/deliveries", ADMIN),
            Map.entry("POST /api/v1/webhooks/{webhookId}/replay", ADMIN));

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    /** An account that is not registered: whoever may make the call learns just that. */
    private static final String UNREGISTERED = "999999999999";

    private static final String ROLE_OF_SHOP = "{\"role\": \"arn:aws:iam::" + SHOP
            + ":role/web-role\", \"action\": \"s3:GetObject\", \"resource\": \"*\"}";

    private static final String NO_SUCH_PROPERTY = "{\"nonsense\": true}";

    @Test
    void everyCallHasAnExpectation() {
        assertThat(calls()).hasSizeGreaterThanOrEqualTo(7).isSubsetOf(NEEDED.keySet());
    }

    @ParameterizedTest
    @EnumSource(value = Who.class, mode = EnumSource.Mode.EXCLUDE, names = "ADMIN_OF_ANOTHER_ACCOUNT")
    void isAllowedByRole(Who who) {
        SoftAssertions softly = new SoftAssertions();
        for (String call : calls()) {
            Response answer = make(who, call, UNREGISTERED, "0", NO_SUCH_PROPERTY);
            if (who.refusal() != null) {
                softly.assertThat(answer.statusCode()).as("%s: %s", who, call).isEqualTo(who.refusal());
            } else if (who.may(NEEDED.get(call))) {
                softly.assertThat(answer.statusCode())
                        .as("%s: %s", who, call)
                        .isIn(call.startsWith("GET") ? Set.of(200, 404) : Set.of(400, 404, 422));
            } else {
                softly.assertThat(answer.statusCode()).as("%s: %s", who, call).isEqualTo(403);
            }
            if (answer.statusCode() > 399) {
                softly.assertThat(answer.contentType()).as(call).startsWith("application/problem+json");
            }
        }
        softly.assertAll();
    }

    @Test
    void anAdminOfAnotherAccountReachesNothing() {
        Estate.isScanned();
        String scan = Estate.scanOfShop();
        SoftAssertions softly = new SoftAssertions();
        for (String call : calls()) {
            String body = call.endsWith("/suppressions") || call.endsWith("/attestations")
                    ? "{\"resourceArn\": \"" + Estate.instanceOfShop() + "\", \"reason\": \"r\"}"
                    : call.endsWith("/what-if")
                            ? "{\"accountId\": \"" + SHOP + "\", \"changes\": []}"
                            : call.endsWith("/verifications") ? ROLE_OF_SHOP : "{\"accountIds\": [\"" + SHOP + "\"]}";
            Response answer = make(Who.ADMIN_OF_ANOTHER_ACCOUNT, call, SHOP, scan, body);
            softly.assertThat(answer.statusCode()).as(call).isIn(beyondTheScope(call));
            // a refusal may repeat what the caller sent, and nothing else
            softly.assertThat(answer.asString()).as(call).doesNotContain(STAGING);
            if (answer.statusCode() == 200 || call.contains("{scanId}")) {
                softly.assertThat(answer.asString()).as(call).doesNotContain(SHOP);
            }
        }
        softly.assertAll();
    }

    /** A list is empty, what is named is not there for the caller, or is refused. */
    private static Set<Integer> beyondTheScope(String call) {
        if (call.contains("/webhooks")) {
            return Set.of(400, 403);
        }
        if (call.contains("{accountId}")) {
            return Set.of(403);
        }
        if (call.startsWith("POST") && call.endsWith("/verifications")) {
            return Set.of(404);
        }
        if (call.contains("{verificationId}")) {
            return Set.of(404);
        }
        if (call.contains("{scanId}") || call.contains("{assessmentId}")) {
            return Set.of(403, 404);
        }
        if (call.contains("{id}")) {
            return Set.of(400, 404);
        }
        if (call.endsWith("/rules/validate")) {
            return Set.of(422);
        }
        if (call.endsWith("/signals")) {
            return Set.of(400);
        }
        return call.endsWith("/suppressions") || call.endsWith("/attestations") ? Set.of(200, 400) : Set.of(200, 403);
    }

    @Test
    void theExternalIdIsForAdmins() {
        String account = "/api/v1/accounts/" + SHOP;
        assertThat(as(Who.ADMIN).get(account).<String>path("externalId")).isEqualTo("muster-demo-shop-production");
        for (Who who : new Who[] {Who.VIEWER, Who.OPERATOR}) {
            for (String path : new String[] {account, "/api/v1/accounts"}) {
                assertThat(as(who).get(path).asString())
                        .as("%s: %s", who, path)
                        .contains(SHOP)
                        .doesNotContain("externalId", "muster-demo-shop-production");
            }
        }
    }

    @Test
    void anAccountThatAParameterNamesMustLieWithinTheScope() {
        as(Who.ADMIN_OF_ANOTHER_ACCOUNT)
                .queryParam("accountId", SHOP)
                .get("/api/v1/scans")
                .then()
                .statusCode(403);
        as(Who.ADMIN_OF_ANOTHER_ACCOUNT)
                .queryParam("accountId", Who.ANOTHER_ACCOUNT)
                .get("/api/v1/scans")
                .then()
                .statusCode(400)
                .body("detail", containsString("is not a registered account"));
    }

    @Test
    void anAdminOfAnotherAccountMayActOnIt() {
        RequestSpecification call = as(Who.ADMIN_OF_ANOTHER_ACCOUNT).contentType(ContentType.JSON);
        call.body("{\"enabled\": false, \"regions\": [\"eu-central-1\"]}")
                .put("/api/v1/accounts/" + Who.ANOTHER_ACCOUNT)
                .then()
                .statusCode(201);
        as(Who.ADMIN_OF_ANOTHER_ACCOUNT)
                .delete("/api/v1/accounts/" + Who.ANOTHER_ACCOUNT)
                .then()
                .statusCode(204);
    }

    private static Response make(Who who, String call, String account, String scan, String body) {
        String[] parts = call.split(" ", 2);
        String path = parts[1].replace("{accountId}", account)
                .replace("{scanId}", scan)
                .replace("{assessmentId}", scan)
                .replace("{webhookId}", scan)
                .replace("{verificationId}", scan)
                .replace("{id}", scan);
        RequestSpecification request = as(who);
        if (!Set.of("GET", "DELETE").contains(parts[0])) {
            request.contentType(ContentType.JSON).body(body);
        }
        return request.request(parts[0], path);
    }

    private static RequestSpecification as(Who who) {
        String authorization = who.authorization();
        return authorization == null ? given() : given().header("Authorization", authorization);
    }

    /** For example {@code GET /api/v1/accounts/{accountId}}. */
    private static Set<String> calls() {
        Map<String, Map<String, Object>> paths = as(Who.VIEWER)
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .path("paths");
        Set<String> calls = new TreeSet<>();
        paths.forEach((path, item) -> item.keySet().stream()
                .filter(METHODS::contains)
                .forEach(method -> calls.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        return calls;
    }
}
