package io.muster.api;

import static io.muster.api.Api.PROBLEM;
import static io.muster.api.Api.SCANS;
import static io.muster.api.Api.STAGING;
import static io.muster.api.Api.register;
import static io.muster.api.Api.scanned;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Assessments over REST: asked for, watched, listed, refused. */
@QuarkusTest
class AssessmentCallsTest {

    private static final String ASSESSMENTS = "/api/v1/assessments";
    private static final String NARROW =
            "{\"accountIds\": [\"" + STAGING + "\"], \"ruleIds\": [\"ebs-volume-unencrypted\"]}";

    @BeforeEach
    void stored() {
        register(STAGING, "eu-central-1");
        boolean stored = Api.query("{ resources(filter: {accountIds: [\"" + STAGING
                                + "\"], kinds: [VOLUME]}, first: 1) { totalCount } }")
                        .getInt("resources.totalCount")
                > 0;
        if (!stored) {
            scanned(STAGING, "{\"kinds\": [\"VOLUME\"]}");
        }
    }

    @Test
    void anAssessmentIsWatchedWhereItsLocationSays() {
        // when
        Response asked = post(NARROW.replace("}", ", \"reason\": \"release 1.4.0\"}"), null)
                .statusCode(202)
                .header("Location", matchesPattern("(http://[^/]+)?/api/v1/assessments/\\d+"))
                .header("Retry-After", matchesPattern("\\d+"))
                .body("accountIds", contains(STAGING))
                .body("ruleIds", contains("ebs-volume-unencrypted"))
                .body("regions", nullValue())
                .body("reason", equalTo("release 1.4.0"))
                .body("trigger", equalTo("REQUEST"))
                .body("joined", notNullValue())
                .extract()
                .response();

        // then
        JsonPath ended = ended(asked.header("Location"));
        assertThat(ended.getString("status")).isEqualTo("SUCCEEDED");
        assertThat(ended.getString("assessmentId")).isEqualTo(asked.path("assessmentId"));
        assertThat(ended.getInt("progress.tasksDone")).isEqualTo(ended.getInt("progress.tasksTotal"));
        assertThat(ended.getInt("progress.awsCalls")).isZero();
        assertThat(ended.getMap("")).containsKeys("requestedAt", "startedAt", "finishedAt");
        assertThat(ended.getMap("")).doesNotContainKey("joined");
    }

    @Test
    void oneOfTheSameScopeIsJoinedOrFollows() {
        // when
        String first = post(NARROW, null).statusCode(202).extract().path("assessmentId");
        Response second = post(NARROW, null).statusCode(202).extract().response();

        // then
        assertThat(second.<Boolean>path("joined"))
                .isEqualTo(second.<String>path("assessmentId").equals(first));
        ended(second.header("Location"));
    }

    @Test
    void assessmentsAreListedTheLatestFirstAndAreNoScans() {
        // given
        String first = done();
        String second = done();

        // when
        List<String> listed = given().get(ASSESSMENTS + "?limit=2")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.assessmentId");

        // then
        assertThat(listed).containsExactly(second, first);
        given().get(SCANS + "/{id}", first).then().statusCode(404).contentType(PROBLEM);
        given().get(SCANS + "/{id}/events", first).then().statusCode(404).contentType(PROBLEM);
    }

    @Test
    void aScanIsNoAssessment() {
        // given
        String scan = scanned(STAGING, "{\"kinds\": [\"KEY_PAIR\"]}").getString("scanId");

        // when, then
        given().get(ASSESSMENTS + "/{id}", scan).then().statusCode(404).contentType(PROBLEM);
        given().delete(ASSESSMENTS + "/{id}", scan).then().statusCode(404).contentType(PROBLEM);
    }

    @Test
    void oneThatHasEndedCannotBeCalledOff() {
        // given
        String ended = done();

        // when, then
        given().delete(ASSESSMENTS + "/{id}", ended)
                .then()
                .statusCode(409)
                .contentType(PROBLEM)
                .body("detail", equalTo("Assessment " + ended + " has ended"));
        for (String nobodys : new String[] {"999999999999999", "99999999999999999999", "x", "-1"}) {
            given().delete(ASSESSMENTS + "/{id}", nobodys)
                    .then()
                    .statusCode(404)
                    .contentType(PROBLEM);
            given().get(ASSESSMENTS + "/{id}", nobodys).then().statusCode(404).contentType(PROBLEM);
        }
    }

    @Test
    void aKeyThatComesAgainIsAnsweredAsBefore() {
        // given
        String key = UUID.randomUUID().toString();
        Response first = post(NARROW, key).statusCode(202).extract().response();
        ended(first.header("Location"));

        // when, then
        post(NARROW, key)
                .statusCode(202)
                .header("Idempotency-Replayed", "true")
                .header("Location", first.header("Location"))
                .body(equalTo(first.asString()));
        post(NARROW.replace("ebs-volume-unencrypted", "ec2-imdsv2-required"), key)
                .statusCode(422)
                .contentType(PROBLEM)
                .body("code", equalTo("KEY_REUSED"));
    }

    @Test
    void unknownNamesAreRefusedWithTheNearestOne() {
        assertRefused("{\"ruleIds\": [\"ebs-volume-unencryptd\"]}", "ruleIds[0]", "ebs-volume-unencrypted");
        assertRefused("{\"regions\": [\"eu-central-1\", \"eu-centrall-1\"]}", "regions[1]", "eu-central-1");
        assertRefused("{\"ruleIds\": []}", "ruleIds", "empty");
        assertRefused("{\"regions\": [null]}", "regions[0]", "null");
        assertRefused("{\"accountIds\": [null]}", "accountIds[0]", "null");
        assertRefused("{\"rules\": [\"a\"]}", "rules", "ruleIds");
        post("{\"accountIds\": [\"700000000099\"]}", null)
                .statusCode(404)
                .contentType(PROBLEM)
                .body("detail", equalTo("Account 700000000099 was not found"));
    }

    @Test
    void whereNothingIsStoredThereIsNothingToAssess() {
        post("{\"accountIds\": [\"" + STAGING + "\"], \"regions\": [\"ap-south-1\"]}", null)
                .statusCode(409)
                .contentType(PROBLEM)
                .body("detail", containsString("scan the accounts first"));
    }

    @Test
    void itsMethodsAreTold() {
        given().options(ASSESSMENTS).then().statusCode(204).header("Allow", "GET, HEAD, POST, OPTIONS");
        given().options(ASSESSMENTS + "/1").then().statusCode(204).header("Allow", "GET, HEAD, DELETE, OPTIONS");
        given().put(ASSESSMENTS + "/1").then().statusCode(oneOf(405)).contentType(PROBLEM);
    }

    private static String done() {
        return ended(post(NARROW, null).statusCode(202).extract().header("Location"))
                .getString("assessmentId");
    }

    private static void assertRefused(String body, String field, String nearest) {
        post(body, null)
                .statusCode(400)
                .contentType(PROBLEM)
                .body("violations.field", contains(field))
                .body("violations.message", contains(containsString(nearest)));
    }

    private static JsonPath ended(String location) {
        String path = location.substring(location.indexOf("/api/"));
        return await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> given().get(path).then().statusCode(200).extract().jsonPath(),
                        found -> Set.of("SUCCEEDED", "PARTIAL", "FAILED", "CANCELLED")
                                .contains(found.getString("status")));
    }

    private static ValidatableResponse post(String body, String key) {
        RequestSpecification call = given().contentType(ContentType.JSON).body(body);
        return (key == null ? call : call.header("Idempotency-Key", key))
                .post(ASSESSMENTS)
                .then();
    }
}
