package io.muster.api;

import static io.muster.api.Api.PROBLEM;
import static io.muster.api.Api.SHOP;
import static io.muster.api.Api.STAGING;
import static io.muster.api.Api.idle;
import static io.muster.api.Api.query;
import static io.muster.api.Api.register;
import static io.muster.api.Api.scanned;
import static io.muster.api.Api.unregister;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers about roles of the demo estate that the demo cloud is asked about as well. */
@QuarkusTest
class VerificationTest {

    private static final String REGION = "eu-central-1";
    private static final String ROLES = "arn:aws:iam::" + SHOP + ":role/";

    @BeforeEach
    void scanOnce() {
        register(SHOP, REGION);
        idle(SHOP);
        String roles = "{ roles(filter: {accountIds: [\"" + SHOP + "\"]}) { totalCount } }";
        if (query(roles).getInt("roles.totalCount") == 0) {
            scanned(SHOP, "{}");
        }
    }

    private static String question(String role, String action, String resource) {
        return "{\"role\": \"%s\", \"action\": \"%s\", \"resource\": \"%s\"}".formatted(role, action, resource);
    }

    private static ValidatableResponse ask(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/verifications")
                .then();
    }

    private static JsonPath answered(String id) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> given().get("/api/v1/verifications/" + id)
                                .then()
                                .statusCode(200)
                                .extract()
                                .jsonPath(),
                        found -> !found.getString("outcome").equals("PENDING"));
    }

    private static JsonPath verified(String role, String action, String resource) {
        String id = ask(question(ROLES + role, action, resource))
                .statusCode(202)
                .header("Location", startsWith("/api/v1/verifications/"))
                .extract()
                .path("verificationId");
        return answered(id);
    }

    @ParameterizedTest
    @CsvSource({
        "legacy-role,  iam:CreateUser,                *,                                                          YES, allowed",
        "web-role,     iam:CreateUser,                *,                                                          NO,  implicitDeny",
        "db-role,      ec2:TerminateInstances,        *,                                                          NO,  explicitDeny",
        "db-role,      s3:PutObject,                  arn:aws:s3:::backups/1,                                     YES, allowed",
        "batch-role,   iam:CreateUser,                *,                                                          NO,  implicitDeny",
        "batch-role,   s3:getobject,                  arn:aws:s3:::any/thing,                                     YES, allowed",
        "app-role,     secretsmanager:GetSecretValue, arn:aws:secretsmanager:eu-central-1:{shop}:secret:shop/database-1, YES, allowed",
        "app-role,     secretsmanager:GetSecretValue, arn:aws:secretsmanager:eu-central-1:{shop}:secret:other,    NO,  implicitDeny"
    })
    void awsAgrees(String role, String action, String resource, String verdict, String decision) {
        JsonPath found = verified(role, action, resource.replace("{shop}", SHOP));

        assertThat(found.getString("outcome")).isEqualTo("AGREES");
        assertThat(found.getString("verdict")).isEqualTo(verdict);
        assertThat(found.getString("comparedVerdict")).isEqualTo(verdict);
        assertThat(found.getString("decision")).isEqualTo(decision);
        assertThat(found.getString("evidence.aws.decision")).isEqualTo(decision);
        assertThat(found.getString("requestedBy")).isEqualTo("anybody");
        assertThat(found.getString("answeredAt")).isNotNull();
    }

    /** The simulator does not read trust policies: that answer is compared, and Muster's own is the one of can. */
    @Test
    void ofARoleOfAnotherAccountTheVerdictIsThatOfCan() {
        // given
        register(STAGING, REGION);
        scanned(STAGING, "{}");
        String other = "arn:aws:iam::" + STAGING + ":role/web-role";

        // when
        JsonPath found = verified("legacy-role", "sts:AssumeRole", other);

        // then
        String can = query("{ can(role: \"" + ROLES + "legacy-role\", action: \"sts:AssumeRole\", resource: \"" + other
                        + "\") { verdict } }")
                .getString("can.verdict");
        unregister(STAGING);
        assertThat(found.getString("verdict")).isEqualTo(can).isEqualTo("NO");
        assertThat(found.getString("comparedVerdict")).isEqualTo("YES");
    }

    @Test
    void theListIsOfGraphQlToo() {
        String id = verified("legacy-role", "iam:DeleteUser", "*").getString("verificationId");

        JsonPath listed = query(
                "{ verifications(first: 1, filter: {accountIds: [\"" + SHOP
                        + "\"], outcomes: [AGREES]}) { totalCount nodes { id roleArn outcome verdict decision evidence requestedBy } } }");
        assertThat(listed.getString("verifications.nodes[0].id")).isEqualTo(id);
        assertThat(listed.getString("verifications.nodes[0].roleArn")).isEqualTo(ROLES + "legacy-role");
        assertThat(listed.getString("verifications.nodes[0].evidence.muster.grants[0].policy"))
                .isEqualTo("arn:aws:iam::aws:policy/AdministratorAccess");
        given().get("/api/v1/verifications?outcome=AGREES&accountId=" + SHOP + "&limit=500")
                .then()
                .statusCode(200)
                .body("items.verificationId", hasItem(id))
                .body("items.outcome", everyItem(equalTo("AGREES")));
    }

    @Test
    void theSameKeyAsksOnce() {
        String key = UUID.randomUUID().toString();
        String body = question(ROLES + "web-role", "ec2:RunInstances", "*");
        String first = given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/v1/verifications")
                .path("verificationId");

        given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/v1/verifications")
                .then()
                .statusCode(202)
                .body("verificationId", equalTo(first));
        answered(first);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 400 | role",
                "{'role': 'r', 'action': 's3:*', 'resource': '*'} | 400 | action",
                "{'role': 'r', 'action': 's3:GetObject', 'resource': 'bucket'} | 400 | resource",
                "{'role': 'r', 'action': 's3:GetObject'} | 400 | resource",
                "{'role': 1, 'action': 's3:GetObject', 'resource': '*'} | 400 | role",
                "{'role': 'r', 'verb': 's3:GetObject', 'resource': '*'} | 400 | verb",
                "{'role': 'arn:aws:iam::333333333333:role/none', 'action': 's3:GetObject', 'resource': '*'} | 404 | none"
            })
    void aBadQuestionIsRefused(String body, int status, String named) {
        ask(body.replace('\'', '"')).statusCode(status).contentType(PROBLEM).body("detail", containsString(named));
    }

    @Test
    void anUnknownOutcomeOfAListIsRefused() {
        given().get("/api/v1/verifications?outcome=MAYBE")
                .then()
                .statusCode(400)
                .body("detail", startsWith("outcome"));
        given().get("/api/v1/verifications/0").then().statusCode(404);
        given().get("/api/v1/verifications/x").then().statusCode(404);
    }

    @Test
    void aCursorOfAnotherReplicaIsTaken() {
        // given
        String earlier = verified("legacy-role", "iam:DeleteUser", "*").getString("verificationId");
        String later = verified("legacy-role", "iam:DeleteRole", "*").getString("verificationId");
        String list =
                "rest.verificationsVerificationFilter[accountIds=[" + SHOP + "], roleArns=null, outcomes=[AGREES]]";
        String fields = "[\"1\",\"VERIFICATION\",\"" + list + "\",\"" + later + "\"]";
        String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(fields.getBytes(UTF_8));

        // when, then
        given().get("/api/v1/verifications?outcome=AGREES&accountId=" + SHOP + "&limit=1&cursor=" + cursor)
                .then()
                .statusCode(200)
                .body("items.verificationId", contains(earlier));
    }
}
