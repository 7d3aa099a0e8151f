package io.muster.api;

import static io.muster.api.Api.ACCOUNTS;
import static io.muster.api.Api.PROBLEM;
import static io.muster.api.Api.STAGING;
import static io.muster.api.Api.query;
import static io.muster.api.Api.register;
import static io.muster.api.Api.scan;
import static io.muster.api.Api.scanned;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Accounts that are changed by two at once, and accounts that are purged. */
@QuarkusTest
class AccountChangesTest {

    private static final String ACCOUNT = "700000000021";

    @AfterEach
    void unregister() {
        given().delete(ACCOUNTS + "/{id}", ACCOUNT);
    }

    @Test
    void anAccountThatHasNotChangedIsNotSentAgain() {
        // given
        String tag = put("{\"name\": \"a\"}", "Accept", "*/*")
                .statusCode(201)
                .extract()
                .header("ETag");

        // when, then
        given().header("If-None-Match", tag)
                .get(ACCOUNTS + "/" + ACCOUNT)
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .body(equalTo(""));
        put("{\"name\": \"a\", \"externalId\": \"x\"}", "Accept", "*/*").statusCode(200);
        given().header("If-None-Match", tag)
                .get(ACCOUNTS + "/" + ACCOUNT)
                .then()
                .statusCode(200)
                .header("ETag", not(tag));
    }

    @Test
    void whatHasChangedSinceItWasReadIsNotOverwritten() {
        // given
        String tag = put("{\"name\": \"a\"}", "Accept", "*/*")
                .statusCode(201)
                .extract()
                .header("ETag");
        put("{\"name\": \"b\"}", "If-Match", tag).statusCode(200);

        // when, then
        put("{\"name\": \"c\"}", "If-Match", tag)
                .statusCode(412)
                .contentType(PROBLEM)
                .body("code", equalTo("PRECONDITION_FAILED"));
        given().header("If-Match", tag).delete(ACCOUNTS + "/" + ACCOUNT).then().statusCode(412);
        given().get(ACCOUNTS + "/" + ACCOUNT).then().body("name", equalTo("b"));
        put("{\"name\": \"d\"}", "If-Match", "*").statusCode(200);
        String now = given().get(ACCOUNTS + "/" + ACCOUNT).header("ETag");
        given().header("If-Match", "\"x\", " + now)
                .delete(ACCOUNTS + "/" + ACCOUNT)
                .then()
                .statusCode(204);
    }

    @Test
    void onlyOneCanBeTheFirst() {
        put("{\"name\": \"a\"}", "If-Match", "*").statusCode(412);
        put("{\"name\": \"a\"}", "If-None-Match", "*").statusCode(201);
        put("{\"name\": \"b\"}", "If-None-Match", "*").statusCode(412).contentType(PROBLEM);
        given().get(ACCOUNTS + "/" + ACCOUNT).then().body("name", equalTo("a"));
    }

    @Test
    void aBadPreconditionIsRefused() {
        for (String bad : new String[] {"x", "\"a", "\"a\" \"b\"", "*, \"a\"", ""}) {
            put("{}", "If-Match", bad)
                    .statusCode(400)
                    .contentType(PROBLEM)
                    .body("violations.field", contains("If-Match"));
        }
        given().delete(ACCOUNTS + "/" + ACCOUNT + "?purge=yes")
                .then()
                .statusCode(400)
                .body("violations.field", contains("purge"));
    }

    @Test
    void aPurgeLeavesNothingBehind() {
        // given
        register(STAGING, "eu-central-1");
        scanned(STAGING, "");
        assertThat(count("resources", STAGING)).isPositive();
        assertThat(count("findings", STAGING)).isPositive();
        scan(STAGING, "").statusCode(202);

        // when in the midst of another scan
        given().delete(ACCOUNTS + "/" + STAGING + "?purge=true").then().statusCode(204);

        // then
        assertThat(count("resources", STAGING)).isZero();
        assertThat(count("findings", STAGING)).isZero();
        given().get(ACCOUNTS + "/" + STAGING).then().statusCode(404);
        given().delete(ACCOUNTS + "/" + STAGING + "?purge=true").then().statusCode(404);
        scan(STAGING, "").statusCode(404);

        // and it can begin anew
        register(STAGING, "eu-central-1");
        assertThat(scanned(STAGING, "").getString("status")).isEqualTo("SUCCEEDED");
        assertThat(count("resources", STAGING)).isPositive();
    }

    private static int count(String list, String accountId) {
        return query("{ " + list + "(filter: {accountIds: [\"" + accountId + "\"]}) { totalCount } }")
                .getInt(list + ".totalCount");
    }

    private static ValidatableResponse put(String body, String header, String value) {
        return given().contentType(ContentType.JSON)
                .header(header, value)
                .body(body)
                .put(ACCOUNTS + "/" + ACCOUNT)
                .then();
    }
}
