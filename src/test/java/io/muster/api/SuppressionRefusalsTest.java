package io.muster.api;

import static io.muster.api.Api.PROBLEM;
import static io.muster.api.Api.SHOP;
import static io.muster.api.Api.register;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Suppressions and attestations that cannot be meant. */
@QuarkusTest
class SuppressionRefusalsTest {

    private static final String SUPPRESSIONS = "/api/v1/suppressions";
    private static final String ATTESTATIONS = "/api/v1/attestations";
    private static final String REGION = "eu-central-1";

    @BeforeEach
    void account() {
        register(SHOP, REGION);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                argumentSet("nothing is meant", SUPPRESSIONS, Map.of("reason", "r"), "findingId", "is missing"),
                argumentSet("no reason", SUPPRESSIONS, Map.of("region", REGION), "reason", "is missing"),
                argumentSet(
                        "a rule that is none",
                        SUPPRESSIONS,
                        Map.of("ruleId", "sg-open-ssl", "reason", "r"),
                        "ruleId",
                        "Did you mean"),
                argumentSet(
                        "a region that is none",
                        SUPPRESSIONS,
                        Map.of("region", "eu-central-9", "reason", "r"),
                        "region",
                        "Did you mean eu-central-"),
                argumentSet(
                        "an account that is none",
                        SUPPRESSIONS,
                        Map.of("accountId", "222222222223", "reason", "r"),
                        "accountId",
                        "Did you mean " + SHOP),
                argumentSet(
                        "a unit that is none",
                        SUPPRESSIONS,
                        Map.of("ouPath", "/Nowhere", "reason", "r"),
                        "ouPath",
                        "no unit"),
                argumentSet(
                        "a resource that is none",
                        SUPPRESSIONS,
                        Map.of("resourceArn", "arn:aws:ec2:eu-central-1:1:volume/x", "reason", "r"),
                        "resourceArn",
                        "no resource"),
                argumentSet(
                        "a finding that is none",
                        SUPPRESSIONS,
                        Map.of("findingId", "x", "reason", "r"),
                        "findingId",
                        "not the id of a finding"),
                argumentSet(
                        "a finding and more",
                        SUPPRESSIONS,
                        Map.of("findingId", "x", "region", REGION, "reason", "r"),
                        "findingId",
                        "names the scope already"),
                argumentSet(
                        "a tag without a key",
                        SUPPRESSIONS,
                        Map.of("tag", Map.of("value", "v"), "region", REGION, "reason", "r"),
                        "tag.key",
                        "is missing"),
                argumentSet(
                        "a tag without anything",
                        SUPPRESSIONS,
                        Map.of("tag", Map.of(), "region", REGION, "reason", "r"),
                        "tag.key",
                        "is missing"),
                argumentSet(
                        "a tag with an empty key",
                        SUPPRESSIONS,
                        Map.of("tag", Map.of("key", ""), "region", REGION, "reason", "r"),
                        "tag.key",
                        "is missing"),
                argumentSet(
                        "a verdict that is none",
                        ATTESTATIONS,
                        Map.of("verdict", "PAS"),
                        "verdict",
                        "\"PAS\" is not one of [PASS, FAIL, NOT_APPLICABLE]. Did you mean PASS?"),
                argumentSet(
                        "an end that is no time",
                        SUPPRESSIONS,
                        Map.of("region", REGION, "until", "tomorrow"),
                        "until",
                        "a time is expected, for example 2026-01-31T12:00:00Z"),
                argumentSet(
                        "an end in seconds",
                        SUPPRESSIONS,
                        Map.of("region", REGION, "reason", "r", "until", 1_798_675_200),
                        "until",
                        "a time is expected"),
                argumentSet(
                        "an end in milliseconds",
                        SUPPRESSIONS,
                        Map.of("region", REGION, "reason", "r", "until", 1_798_675_200_000L),
                        "until",
                        "a time is expected"),
                argumentSet(
                        "an end in seconds as a text",
                        SUPPRESSIONS,
                        Map.of("region", REGION, "reason", "r", "until", "1798675200"),
                        "until",
                        "a time is expected"),
                argumentSet(
                        "an end that is empty",
                        SUPPRESSIONS,
                        Map.of("region", REGION, "reason", "r", "until", ""),
                        "until",
                        "a time is expected"),
                argumentSet("a tag that is a text", SUPPRESSIONS, Map.of("tag", "a=b"), "tag", "an object is expected"),
                argumentSet(
                        "an owner that is a number", SUPPRESSIONS, Map.of("owner", 7), "owner", "a text is expected"),
                argumentSet(
                        "a wish that is a text",
                        SUPPRESSIONS,
                        Map.of("needsApproval", "yes"),
                        "needsApproval",
                        "true or false is expected"),
                argumentSet(
                        "an end that is over",
                        SUPPRESSIONS,
                        Map.of("region", REGION, "reason", "r", "until", "2020-01-01T00:00:00Z"),
                        "until",
                        "in the future"),
                argumentSet(
                        "an unknown property",
                        SUPPRESSIONS,
                        Map.of("region", REGION, "reason", "r", "untill", "2020-01-01T00:00:00Z"),
                        "untill",
                        ""),
                argumentSet(
                        "an end that is far away",
                        ATTESTATIONS,
                        Map.of(
                                "findingId",
                                "x",
                                "reason",
                                "r",
                                "evidence",
                                "https://e.example",
                                "until",
                                "2999-01-01T00:00:00Z"),
                        "until",
                        "within ten years"),
                argumentSet(
                        "evidence that is no address",
                        ATTESTATIONS,
                        Map.of("findingId", "x", "reason", "r", "verdict", "PASS", "evidence", "javascript:1"),
                        "evidence",
                        "https://"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCannotBeMeantIsRefusedByItsField(String path, Map<String, Object> body, String field, String why) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("violations.field", hasItem(field))
                .body("detail", containsString(why));
    }
}
