package io.muster.access;

import static io.muster.access.AccessSettings.PASSWORD;
import static io.muster.access.AccessSettings.SECRET;
import static io.muster.access.AccessSettings.SHOP;
import static io.muster.access.AccessSettings.STAGING;
import static io.muster.access.IdentityTest.basic;
import static io.muster.access.IdentityTest.bearer;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.muster.account.GrantedAccounts;
import io.muster.platform.AccountGrants;
import io.muster.platform.AccountScope;
import io.muster.platform.Caller;
import io.muster.platform.CallerId;
import io.muster.platform.MusterException;
import io.muster.platform.Role;
import io.muster.platform.identity.SealedSessions;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.Test;

/** Callers whose accounts are granted by units and tags of the organization see those that are there now, by whatever way they call. */
@QuarkusTest
@TestProfile(LockedDoors.class)
class OrganizationScopeTest extends PlacedAccounts {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Inject
    GrantedAccounts granted;

    @Test
    void aUnitIsSeenWithAllBelowItOverGraphQlAndRest() {
        String token = Tokens.of("operator", "ou:/Root/Granted/*");

        awaitSeen(token, SHOP);
        assertThat(ask(token).getList("data.resourceStats.accountId")).containsOnly(SHOP);
        assertThat(ask(token).getInt("data.accounts.totalCount")).isEqualTo(1);
        assertThat(bearer(token).get("/api/v1/accounts").jsonPath().getList("items.accountId"))
                .containsExactly(SHOP);
        bearer(token).get("/api/v1/accounts/" + SHOP).then().statusCode(200);
        bearer(token).get("/api/v1/accounts/" + STAGING).then().statusCode(403);
        bearer(token)
                .contentType(ContentType.JSON)
                .post("/api/v1/accounts/" + STAGING + "/scans")
                .then()
                .statusCode(403);
        bearer(token)
                .get("/api/v1/caller")
                .then()
                .body("accounts", equalTo(List.of(SHOP)))
                .body("grants", equalTo(List.of("ou:/Granted")));
    }

    @Test
    void grantsAddUp() {
        awaitSeen(Tokens.of("viewer", STAGING, "tag:team=payments"), SHOP, STAGING);
        awaitSeen(Tokens.of("viewer", "ou:ou-demo-99999999", "tag:team"), SHOP, STAGING);
        awaitSeen(Tokens.of("viewer", "ou:/Elsewhere", "ou:no-unit", "tag:team=nobody"), STAGING);
    }

    @Test
    void anAccountThatMovesLeavesTheScopeAtOnceAndComesBackWithIt() {
        // given
        String token = Tokens.of("viewer", "ou:/Granted");
        awaitSeen(token, SHOP);

        // when, then
        move(SHOP, "/Elsewhere", "payments");
        awaitSeen(token);
        bearer(token).get("/api/v1/accounts/" + SHOP).then().statusCode(403);
        move(SHOP, "/Granted", "payments");
        awaitSeen(token, SHOP);
        sql("update account set left_organization_at = now() where account_id = '" + SHOP + "'");
        awaitSeen(token);
    }

    @Test
    void aStaticUserAndASessionFollowTheOrganizationToo() {
        String user = basic("payments", PASSWORD);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(seen(user)).containsExactly(SHOP));
        Caller ann = new Caller(
                new CallerId(CallerId.Source.TOKEN, AccessSettings.issuer(), "somebody"),
                "ann",
                Role.VIEWER,
                AccountGrants.parse(List.of("tag:team=platform")));
        String session = SealedSessions.of(SECRET, ann, Instant.now().plusSeconds(60));
        given().cookie("muster-session", session)
                .get("/api/v1/caller")
                .then()
                .body("accounts", equalTo(List.of(STAGING)));

        // when
        move(SHOP, "/Elsewhere", "platform");

        // then
        await().atMost(LIMIT).untilAsserted(() -> assertThat(seen(user)).isEmpty());
        given().cookie("muster-session", session)
                .get("/api/v1/caller")
                .then()
                .body("accounts", equalTo(List.of(SHOP, STAGING)));
    }

    @Test
    void anAnswerIsNotRepeatedToACallerThatSeesOtherAccounts() {
        // given
        String token = Tokens.of("operator", "ou:/Granted");
        awaitSeen(token, SHOP);
        scan(token).then().statusCode(202);

        // when, then
        move(SHOP, "/Elsewhere", "payments");
        awaitSeen(token);
        scan(token).then().statusCode(422).body("code", equalTo("KEY_REUSED"));
        move(SHOP, "/Granted", "payments");
        awaitSeen(token, SHOP);
        assertThat(scan(token).then().statusCode(202).extract().header("Idempotency-Replayed"))
                .isEqualTo("true");
    }

    private static Response scan(String token) {
        return bearer(token)
                .header("Idempotency-Key", "organization-scope")
                .contentType(ContentType.JSON)
                .body(Map.of("accountIds", List.of(SHOP)))
                .post("/api/v1/scans");
    }

    @Test
    void whatWasAdmittedIsCheckedAgainWhileAnExportRuns() throws Throwable {
        // given
        Caller caller = Caller.user("ann", Role.VIEWER, AccountGrants.parse(List.of("ou:/Granted")));
        Caller admitted = caller.admittedTo(AccountScope.of(Set.of(SHOP)));
        await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> requireSame(admitted));

        // when
        move(SHOP, "/Elsewhere", "payments");

        // then
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThatThrownBy(() -> requireSame(admitted)).isInstanceOf(MusterException.class));
    }

    private void requireSame(Caller admitted) throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> granted.requireSame(admitted));
    }

    @Test
    void aUnitThatNobodyIsInGrantsNothingAndIsToldOnce() {
        // given
        List<ExtLogRecord> told = new CopyOnWriteArrayList<>();
        ExtHandler handler = new ExtHandler() {
            @Override
            protected void doPublish(ExtLogRecord entry) {
                told.add(entry);
            }
        };
        Logger log = Logger.getLogger(GrantedAccounts.class.getName());
        log.addHandler(handler);

        // when
        for (int again = 0; again < 3; again++) {
            assertThat(seen("Bearer " + Tokens.of("viewer", "ou:/Grantd/Shop/*")))
                    .isEmpty();
        }
        log.removeHandler(handler);

        // then
        assertThat(told).singleElement().satisfies(entry -> {
            assertThat(entry.getLevel().getName()).isEqualTo("WARN");
            assertThat(entry.getMdcCopy())
                    .containsEntry("grant", "ou:/Grantd/Shop")
                    .containsEntry("nearest", "ou:/Granted/Shop");
        });
    }

    private static JsonPath ask(String token) {
        return Estate.ask(token, LOOK);
    }
}
