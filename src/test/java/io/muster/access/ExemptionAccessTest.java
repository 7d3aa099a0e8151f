package io.muster.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may exempt what, and who may approve it. */
@QuarkusTest
@TestProfile(LockedDoors.class)
class ExemptionAccessTest {

    private static final String SUPPRESSIONS = "/api/v1/suppressions";

    @Test
    void aSecondPersonApprovesAndNotTheRequester() {
        Estate.isScanned();
        String path = as(Who.OPERATOR)
                .body(Map.of("findingId", Estate.findingOfShop(), "reason", "please", "needsApproval", true))
                .post(SUPPRESSIONS)
                .then()
                .statusCode(201)
                .body("state", equalTo("REQUESTED"))
                .extract()
                .header("Location");

        // when, then
        as(Who.OPERATOR)
                .post(path + "/approval")
                .then()
                .statusCode(403)
                .body("detail", containsString("second person"));
        as(Who.VIEWER).post(path + "/approval").then().statusCode(403);
        as(Who.ADMIN_OF_ANOTHER_ACCOUNT).post(path + "/approval").then().statusCode(404);
        as(Who.ADMIN)
                .body(Map.of("note", "for the quarter"))
                .post(path + "/approval")
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTIVE"))
                .body("findings", equalTo(1));
        as(Who.ADMIN).post(path + "/refusal").then().statusCode(409);
        as(Who.OPERATOR)
                .body(Map.of("until", "2030-01-01T00:00:00Z"))
                .contentType(ContentType.JSON)
                .patch(path)
                .then()
                .statusCode(200);
        as(Who.OPERATOR)
                .body(Map.of("until", "2031-01-01T00:00:00Z"))
                .patch(path)
                .then()
                .statusCode(409)
                .body("detail", containsString("second person"));
        as(Who.OPERATOR)
                .body(Map.of("reason", "something else"))
                .patch(path)
                .then()
                .statusCode(409)
                .body("detail", containsString("second person approved its reason"));
        as(Who.VIEWER)
                .get(path)
                .then()
                .statusCode(200)
                .body("history.type", contains("CHANGED", "APPROVED", "REQUESTED"))
                .body("history[1].note", equalTo("for the quarter"));
        as(Who.ADMIN_OF_ANOTHER_ACCOUNT).get(path).then().statusCode(404);
        as(Who.ADMIN_OF_ANOTHER_ACCOUNT)
                .get(SUPPRESSIONS)
                .then()
                .statusCode(200)
                .body("items", empty());
        as(Who.OPERATOR).delete(path).then().statusCode(204);
    }

    /** The terms that two people agree on are one's words and the other's approval. */
    @Test
    void whoChangedTheTermsDoesNotApproveThem() {
        Estate.isScanned();
        String path = requested();
        as(Who.ADMIN).body("{}").patch(path).then().statusCode(200);
        as(Who.ADMIN)
                .body(Map.of("until", "2035-01-01T00:00:00Z"))
                .patch(path)
                .then()
                .statusCode(200);

        // when, then
        for (String decision : List.of("/approval", "/refusal")) {
            as(Who.ADMIN)
                    .post(path + decision)
                    .then()
                    .statusCode(403)
                    .body("detail", containsString("nobody who changed its terms"));
            as(Who.OPERATOR).post(path + decision).then().statusCode(403);
        }
        // another change after theirs does not make the terms somebody else's
        as(Who.OPERATOR).body(Map.of("owner", "team")).patch(path).then().statusCode(200);
        as(Who.ADMIN).post(path + "/approval").then().statusCode(403);
        as(Who.OPERATOR).delete(path).then().statusCode(204);
    }

    @Test
    void anApprovalIsOfTheTermsThatWereRead() {
        Estate.isScanned();
        String path = requested();
        String changed = as(Who.OPERATOR)
                .body(Map.of("until", "2030-01-01T00:00:00Z"))
                .patch(path)
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");

        // when, then
        approve(path, "\"v0\"").statusCode(412);
        // the refusal is not kept for the key
        approve(path, changed).statusCode(200).body("state", equalTo("ACTIVE"));
        as(Who.OPERATOR).delete(path).then().statusCode(204);
    }

    private static ValidatableResponse approve(String path, String version) {
        return as(Who.ADMIN)
                .header("If-Match", version)
                .header("Idempotency-Key", "approval-of-" + path)
                .post(path + "/approval")
                .then();
    }

    @Test
    void aCallerOfOneAccountExemptsNothingBeyondIt() {
        Map<String, Object> everywhere = Map.of("region", "eu-central-1", "reason", "r");
        as(Who.ADMIN_OF_ANOTHER_ACCOUNT)
                .body(everywhere)
                .post(SUPPRESSIONS)
                .then()
                .statusCode(403)
                .body("detail", containsString("name an accountId"));
        as(Who.ADMIN_OF_ANOTHER_ACCOUNT)
                .body(Map.of("accountId", "222222222222", "reason", "r"))
                .post(SUPPRESSIONS)
                .then()
                .statusCode(403);
        assertThat(Estate.all("{ suppressions(filter: {states: [ACTIVE]}) { totalCount } }")
                        .getInt("suppressions.totalCount"))
                .isZero();
    }

    private static RequestSpecification as(Who who) {
        return given().header("Authorization", who.authorization()).contentType(ContentType.JSON);
    }

    /** @return the path of a request which somebody else has to approve */
    private static String requested() {
        return as(Who.OPERATOR)
                .body(Map.of("findingId", Estate.findingOfShop(), "reason", "please", "needsApproval", true))
                .post(SUPPRESSIONS)
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
    }
}
