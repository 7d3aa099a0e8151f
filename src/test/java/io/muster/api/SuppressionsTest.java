package io.muster.api;

import static io.muster.api.Api.PROBLEM;
import static io.muster.api.Api.SHOP;
import static io.muster.api.Api.idle;
import static io.muster.api.Api.query;
import static io.muster.api.Api.register;
import static io.muster.api.Api.scanned;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Suppressions and attestations: what is exempted is shown so at once, goes on being judged, and comes back. */
@QuarkusTest
class SuppressionsTest {

    private static final String SUPPRESSIONS = "/api/v1/suppressions";
    private static final String ATTESTATIONS = "/api/v1/attestations";
    private static final String REGION = "eu-central-1";

    private final List<String> made = new ArrayList<>();

    @BeforeEach
    void scanOnce() {
        register(SHOP, REGION);
        idle(SHOP);
        if (open().isEmpty()) {
            scanned(SHOP, "{}");
        }
    }

    @AfterEach
    void lift() {
        made.forEach(path -> given().delete(path));
    }

    @Test
    void aSuppressedFindingGoesOnBeingJudgedAndComesBackWhenItIsLifted() {
        // given
        String id = open().get(0);
        String suppression = make(SUPPRESSIONS, Map.of("findingId", id, "reason", "known", "owner", "shop"))
                .statusCode(201)
                .header("Location", matchesPattern("/api/v1/suppressions/[0-9]+"))
                .body("state", equalTo("ACTIVE"))
                .body("findingId", equalTo(id))
                .body("accountId", equalTo(SHOP))
                .body("findings", equalTo(1))
                .body("settled", equalTo(true))
                .extract()
                .header("Location");

        // when, then
        JsonPath suppressed = finding(id);
        assertThat(suppressed.getString("status")).isEqualTo("SUPPRESSED");
        assertThat(suppressed.getString("suppression.reason")).isEqualTo("known");
        assertThat(suppressed.getString("suppression.createdBy")).isNotBlank();
        assertThat(suppressed.getString("history[0].type")).isEqualTo("SUPPRESSED");

        scanned(SHOP, "{}");
        JsonPath judged = finding(id);
        assertThat(judged.getString("status")).isEqualTo("SUPPRESSED");
        assertThat(judged.getString("lastSeenAt")).isGreaterThan(suppressed.getString("lastSeenAt"));

        given().delete(suppression).then().statusCode(204);
        JsonPath back = finding(id);
        assertThat(back.getString("status")).isEqualTo("OPEN");
        assertThat(back.getString("suppression")).isNull();
        assertThat(back.getString("firstSeenAt")).isEqualTo(suppressed.getString("firstSeenAt"));
        assertThat(back.getString("openedAt")).isEqualTo(suppressed.getString("openedAt"));
        assertThat(back.getString("history[0].type")).isEqualTo("RETURNED");
        given().get(suppression)
                .then()
                .statusCode(200)
                .body("state", equalTo("LIFTED"))
                .body("findings", equalTo(0))
                .body("history.type", contains("LIFTED", "CREATED"));
        given().delete(suppression).then().statusCode(409).contentType(PROBLEM);
    }

    @Test
    void everythingThatARuleFindsInAnAccountIsCountedAsSuppressed() {
        // given
        String rule = query("{ findings(first: 1, filter: {statuses: [OPEN], accountIds: [\"" + SHOP
                        + "\"]}) { nodes { ruleId } } }")
                .getString("findings.nodes[0].ruleId");
        int before = count(rule, "OPEN");

        // when
        make(SUPPRESSIONS, Map.of("ruleId", rule, "accountId", SHOP, "reason", "accepted"))
                .statusCode(201)
                .body("findings", equalTo(before));

        // then
        assertThat(count(rule, "OPEN")).isZero();
        assertThat(count(rule, "SUPPRESSED")).isEqualTo(before);
        assertThat(query("{ suppressions(filter: {states: [ACTIVE], ruleIds: [\"" + rule
                                + "\"]}) { totalCount nodes { findings type endsSoon history { type } } } }")
                        .getInt("suppressions.nodes[0].findings"))
                .isEqualTo(before);
        given().get(SUPPRESSIONS + "?state=ACTIVE&accountId=" + SHOP)
                .then()
                .statusCode(200)
                .body("items.state", everyItem(equalTo("ACTIVE")))
                .body("items.ruleId", hasItem(rule));
    }

    @Test
    void theTermsAreChangedWithAPrecondition() {
        // given
        String path = make(
                        SUPPRESSIONS,
                        Map.of("findingId", open().get(0), "reason", "first", "until", in(Duration.ofDays(90))))
                .statusCode(201)
                .body("endsSoon", equalTo(false))
                .extract()
                .header("Location");
        String tag = given().get(path).header("ETag");

        // when, then
        given().header("If-None-Match", tag)
                .get(path)
                .then()
                .statusCode(200) // its findings may have become others
                .body("findings", equalTo(1));
        patch(path, tag, Map.of("until", in(Duration.ofDays(3)), "reason", "second"))
                .statusCode(200)
                .body("reason", equalTo("second"))
                .body("endsSoon", equalTo(true))
                .header("ETag", not(tag));
        patch(path, tag, Map.of("reason", "third")).statusCode(412).contentType(PROBLEM);
        patch(path, "*", Map.of("until", "2020-01-01T00:00:00Z"))
                .statusCode(400)
                .body("violations[0].field", equalTo("until"));
        given().get(path)
                .then()
                .body("history[0].type", equalTo("CHANGED"))
                .body("history[0].note", containsString("reason: first -> second"));
    }

    @Test
    void aRequestIsNotInForceBeforeASecondPersonApprovesIt() {
        // given
        String id = open().get(0);
        String path = make(SUPPRESSIONS, Map.of("findingId", id, "reason", "please", "needsApproval", true))
                .statusCode(201)
                .body("state", equalTo("REQUESTED"))
                .body("findings", equalTo(0))
                .extract()
                .header("Location");

        // when, then
        assertThat(finding(id).getString("status")).isEqualTo("OPEN");
        given().contentType(ContentType.JSON)
                .post(path + "/approval")
                .then()
                .statusCode(403)
                .contentType(PROBLEM)
                .body("detail", containsString("second person"));
    }

    @Test
    void anAttestationOfAPassSuppressesAndOneOfAFailureIsShown() {
        // given
        String id = open().get(0);
        Map<String, Object> attested = Map.of(
                "findingId",
                id,
                "evidence",
                "https://tickets.example.com/1",
                "reason",
                "looked at",
                "until",
                in(Duration.ofDays(30)));

        // when, then
        make(ATTESTATIONS, with(attested, "verdict", "FAIL")).statusCode(201).body("findings", equalTo(0));
        assertThat(finding(id).getString("status")).isEqualTo("OPEN");
        assertThat(finding(id).getString("attestation.verdict")).isEqualTo("FAIL");

        make(ATTESTATIONS, with(attested, "verdict", "PASS")).statusCode(201).body("findings", equalTo(1));
        assertThat(finding(id).getString("status")).isEqualTo("SUPPRESSED");
        assertThat(finding(id).getString("attestation.evidence")).isEqualTo("https://tickets.example.com/1");
        given().get(ATTESTATIONS).then().statusCode(200).body("items.size()", greaterThan(1));
    }

    private List<String> open() {
        return query("{ findings(first: 5, filter: {statuses: [OPEN], regions: [\""
                        + REGION + "\"], accountIds: [\"" + SHOP
                        + "\"]}) { nodes { id } } }")
                .getList("findings.nodes.id");
    }

    private static JsonPath finding(String id) {
        return query("{ finding(id: \"" + id
                        + "\") { status firstSeenAt lastSeenAt openedAt suppression { id reason createdBy until } attestation { verdict evidence }"
                        + " history { type at scanId } } }")
                .setRootPath("data.finding");
    }

    private static int count(String rule, String status) {
        return query("{ findings(filter: {ruleIds: [\"" + rule + "\"], accountIds: [\"" + SHOP + "\"], statuses: ["
                        + status + "]}) { totalCount } }")
                .getInt("findings.totalCount");
    }

    private static String in(Duration duration) {
        return Instant.now().plus(duration).toString();
    }

    private static Map<String, Object> with(Map<String, Object> body, String name, Object value) {
        Map<String, Object> more = new HashMap<>(body);
        more.put(name, value);
        return more;
    }

    private ValidatableResponse make(String path, Map<String, Object> body) {
        ValidatableResponse answer =
                given().contentType(ContentType.JSON).body(body).post(path).then();
        String location = answer.extract().header("Location");
        if (location != null) {
            made.add(location);
        }
        return answer;
    }

    private static ValidatableResponse patch(String path, String tag, Map<String, Object> body) {
        return given().contentType("application/merge-patch+json")
                .header("If-Match", tag)
                .body(body)
                .patch(path)
                .then();
    }
}
