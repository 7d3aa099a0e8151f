package io.muster.api;

import static io.muster.api.Api.ACCOUNTS;
import static io.muster.api.Api.SCANS;
import static io.muster.api.Api.assertRefused;
import static io.muster.api.Api.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that are no good are refused by a 4xx that names the fault in the caller's words, and not in Java's. */
@QuarkusTest
class RefusalsTest {

    private static final String ACCOUNT = "700000000011";

    @BeforeEach
    void register() {
        Api.registerDisabled(ACCOUNT);
    }

    @AfterEach
    void unregister() {
        Api.unregister(ACCOUNT);
    }

    static Stream<Arguments> badAccounts() {
        return Stream.of(
                arguments("{\"regions\": [\"eu-central-1\", \"eu_zentral_1\"]}", "regions[1]"),
                arguments("{\"regions\": [\"\"]}", "regions[0]"),
                arguments("{\"regions\": [\"aws-global\"]}", "regions[0]"),
                arguments("{\"regions\": [null]}", "regions[0]"),
                arguments(
                        "{\"roleArn\": \"arn:aws:iam::700000000011:role/x\", \"regions\": [\"cn-north-1\"]}",
                        "regions[0]"),
                arguments(
                        "{\"roleArn\": \"arn:aws-cn:iam::700000000011:role/x\", \"regions\": [\"us-east-1\"]}",
                        "regions[0]"),
                arguments("{\"roleArn\": \"arn:aws:iam::700000000012:role/x\"}", "roleArn"),
                arguments("{\"roleArn\": \"arn:aws:iam::700000000011:role/" + "x".repeat(65) + "\"}", "roleArn"),
                arguments("{\"roleArn\": \"arn:aws:iam::٧00000000011:role/x\"}", "roleArn"),
                arguments("{\"regions\": [" + "\"eu-central-1\",".repeat(200) + "\"eu-central-1\"]}", "regions"),
                arguments("{\"name\": \"" + "x".repeat(129) + "\"}", "name"),
                arguments("{\"name\": \"\\ud800\"}", "name"),
                arguments("{\"externalId\": \"x\"}", "externalId"),
                arguments("{\"externalId\": \"" + "x".repeat(1_225) + "\"}", "externalId"),
                arguments("{\"externalId\": \"with space\"}", "externalId"),
                arguments("{\"schedule\": \"hourly\"}", "schedule"),
                arguments("{\"schedule\": \"every 110000000d\"}", "schedule"),
                arguments("{\"schedule\": \"* * * * * ?\"}", "schedule"),
                arguments("{\"schedule\": \"0 0 3 * * ?" + " ".repeat(250) + "\"}", "schedule"),
                arguments("{\"schedule\": \"every 1s\"}", "schedule"),
                arguments("{\"schedule\": \"\"}", "schedule"),
                arguments("{\"roleArn\": \"arn:aws:iam::123:role/x\"}", "roleArn"),
                arguments("{\"roleArn\": \"\"}", "roleArn"),
                arguments("{\"nom\": \"x\"}", "nom"),
                arguments("{\"accountId\": \"700000000012\"}", "accountId"),
                arguments("{\"name\": 7}", "name"),
                arguments("{\"name\": true}", "name"),
                arguments("{\"name\": {}}", "name"),
                arguments("{\"name\": [\"x\"]}", "name"),
                arguments("{\"name\": \"a\\u0000b\"}", "name"),
                arguments("{\"externalId\": \"a\\u0000b\"}", "externalId"),
                arguments("{\"enabled\": \"yes\"}", "enabled"),
                arguments("{\"enabled\": \"true\"}", "enabled"),
                arguments("{\"enabled\": 1}", "enabled"),
                arguments("{\"regions\": {\"a\": 1}}", "regions"),
                arguments("{\"regions\": \"eu-central-1\"}", "regions"),
                arguments("{\"regions\": [1]}", "regions[0]"),
                arguments("", "body"),
                arguments("null", "body"),
                arguments("[]", "body"),
                arguments("\"text\"", "body"),
                arguments("{\"name\": ", "body"),
                arguments("{\"name\": \"a\"} {", "body"),
                arguments("{\"name\": \"a\", \"name\": \"b\"}", "body"),
                arguments("name=x", "body"));
    }

    @ParameterizedTest
    @MethodSource("badAccounts")
    void aBadAccountIsRefused(String body, String field) {
        assertRefused(json(body).put(ACCOUNTS + "/" + ACCOUNT), 400, field);
    }

    /** Without a body these calls mean everything; one that a program made of nothing does not say so. */
    @ParameterizedTest
    @ValueSource(strings = {"scans", "accounts/" + ACCOUNT + "/scans", "assessments"})
    void aBodyThatIsNullIsRefused(String path) {
        assertRefused(json(" null").post("/api/v1/" + path), 400, "body");
    }

    @Test
    void aMemberThatIsThereTwiceIsNamed() {
        assertThat(json("{\"name\": \"a\", \"name\": \"b\"}")
                        .put(ACCOUNTS + "/" + ACCOUNT)
                        .jsonPath()
                        .getString("detail"))
                .startsWith("body: the member \"name\" is there twice (line 1");
    }

    @ParameterizedTest
    @CsvSource({"PUT, accounts/" + ACCOUNT + ", other", "POST, what-if, terraformPlan"})
    void aBodyThatIsNestedTooDeeplyIsSaidToBe(String method, String path, String member) {
        // given
        String nested = "{\"" + member + "\": " + "[".repeat(1_100) + "]".repeat(1_100) + "}";

        // when
        Response answer = json(nested).request(method, "/api/v1/" + path);

        // then
        assertRefused(answer, 400, "body");
        assertThat(answer.jsonPath().getString("detail")).startsWith("body: is nested too deeply");
    }

    @Test
    void aRegionThatIsNoneIsAnsweredWithTheNearest() {
        assertThat(json("{\"regions\": [\"eu-central1\"]}")
                        .put(ACCOUNTS + "/" + ACCOUNT)
                        .jsonPath()
                        .getString("detail"))
                .isEqualTo("regions[0]: \"eu-central1\" is not an AWS region. Did you mean eu-central-1?");
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        // when
        Response answer = json("{\"roleArn\": \"x\", \"regions\": [\"a\", \"us-east-1\", \"b\"], \"schedule\": \"x\"}")
                .put(ACCOUNTS + "/7");

        // then
        assertRefused(answer, 400, "accountId", "roleArn", "regions[0]", "regions[2]", "schedule");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "70000000001x", "7000000000111", "70000000001%20", "٧00000000011"})
    void aBadAccountIdIsRefused(String id) {
        // when, then
        assertRefused(json("{}").urlEncodingEnabled(false).put(ACCOUNTS + "/" + encoded(id)), 400, "accountId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "%00", "x%27%3B--", "%25;a=b", "%2500;a=b", "%25"})
    void anIdThatNobodyCanHaveIsNotFound(String id) {
        for (String path : new String[] {ACCOUNTS + "/" + id, SCANS + "/" + id}) {
            assertRefused(given().urlEncodingEnabled(false).get(path), 404);
        }
        assertRefused(given().urlEncodingEnabled(false).delete(ACCOUNTS + "/" + id), 404);
        assertRefused(json("").urlEncodingEnabled(false).post(ACCOUNTS + "/" + id + "/scans"), 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scans?statuz=FAILED|statuz",
                "scans?limit=1&limit=2|limit",
                "suppressions?status=ACTIVE|status",
                "accounts/700000000011?fields=name|fields",
                "webhooks?state=DEAD|state",
                "scans?accountId=|accountId",
                "scans?status=|status",
                "scans?limit=|limit",
                "suppressions?state=|state"
            })
    void aParameterThatWouldBeIgnoredIsRefused(String call) {
        assertRefused(given().get("/api/v1/" + call.split("\\|", 2)[0]), 400, call.split("\\|", 2)[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scans", "suppressions", "attestations", "verifications", "findings/export"})
    void anAccountThatIsNotThereIsRefused(String list) {
        Response answer = given().get("/api/v1/" + list + "?accountId=" + ACCOUNT + "&accountId=700000000012");

        assertRefused(answer, 400, "accountId");
        assertThat(answer.jsonPath().getString("detail"))
                .startsWith("accountId: 700000000012 is not a registered account that the caller may see");
    }

    @Test
    void anEmptyCursorIsTheBeginning() {
        given().get(SCANS + "?cursor=").then().statusCode(200);
        given().get("/api/v1/findings/export?cursor=").then().statusCode(200);
    }

    static Stream<Arguments> badScans() {
        return Stream.of(
                arguments("{\"kinds\": [\"INSTANCE\", \"TOASTER\"]}", "kinds[1]"),
                arguments("{\"kinds\": [\"ACCOUNT_SETTINGS\"]}", "kinds[0]"),
                arguments("{\"kinds\": [0]}", "kinds[0]"),
                arguments("{\"kinds\": [null]}", "kinds[0]"),
                arguments("{\"kinds\": [\"\"]}", "kinds[0]"),
                arguments("{\"kinds\": []}", "kinds"),
                arguments("{\"kinds\": \"INSTANCE\"}", "kinds"),
                arguments("{\"regions\": [\"us-east-1\", \"nowhere\"]}", "regions[1]"),
                arguments("{\"regions\": [null]}", "regions[0]"),
                arguments("{\"regions\": []}", "regions"),
                arguments("{\"regions\": {}}", "regions"),
                arguments("{\"reason\": 1}", "reason"),
                arguments("{\"reason\": \"" + "x".repeat(1_001) + "\"}", "reason"),
                arguments("{\"reason\": \"\\udc00\"}", "reason"),
                arguments("{\"regions\": [" + "\"us-east-1\",".repeat(200) + "\"us-east-1\"]}", "regions"),
                arguments("{\"reason\": \"a\\u0000b\"}", "reason"),
                arguments("{\"why\": \"x\"}", "why"),
                arguments("{", "body"),
                arguments("[]", "body"));
    }

    @ParameterizedTest
    @MethodSource("badScans")
    void aBadScanIsRefused(String body, String field) {
        assertRefused(json(body).post(ACCOUNTS + "/" + ACCOUNT + "/scans"), 400, field);
    }

    @Test
    void badParametersAreNamed() {
        assertRefused(given().queryParam("status", "DONE").get(SCANS), 400, "status");
        assertRefused(given().queryParam("limit", "0").get(SCANS), 400, "limit");
        assertRefused(given().queryParam("limit", "many").get(SCANS), 400, "limit");
        assertRefused(given().queryParam("cursor", "x").get(SCANS), 400, "cursor");
    }

    static Stream<Arguments> badScansOfMany() {
        return Stream.concat(
                badScans(),
                Stream.of(
                        arguments("{\"accountIds\": []}", "accountIds"),
                        arguments("{\"accountIds\": [null]}", "accountIds[0]"),
                        arguments("{\"accountIds\": [1]}", "accountIds[0]"),
                        arguments("{\"accountIds\": \"1\"}", "accountIds"),
                        arguments("{\"accountIds\": [\"a\\u0000\"]}", "accountIds[0]"),
                        arguments("{\"accountId\": \"1\"}", "accountId"),
                        arguments("{\"regions\": " + "[".repeat(2_000) + "]".repeat(2_000) + "}", "regions[0]"),
                        arguments("[".repeat(5_000), "body")));
    }

    @ParameterizedTest
    @MethodSource("badScansOfMany")
    void aBadScanOfManyIsRefused(String body, String field) {
        assertRefused(json(body).post(SCANS), 400, field);
    }

    @Test
    void anUnknownPropertyIsLedToTheNearest() {
        json("{\"region\": [\"us-east-1\"]}")
                .put(ACCOUNTS + "/" + ACCOUNT)
                .then()
                .statusCode(400)
                .body("violations[0].message", equalTo("there is no such property. Did you mean regions?"));
    }

    private static String encoded(String id) {
        return id.replace("٧", "%D9%A7");
    }
}
