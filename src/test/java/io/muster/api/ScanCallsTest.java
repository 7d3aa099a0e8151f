package io.muster.api;

import static io.muster.api.Api.PROBLEM;
import static io.muster.api.Api.SCANS;
import static io.muster.api.Api.SHOP;
import static io.muster.api.Api.STAGING;
import static io.muster.api.Api.ended;
import static io.muster.api.Api.register;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scans of many accounts: asked for once whatever the network does, cancelled, led through page by page. */
@QuarkusTest
class ScanCallsTest {

    private static final String NARROW = "{\"accountIds\": [\"" + STAGING + "\"], \"kinds\": [\"VPC\"]}";

    @BeforeEach
    void accounts() {
        register(SHOP, "eu-central-1", "us-east-1");
        register(STAGING, "eu-central-1");
    }

    @Test
    void withoutABodyEveryEnabledAccountIsScanned() {
        // when
        String scan = post("", null)
                .statusCode(202)
                .header("Location", matchesPattern(".*/api/v1/scans/\\d+"))
                .header("Retry-After", matchesPattern("\\d+"))
                .body("accountIds", hasItems(SHOP, STAGING))
                .extract()
                .path("scanId");

        // then
        given().delete(SCANS + "/{id}", scan).then().statusCode(oneOf(202, 409));
        ended(scan);
    }

    @Test
    void accountsNarrowAScan() {
        post(NARROW, null).statusCode(202).body("accountIds", contains(STAGING));
        post("{\"accountIds\": [\"" + STAGING + "\", \"700000000099\"]}", null)
                .statusCode(404)
                .contentType(PROBLEM);
        post("{\"accountIds\": []}", null).statusCode(400).body("violations.field", contains("accountIds"));
        post("{\"accountIds\": [null]}", null).statusCode(400).body("violations.field", contains("accountIds[0]"));
    }

    @Test
    void kindsOfAnOrganizationAreRefusedWithoutOne() {
        post("{\"accountIds\": [\"" + STAGING + "\"], \"kinds\": [\"VPC\", \"ORGANIZATION_POLICY\"]}", null)
                .statusCode(400)
                .body("violations.field", contains("kinds[1]"))
                .body("detail", containsString("muster.organization"));
    }

    @Test
    void aScanShowsWhatWasAskedForAndByWhom() {
        // given no scan that it would join
        Api.idle(STAGING);

        // when
        String scan = post(
                        "{\"accountIds\": [\"" + STAGING
                                + "\"], \"regions\": [\"eu-central-1\"], \"kinds\": [\"VOLUME\"], \"full\": true,"
                                + " \"reason\": \"release 1.4.0\"}",
                        null)
                .statusCode(202)
                .body("regions", contains("eu-central-1"))
                .body("kinds", contains("VOLUME"))
                .body("reason", equalTo("release 1.4.0"))
                .body("full", equalTo(true))
                .body("requestedBy", equalTo("anybody"))
                .extract()
                .path("scanId");
        ended(scan);

        // then over GraphQL, too
        given().contentType("application/json")
                .body(Map.of("query", "{ scan(scanId: \"" + scan + "\") { reason regions kinds full requestedBy } }"))
                .post("/graphql")
                .then()
                .body("data.scan.reason", equalTo("release 1.4.0"))
                .body("data.scan.regions", contains("eu-central-1"))
                .body("data.scan.kinds", contains("VOLUME"))
                .body("data.scan.full", equalTo(true))
                .body("data.scan.requestedBy", equalTo("anybody"));

        // and one of everything is told from it
        String full = post("{\"accountIds\": [\"" + STAGING + "\"]}", null)
                .statusCode(202)
                .body("regions", nullValue())
                .body("kinds", nullValue())
                .body("full", equalTo(false))
                .extract()
                .path("scanId");
        ended(full);
    }

    @Test
    void aScanThatHasEndedCannotBeCalledOff() {
        // given
        String scan = post(NARROW, null).statusCode(202).extract().path("scanId");
        ended(scan);

        // when, then
        given().delete(SCANS + "/{id}", scan)
                .then()
                .statusCode(409)
                .contentType(PROBLEM)
                .body("detail", equalTo("Scan " + scan + " has ended"));
        for (String nobodys : new String[] {"999999999999999", "99999999999999999999", "x", "-1"}) {
            given().delete(SCANS + "/{id}", nobodys).then().statusCode(404).contentType(PROBLEM);
        }
    }

    @Test
    void aKeyThatComesAgainIsAnsweredAsBefore() {
        // given
        String key = UUID.randomUUID().toString();
        Response first = post(NARROW, key).statusCode(202).extract().response();
        ended(first.path("scanId"));

        // when
        Response again = post(NARROW, key)
                .statusCode(202)
                .header("Idempotency-Replayed", "true")
                .extract()
                .response();

        // then it is the old answer, although the scan has long ended
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Retry-After")).isEqualTo(first.header("Retry-After"));
        assertThat(again.contentType()).isEqualTo(first.contentType());
        assertThat(first.header("Idempotency-Replayed")).isNull();
    }

    @Test
    void aRefusalIsNotKeptForTheKey() {
        // given
        String key = UUID.randomUUID().toString();
        String later = "700000000098";
        String body = "{\"accountIds\": [\"" + later + "\"], \"kinds\": [\"VPC\"]}";
        post(body, key).statusCode(404).contentType(PROBLEM);
        Api.registerDisabled(later);

        // when
        ValidatableResponse again = post(body, key);

        // then
        again.statusCode(202).header("Idempotency-Replayed", nullValue());
        ended(again.extract().path("scanId"));
        Api.unregister(later);
    }

    @Test
    void aKeyIsOfOneRequestOnly() {
        // given
        String key = UUID.randomUUID().toString();
        post(NARROW, key).statusCode(202);

        // when, then
        post(NARROW.replace("VPC", "KEY_PAIR"), key)
                .statusCode(422)
                .contentType(PROBLEM)
                .body("code", equalTo("KEY_REUSED"))
                .body("violations.field", contains("Idempotency-Key"));
        Api.scan(STAGING, "").statusCode(202);
        given().header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .post(Api.ACCOUNTS + "/{id}/scans", STAGING)
                .then()
                .statusCode(422);
    }

    @Test
    void aBadKeyIsRefused() {
        for (String key : new String[] {"", " ", "a b", "ü", "x".repeat(256)}) {
            post(NARROW, key)
                    .statusCode(400)
                    .contentType(PROBLEM)
                    .body("violations.field", contains("Idempotency-Key"));
        }
        given().header("Idempotency-Key", "a")
                .header("Idempotency-Key", "b")
                .contentType(ContentType.JSON)
                .body(NARROW)
                .post(SCANS)
                .then()
                .statusCode(400);
    }

    @Test
    void pagesLeadOnByLinksThatKeepTheFilters() {
        // given
        for (int i = 0; i < 3; i++) {
            ended(post(NARROW, null).statusCode(202).extract().path("scanId"));
        }

        // when
        List<String> seen = new ArrayList<>();
        String next = SCANS + "?status=SUCCEEDED&status=PARTIAL&limit=2&accountId=" + STAGING;
        String first = null;
        while (next != null) {
            Response page = given().urlEncodingEnabled(false).get(next);
            page.then()
                    .statusCode(200)
                    .body("items.findAll { !it.accountIds.contains('" + STAGING + "') }.size()", equalTo(0));
            seen.addAll(page.jsonPath().getList("items.scanId"));
            next = link(page, "next");
            first = link(page, "first");
        }

        // then
        assertThat(seen).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
        JsonPath again = given().urlEncodingEnabled(false).get(first).jsonPath();
        assertThat(again.getList("items.scanId", String.class)).containsExactlyElementsOf(seen.subList(0, 2));
    }

    @Test
    void aScanThatHasNotMovedOnIsNotSentAgain() {
        // given
        String scan = post(NARROW, null).statusCode(202).extract().path("scanId");
        ended(scan);
        String tag = given().get(SCANS + "/{id}", scan).header("ETag");

        // when, then
        assertThat(tag).matches("\"[^\"]+\"");
        given().header("If-None-Match", "\"other\", W/" + tag)
                .get(SCANS + "/{id}", scan)
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .body(equalTo(""));
        given().header("If-None-Match", "\"other\"")
                .get(SCANS + "/{id}", scan)
                .then()
                .statusCode(200);
        given().header("If-None-Match", "other")
                .get(SCANS + "/{id}", scan)
                .then()
                .statusCode(400)
                .body("violations.field", contains("If-None-Match"));
    }

    @Test
    void aScanThatIsCalledOffSaysSo() {
        // given
        String scan = post("", null).statusCode(202).extract().path("scanId");

        // when
        int status = given().delete(SCANS + "/{id}", scan)
                .then()
                .statusCode(oneOf(202, 409))
                .extract()
                .statusCode();

        // then
        assertThat(ended(scan).getString("status")).isEqualTo(status == 202 ? "CANCELLED" : "SUCCEEDED");
        given().get(SCANS + "/{id}", scan).then().body("joined", nullValue());
    }

    private static ValidatableResponse post(String body, String key) {
        var call = given().contentType(ContentType.JSON).body(body);
        return (key == null ? call : call.header("Idempotency-Key", key))
                .post(SCANS)
                .then();
    }

    private static String link(Response page, String relation) {
        for (String link : page.header("Link").split(", ", -1)) {
            if (link.endsWith("rel=\"" + relation + "\"")) {
                return link.substring(1, link.indexOf('>'));
            }
        }
        return null;
    }
}
