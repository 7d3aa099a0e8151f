package io.muster.finding.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Webhooks as they are made, changed and tried: what is wrong is named, and no secret is shown. */
@QuarkusTest
class WebhookRegistrationTest extends Receiving {

    @Test
    void aTestTellsWhatCameOfIt() {
        // given
        String webhook = make(Map.of("enabled", false));

        // when, then
        post(webhook + "/test", Map.of())
                .statusCode(200)
                .body("delivered", equalTo(true))
                .body("statusCode", equalTo(200));
        assertThat(receiver.got.get(0).type()).isEqualTo("TEST");
        assertThat(receiver.got.get(0).isSignedBy(SECRET)).isTrue();

        receiver.answer((request, got) -> request.response()
                .setStatusCode(302)
                .putHeader("Location", "http://127.0.0.1/elsewhere")
                .end());
        post(webhook + "/test", Map.of()).body("delivered", equalTo(false)).body("statusCode", equalTo(302));
        assertThat(receiver.got).hasSize(2);

        receiver.close();
        post(webhook + "/test", Map.of())
                .statusCode(200)
                .body("delivered", equalTo(false))
                .body("answer", containsString("connection"));
    }

    @Test
    void neitherTheSecretNorTheAddressIsShownAgain() {
        // given
        String webhook = make(Map.of("name", "chat of security"));

        // when, then
        for (String path : List.of(webhook, WEBHOOKS)) {
            assertThat(given().get(path).then().statusCode(200).extract().asString())
                    .contains("chat of security", "http://127.0.0.1:", "\"hasSecret\":true")
                    .doesNotContain(SECRET, "secret-path", "T0123456789");
        }

        // then it is kept by a replacement without it, and told by what is sent
        String tag = given().get(webhook).header("ETag");
        put(webhook, Map.of("name", "renamed")).statusCode(200).body("name", equalTo("renamed"));
        given().header("If-None-Match", tag).get(webhook).then().statusCode(200);
        given().contentType(ContentType.JSON)
                .header("If-Match", tag)
                .body(Map.of("name", "x", "format", "JSON"))
                .put(webhook)
                .then()
                .statusCode(412);
        opened(ACCOUNT, "HIGH");
        await().atMost(LIMIT).untilAsserted(() -> assertThat(receiver.got).hasSize(1));
        assertThat(receiver.got.get(0).isSignedBy(SECRET)).isTrue();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                argumentSet("no name", Map.of("name", " "), "name"),
                argumentSet("another scheme", Map.of("url", "ftp://hooks.example.com/"), "url"),
                argumentSet("no address", Map.of("url", "hooks"), "url"),
                argumentSet("the metadata service", Map.of("url", "http://169.254.169.254/latest"), "url"),
                argumentSet("a user in the address", Map.of("url", "https://a:b@hooks.example.com/"), "url"),
                argumentSet("a short secret", Map.of("secret", "short"), "secret"),
                argumentSet("an hour that is none", Map.of("digestHour", 24), "digestHour"),
                argumentSet("a part of an hour", Map.of("digestHour", 5.9), "digestHour"),
                argumentSet("an empty list", Map.of("filter", Map.of("areas", List.of())), "filter.areas"),
                argumentSet(
                        "no such rule",
                        Map.of("filter", Map.of("ruleIds", List.of("sg-open-shh"))),
                        "filter.ruleIds[0]"),
                argumentSet("no such unit", Map.of("filter", Map.of("ouPath", "/Prodction")), "filter.ouPath"),
                argumentSet(
                        "more rules than are looked for",
                        Map.of(
                                "filter",
                                Map.of(
                                        "ruleIds",
                                        IntStream.rangeClosed(0, WebhookForm.MOST_ENTRIES)
                                                .mapToObj(number -> "no-rule-" + number)
                                                .toList())),
                        "filter.ruleIds"),
                argumentSet(
                        "no such account",
                        Map.of("filter", Map.of("accountIds", List.of("929292929292"))),
                        "filter.accountIds[0]"),
                argumentSet(
                        "a path without a slash", Map.of("filter", Map.of("ouPath", "Production")), "filter.ouPath"),
                argumentSet(
                        "a tag without a key",
                        Map.of("filter", Map.of("tags", List.of(Map.of("value", "x")))),
                        "filter.tags[0].key"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatIsWrongIsNamed(Map<String, Object> fault, String field) {
        create(fault).statusCode(400).contentType("application/problem+json").body("violations.field", hasItem(field));
    }

    @Test
    void allThatIsWrongIsNamedAtOnce() {
        post(WEBHOOKS, Map.of()).statusCode(400).body("violations.field", hasItems("name", "format", "url"));
    }

    @Test
    void twoOfANameAreAConflict() {
        // given
        make(Map.of("name", "one"));

        // when, then
        create(Map.of("name", "one")).statusCode(409).body("violations.field", hasItem("name"));
    }

    @Test
    void oneWhoseUnitIsGoneCanBeDisabled() {
        // given
        String webhook = make(Map.of("filter", Map.of("ouPath", "/Production/Shop")));
        execute("update account set organization_path = '/Moved' where account_id = $1", ACCOUNT);

        // when, then
        patch(webhook, "{\"enabled\": false}").statusCode(200).body("enabled", equalTo(false));
        patch(webhook, "{\"filter\": {\"minimumSeverity\": \"LOW\"}}")
                .statusCode(400)
                .body("violations[0].field", equalTo("filter.ouPath"));
    }

    private static ValidatableResponse patch(String webhook, String body) {
        return given().contentType("application/merge-patch+json")
                .body(body)
                .patch(webhook)
                .then();
    }
}
