package io.muster.ops;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import io.muster.launch.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Kubernetes is told, while AWS is not there at all and the database comes and goes. */
@QuarkusTest
@TestProfile(HealthTest.Unsteady.class)
class HealthTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Inject
    Pool pool;

    /** Nobody listens where AWS should be, and a relay stands before the database. */
    public static class Unsteady implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "muster.demo.enabled",
                    "false",
                    "muster.aws.endpoint",
                    "http://127.0.0.1:9",
                    "quarkus.scheduler.enabled",
                    "false",
                    "quarkus.datasource.reactive.url",
                    "vertx-reactive:postgresql://127.0.0.1:" + Relay.to(TestDatabase.port()) + "/postgres");
        }
    }

    @AfterEach
    void mend() {
        Relay.set(Relay.State.OPEN);
        await().atMost(LIMIT).untilAsserted(() -> health("ready").statusCode(200));
    }

    @Test
    void allIsWellWithoutAws() {
        health("live").statusCode(200).body("status", equalTo("UP"));
        health("started").statusCode(200).body("checks.name", hasItem("start-up"));
        health("ready").statusCode(200).body("checks.name", hasItems("database", "Graceful Shutdown"));
    }

    @Test
    void aDatabaseThatIsGoneMakesItUnreadyAndNoLessAlive() {
        // when
        Relay.set(Relay.State.CLOSED);

        // then
        await().atMost(LIMIT)
                .untilAsserted(() -> health("ready")
                        .statusCode(503)
                        .body("checks.find { it.name == 'database' }.status", equalTo("DOWN"))
                        .body(
                                "checks.find { it.name == 'database' }.data.reason",
                                equalTo("the database does not answer")));
        health("live").statusCode(200);
        health("started").statusCode(200);
    }

    @Test
    void aDatabaseThatIsSilentIsNotWaitedForLong() {
        // when
        Relay.set(Relay.State.SILENT);

        // then an answer comes, although none comes from the database ever
        health("ready").statusCode(503);
        health("live").statusCode(200);

        // finally what hangs is let go
        Relay.set(Relay.State.CLOSED);
    }

    @Test
    void aSchemaThatIsOlderThanTheApplicationMakesItUnready() {
        // given
        execute("update flyway_schema_history set success = false"
                + " where installed_rank = (select max(installed_rank) from flyway_schema_history)");

        try {
            // then
            health("ready")
                    .statusCode(503)
                    .body("checks.find { it.name == 'database' }.data.reason", equalTo("the schema is not current"));
        } finally {
            execute("update flyway_schema_history set success = true");
        }
    }

    private void execute(String sql) {
        pool.query(sql).execute().await().atMost(LIMIT);
    }

    private static ValidatableResponse health(String kind) {
        return RestAssured.get("/q/health/" + kind).then();
    }
}
