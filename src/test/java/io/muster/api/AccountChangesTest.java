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
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts that are changed by two at once, and accounts that are purged. */
@QuarkusTest
class AccountChangesTest {

    private static final String ACCOUNT = "700000000021";

    @AfterEach
    void unregister() {
        Api.unregister(ACCOUNT);
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
        put("{\"name\": \"a\", \"externalId\": \"xy\"}", "Accept", "*/*").statusCode(200);
        given().header("If-None-Match", tag)
                .get(ACCOUNTS + "/" + ACCOUNT)
                .then()
                .statusCode(200)
                .header("ETag", not(tag));
    }

    @Test
    void aPatchChangesWhatItNamesAndNothingElse() {
        // given
        put(
                        "{\"name\": \"a\", \"roleArn\": \"arn:aws:iam::700000000021:role/muster\", \"externalId\": \"secret\","
                                + " \"regions\": [\"eu-central-1\"], \"schedule\": \"every 1h\"}",
                        "Accept",
                        "*/*")
                .statusCode(201);

        // when, then
        patch("{\"schedule\": \"every 2h\"}")
                .statusCode(200)
                .body("schedule", equalTo("every 2h"))
                .body("name", equalTo("a"))
                .body("externalId", equalTo("secret"))
                .body("roleArn", equalTo("arn:aws:iam::700000000021:role/muster"))
                .body("regions", contains("eu-central-1"));
        patch("{\"regions\": [\"us-east-1\", \"us-east-2\"], \"enabled\": false}")
                .statusCode(200)
                .body("regions", contains("us-east-1", "us-east-2"))
                .body("enabled", equalTo(false));
        patch("{\"name\": null, \"regions\": null, \"enabled\": null, \"externalId\": null}")
                .statusCode(200)
                .body("name", nullValue())
                .body("regions", empty())
                .body("enabled", equalTo(true))
                .body("externalId", nullValue())
                .body("schedule", equalTo("every 2h"));
        patch("{}").statusCode(200).body("schedule", equalTo("every 2h"));
        given().contentType(ContentType.JSON)
                .body("{\"accountId\": \"" + ACCOUNT + "\", \"name\": \"b\"}")
                .patch(ACCOUNTS + "/" + ACCOUNT)
                .then()
                .statusCode(200)
                .body("name", equalTo("b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"shedule\": \"every 1h\"}   | shedule    | schedule",
                "{\"externalID\": null}        | externalID | externalId",
                "{\"schedule\": \"hourly\"}    | schedule   | cron",
                "{\"regions\": [\"us-east-1\", \"nowhere\"]} | regions[1] | not an AWS region",
                "{\"regions\": {\"a\": null}}  | regions    | wrong type",
                "{\"name\": 7}                 | name       | wrong type",
                "{\"accountId\": \"700000000022\"} | accountId | path",
                "[]                            | body       | object",
                "null                          | body       | object",
                "{\"name\":                    | body       | JSON"
            })
    void aBadPatchIsRefusedAndChangesNothing(String body, String field, String message) {
        // given
        String tag = put("{\"name\": \"a\"}", "Accept", "*/*").extract().header("ETag");

        // when
        patch(body)
                .statusCode(400)
                .contentType(PROBLEM)
                .body("violations.field", contains(field))
                .body("violations[0].message", containsString(message));

        // then
        given().get(ACCOUNTS + "/" + ACCOUNT).then().header("ETag", tag);
    }

    @Test
    void aPatchHasPreconditionsAndNeedsAnAccount() {
        patch("{\"name\": \"a\"}").statusCode(404).contentType(PROBLEM);
        String tag = put("{\"name\": \"a\"}", "Accept", "*/*").extract().header("ETag");
        patch("{\"name\": \"b\"}", "If-Match", tag).statusCode(200).header("ETag", not(tag));
        patch("{\"name\": \"c\"}", "If-Match", tag).statusCode(412).contentType(PROBLEM);
        given().get(ACCOUNTS + "/" + ACCOUNT).then().body("name", equalTo("b"));
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
        String weak = "W/" + given().get(ACCOUNTS + "/" + ACCOUNT).header("ETag");
        put("{\"name\": \"e\"}", "If-Match", weak).statusCode(412);
        put("{\"name\": \"e\"}", "If-None-Match", weak).statusCode(412);
        given().header("If-None-Match", weak)
                .get(ACCOUNTS + "/" + ACCOUNT)
                .then()
                .statusCode(304);
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
        for (String bad : new String[] {"x", "\"a", "\"a\" \"b\"", "*, \"a\"", "\"*\"", "\"a,b\"", ""}) {
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
        assertThat(accountsOf("resourceStats")).doesNotContain(STAGING);
        assertThat(accountsOf("findingStats")).doesNotContain(STAGING);
        given().get(ACCOUNTS + "/" + STAGING).then().statusCode(404);
        given().delete(ACCOUNTS + "/" + STAGING + "?purge=true").then().statusCode(404);
        scan(STAGING, "").statusCode(404);

        // and it can begin anew
        register(STAGING, "eu-central-1");
        assertThat(scanned(STAGING, "").getString("status")).isEqualTo("SUCCEEDED");
        assertThat(count("resources", STAGING)).isPositive();
    }

    private static ValidatableResponse patch(String body) {
        return patch(body, "Accept", "*/*");
    }

    private static ValidatableResponse patch(String body, String header, String value) {
        return given().contentType("application/merge-patch+json")
                .header(header, value)
                .body(body)
                .patch(ACCOUNTS + "/" + ACCOUNT)
                .then();
    }

    private static int count(String list, String accountId) {
        return query("{ " + list + "(filter: {accountIds: [\"" + accountId + "\"]}) { totalCount } }")
                .getInt(list + ".totalCount");
    }

    private static List<String> accountsOf(String stats) {
        return query("{ " + stats + "(groupBy: [ACCOUNT]) { accountId count } }")
                .getList(stats + ".accountId");
    }

    private static ValidatableResponse put(String body, String header, String value) {
        return given().contentType(ContentType.JSON)
                .header(header, value)
                .body(body)
                .put(ACCOUNTS + "/" + ACCOUNT)
                .then();
    }
}
