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
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callers whose accounts are granted by units and tags of the organization see those that are there now, by whatever way they call. */
@QuarkusTest
@TestProfile(LockedDoors.class)
class OrganizationScopeTest {

    private static final int SERVICE_RESTART = 1012;

    private static final String LOOK =
            "{ accounts { totalCount nodes { accountId } } resourceStats(groupBy: [ACCOUNT]) { accountId } }";

    @Inject
    Pool pool;

    @Inject
    GrantedAccounts granted;

    @BeforeEach
    void place() {
        Estate.isScanned();
        move(SHOP, "/Granted/Shop", "payments");
        move(STAGING, "/Elsewhere", "platform");
    }

    @AfterEach
    void displace() {
        sql(
                "update account set organization_path = null, organization_units = null, organization_tags = null, left_organization_at = null");
    }

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
        await().untilAsserted(() -> assertThat(seen(user)).containsExactly(SHOP));
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
        await().untilAsserted(() -> assertThat(seen(user)).isEmpty());
        given().cookie("muster-session", session)
                .get("/api/v1/caller")
                .then()
                .body("accounts", equalTo(List.of(SHOP, STAGING)));
    }

    @Test
    void websocketsEndWhenTheAccountsChangeAndThoseOfOthersDoNot() throws Exception {
        // given
        awaitSeen(Tokens.of("viewer", "ou:/Granted"), SHOP);
        CompletableFuture<Integer> follower =
                GraphQlSocket.opened(socket(), "Bearer " + Tokens.of("viewer", "ou:/Granted"));
        CompletableFuture<Integer> another =
                GraphQlSocket.opened(socket(), "Bearer " + Tokens.of("viewer", "ou:/Elsewhere/Far"));
        CompletableFuture<Integer> named = GraphQlSocket.opened(socket(), "Bearer " + Tokens.of("viewer", SHOP));

        // when
        move(SHOP, "/Elsewhere", "payments");

        // then
        assertThat(follower.get(30, TimeUnit.SECONDS)).isEqualTo(SERVICE_RESTART);
        assertThat(another).isNotDone();
        assertThat(named).isNotDone();
    }

    @Test
    void aStreamOfAScanEndsWhenTheAccountsChange() throws Exception {
        // given
        awaitSeen(Tokens.of("viewer", "ou:/Granted"), SHOP);
        String scan =
                sql("insert into scan (status, trigger, account_ids, requested_at) values ('RUNNING', 'REQUEST', '{"
                        + SHOP + "}', now()) returning cast(id as text)");
        HttpResponse<InputStream> events = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(SignIns.own() + "/api/v1/scans/" + scan + "/events"))
                                .header("Authorization", "Bearer " + Tokens.of("viewer", "ou:/Granted"))
                                .header("Accept", "text/event-stream")
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        int first = events.body().read();
        CompletableFuture<String> rest = CompletableFuture.supplyAsync(() -> text(events.body()));

        assertThat(events.statusCode()).isEqualTo(200);
        assertThat(first).isPositive();
        assertThat(rest).isNotDone();

        // when
        move(SHOP, "/Elsewhere", "payments");

        // then
        assertThat(rest.get(30, TimeUnit.SECONDS)).contains(SHOP).doesNotContain("event:ended", "event: ended");
        sql("update scan set status = 'CANCELLED', finished_at = now() where id = " + scan);
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
        Caller admitted = VertxContextSupport.subscribeAndAwait(() -> granted.admitted(caller));
        VertxContextSupport.subscribeAndAwait(() -> granted.requireSame(admitted));

        // when
        move(SHOP, "/Elsewhere", "payments");

        // then
        await().untilAsserted(() -> assertThatThrownBy(
                        () -> VertxContextSupport.subscribeAndAwait(() -> granted.requireSame(admitted)))
                .isInstanceOf(MusterException.class));
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

    private static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitSeen(String token, String... accounts) {
        await().untilAsserted(() -> assertThat(seen("Bearer " + token)).containsExactly(accounts));
    }

    private static List<String> seen(String authorization) {
        return given().header("Authorization", authorization)
                .contentType(ContentType.JSON)
                .body(Map.of("query", LOOK))
                .post("/graphql")
                .jsonPath()
                .getList("data.accounts.nodes.accountId");
    }

    private static JsonPath ask(String token) {
        return Estate.ask(token, LOOK);
    }

    private static URI socket() {
        return URI.create(SignIns.own().replace("http:", "ws:") + "/graphql");
    }

    private void move(String account, String path, String team) {
        pool.preparedQuery(
                        "update account set organization_path = $1, organization_units = '{r-demo}', organization_tags = $2,"
                                + " left_organization_at = null where account_id = $3")
                .execute(Tuple.of(path, "{\"team\": \"" + team + "\"}", account))
                .await()
                .indefinitely();
    }

    private String sql(String statement) {
        var rows = pool.query(statement).execute().await().indefinitely().iterator();
        return rows.hasNext() ? rows.next().getString(0) : "";
    }
}
