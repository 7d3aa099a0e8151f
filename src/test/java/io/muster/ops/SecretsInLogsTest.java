package io.muster.ops;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.logging.json.runtime.JsonFormatter;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log holds no secret, at its most talkative. */
@QuarkusTest
class SecretsInLogsTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String ACCOUNT = "333333333333";
    private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/muster-reader";
    private static final String RIGHT = "muster-demo-shop-staging";
    private static final String WRONG = "wJalrXUtnFEMI-bPxRfiCYEXAMPLEKEY";

    private final Kept kept = new Kept();
    private final Logger own = Logger.getLogger("io.muster");

    @BeforeEach
    void listen() {
        own.setLevel(Level.DEBUG);
        Logger.getLogger("").addHandler(kept);
    }

    @AfterEach
    void leave() {
        Logger.getLogger("").removeHandler(kept);
        own.setLevel(null);
        register(RIGHT);
    }

    @Test
    void anExternalIdIsNotLoggedWhetherItIsRightOrWrong() {
        // when
        register(WRONG);
        String failed = scan("FAILED");
        register(RIGHT);
        String done = scan("SUCCEEDED");

        // then
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(kept.lines)
                        .anyMatch(
                                line -> line.contains("A scan ended") && line.contains("\"scanId\":\"" + failed + "\""))
                        .anyMatch(
                                line -> line.contains("A scan ended") && line.contains("\"scanId\":\"" + done + "\"")));
        assertThat(kept.lines).noneMatch(line -> line.contains(WRONG) || line.contains(RIGHT));
    }

    @Test
    void neitherTheSecretNorTheAddressOfAWebhookIsLogged() {
        // given
        Map<String, Object> webhook = Map.of(
                "name",
                "hidden",
                "format",
                "JSON",
                "url",
                "http://127.0.0.1:1/" + WRONG,
                "secret",
                RIGHT,
                "enabled",
                false);
        String made = given().contentType(ContentType.JSON)
                .body(webhook)
                .post("/api/v1/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");

        // when
        given().contentType(ContentType.JSON)
                .post(made + "/test")
                .then()
                .statusCode(200)
                .body("delivered", is(false));
        given().contentType(ContentType.JSON).body(webhook).put(made).then().statusCode(200);
        given().contentType(ContentType.JSON)
                .body(webhook)
                .post("/api/v1/webhooks")
                .then()
                .statusCode(409);
        given().delete(made).then().statusCode(204);

        // then
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(kept.lines).anyMatch(line -> line.contains("Webhook deleted")));
        assertThat(kept.lines).noneMatch(line -> line.contains(WRONG) || line.contains(RIGHT));
    }

    private static void register(String externalId) {
        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "name", "demo", "roleArn", ROLE, "externalId", externalId, "regions", List.of("us-east-1")))
                .put("/api/v1/accounts/{id}", ACCOUNT)
                .then()
                .statusCode(oneOf(200, 201));
    }

    private static String scan(String end) {
        String scanId = given().contentType(ContentType.JSON)
                .post("/api/v1/accounts/{id}/scans", ACCOUNT)
                .then()
                .statusCode(202)
                .extract()
                .path("scanId");
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> given().get("/api/v1/scans/{id}", scanId).then().body("status", is(end)));
        return scanId;
    }

    private static final class Kept extends Handler {
        private final JsonFormatter json = new JsonFormatter();
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            lines.add(json.format(ExtLogRecord.wrap(entry)));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
