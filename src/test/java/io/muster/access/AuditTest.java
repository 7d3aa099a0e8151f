package io.muster.access;

import static io.muster.access.AccessSettings.PASSWORD;
import static io.muster.access.AccessSettings.SHOP;
import static io.muster.access.AccessSettings.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who did what can be read in the log. */
@QuarkusTest
@TestProfile(LockedDoors.class)
class AuditTest {

    private static final Logger AUDIT = Logger.getLogger("io.muster.audit");
    private static final String ANOTHER = "555555555555";

    /** Keeps what is logged. */
    private static final class Kept extends ExtHandler {
        private final List<ExtLogRecord> entries = new CopyOnWriteArrayList<>();

        @Override
        protected void doPublish(ExtLogRecord entry) {
            entries.add(entry);
        }
    }

    private final Kept kept = new Kept();

    @BeforeEach
    void listen() {
        AUDIT.addHandler(kept);
    }

    @AfterEach
    void listenNoMore() {
        AUDIT.removeHandler(kept);
    }

    @Test
    void registrationsAreKept() {
        // when
        json(Tokens.of("admin"))
                .body("{\"enabled\": false, \"regions\": [\"eu-central-1\"]}")
                .put("/api/v1/accounts/" + ANOTHER);
        IdentityTest.bearer(Tokens.of("admin")).delete("/api/v1/accounts/" + ANOTHER);

        // then
        Map<String, String> about = Map.of("caller", "ann.admin", "role", "admin", "accountId", ANOTHER);
        assertKept("Account registered", about);
        assertKept("Account unregistered", about);
    }

    @Test
    void theToolsThatAgentsCallAreKept() {
        // when
        McpCalls.call(Tokens.of("viewer"), "posture", Map.of());

        // then
        assertKept("Tool called", Map.of("caller", "ann.viewer", "role", "viewer", "tool", "posture"));
    }

    /** Who, from where, and what before and after; of the external id a hash. */
    @Test
    void whatARegistrationChangesIsKept() {
        // when
        String role = "arn:aws:iam::" + ANOTHER + ":role/reader";
        json(Tokens.of("admin"))
                .body("{\"enabled\": false, \"externalId\": \"very-secret\", \"roleArn\": \"" + role + "\"}")
                .put("/api/v1/accounts/" + ANOTHER)
                .then()
                .statusCode(201);
        IdentityTest.basicUser("root")
                .contentType(ContentType.JSON)
                .body("{\"enabled\": false, \"externalId\": \"another-secret\"}")
                .put("/api/v1/accounts/" + ANOTHER)
                .then()
                .statusCode(200);
        IdentityTest.basicUser("root").delete("/api/v1/accounts/" + ANOTHER);

        // then
        assertKept(
                "Account registered",
                Map.of(
                        "change", "created",
                        "source", "token",
                        "issuer", AccessSettings.issuer(),
                        "subject", "subject-of-admin",
                        "from", "127.0.0.1"));
        assertKept(
                "Account registered",
                Map.of("change", "replaced", "source", "users-file", "subject", "root", "caller", "root"));
        assertThat(kept.entries)
                .extracting(ExtLogRecord::getMdcCopy)
                .satisfiesExactly(
                        created -> assertThat(created)
                                .doesNotContainKey("before")
                                .hasEntrySatisfying(
                                        "after", after -> assertThat(after).contains(role, "externalIdHash=")),
                        replaced -> assertThat(replaced)
                                .hasEntrySatisfying(
                                        "before", before -> assertThat(before).contains(role))
                                .hasEntrySatisfying(
                                        "after",
                                        after -> assertThat(after)
                                                .contains("roleArn=null", "externalIdHash=")
                                                .isNotEqualTo(replaced.get("before"))),
                        removed -> assertThat(removed)
                                .containsEntry(
                                        "before",
                                        kept.entries.get(1).getMdcCopy().get("after")))
                .allSatisfy(entry -> assertThat(entry.toString()).doesNotContain("very-secret", "another-secret"));
    }

    @Test
    void aPatchIsKeptWithTheRegistrationBeforeAndAfter() {
        // given
        json(Tokens.of("admin"))
                .body("{\"enabled\": false, \"name\": \"shop\"}")
                .put("/api/v1/accounts/" + ANOTHER);

        // when
        json(Tokens.of("admin"))
                .body("{\"name\": \"payments\"}")
                .patch("/api/v1/accounts/" + ANOTHER)
                .then()
                .statusCode(200);

        // then
        assertKept("Account changed", Map.of("caller", "ann.admin", "accountId", ANOTHER));
        assertThat(kept.entries.get(kept.entries.size() - 1).getMdcCopy())
                .hasEntrySatisfying(
                        "before", before -> assertThat(before).contains("shop").doesNotContain("payments"))
                .hasEntrySatisfying(
                        "after", after -> assertThat(after).contains("payments").doesNotContain("shop"));
        IdentityTest.bearer(Tokens.of("admin")).delete("/api/v1/accounts/" + ANOTHER);
    }

    @Test
    void scansAreKept() {
        // when
        String scan = json(Tokens.of("operator"))
                .post("/api/v1/accounts/" + SHOP + "/scans")
                .then()
                .statusCode(202)
                .extract()
                .path("scanId");

        // then
        assertKept(
                "Scan requested",
                Map.of("caller", "ann.operator", "role", "operator", "scanId", scan, "accountIds", "[" + SHOP + "]"));
    }

    @Test
    void whateverIsForbiddenIsKept() {
        // when
        json(Tokens.of("viewer"))
                .post("/api/v1/accounts/" + SHOP + "/scans")
                .then()
                .statusCode(403);
        IdentityTest.basicUser("shop-team")
                .get("/api/v1/accounts/" + STAGING)
                .then()
                .statusCode(403);
        json(Tokens.withoutRole()).post("/graphql").then().statusCode(403);

        // then
        assertKept(
                "Call refused",
                Map.of(
                        "caller",
                        "ann.viewer",
                        "role",
                        "viewer",
                        "method",
                        "POST",
                        "path",
                        "/api/v1/accounts/" + SHOP + "/scans"));
        assertKept(
                "Call refused",
                Map.of(
                        "caller",
                        "shop-team",
                        "role",
                        "operator",
                        "method",
                        "GET",
                        "path",
                        "/api/v1/accounts/" + STAGING));
        assertKept(
                "Call refused",
                Map.of("caller", "ann.somebody-elses-role", "role", "none", "method", "POST", "path", "/graphql"));
        assertThat(kept.entries).hasSize(3);
    }

    @Test
    void secretsAreNotKept() {
        // when
        whateverIsForbiddenIsKept();

        // then
        assertThat(kept.entries)
                .allSatisfy(entry -> assertThat(entry.getMessage() + entry.getMdcCopy() + entry.getNdc())
                        .doesNotContain(PASSWORD, "eyJ", "Basic", "Bearer"));
    }

    private static RequestSpecification json(String token) {
        return IdentityTest.bearer(token).contentType(ContentType.JSON);
    }

    private void assertKept(String message, Map<String, String> about) {
        assertThat(kept.entries).anySatisfy(entry -> {
            assertThat(entry.getMessage()).isEqualTo(message);
            assertThat(entry.getMdcCopy()).containsAllEntriesOf(about);
        });
    }
}
