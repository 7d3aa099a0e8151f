package io.muster.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import io.muster.launch.TestDatabase;
import io.muster.platform.DatabaseOutage;
import io.muster.scan.ScanRequest;
import io.muster.scan.ScanTrigger;
import io.muster.scan.Scans;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Kubernetes is told, while AWS is not there at all and the database comes and goes. */
@QuarkusTest
@TestProfile(HealthTest.Unsteady.class)
class HealthTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Inject
    Pool pool;

    @Inject
    Scans scans;

    @TestHTTPResource(value = "/health", management = true)
    URI health;

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
                    "muster.database.statement-timeout",
                    "2s",
                    "muster.database.write-timeout",
                    "2s",
                    "muster.database.acquire-timeout",
                    "3s",
                    "muster.scan.lease",
                    "5s",
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
    void queriesSayThatTheDatabaseCannotBeReachedAndAnswerTheRest() {
        // when
        Relay.set(Relay.State.CLOSED);

        // then
        String document = "{ account(accountId: \"1\") { name } rules { ruleId } resource(id: \"x\") { id } }";
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body(Map.of("query", document))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("errors.extensions.code", contains("UNAVAILABLE", "UNAVAILABLE"))
                .body("errors.extensions.retryable", contains(true, true))
                .body("data.rules.size()", greaterThan(0));
    }

    /** As with a password that has changed: the embedded PostgreSQL asks for none. */
    @Test
    void aRefusedLoginIsALossOfTheDatabase() throws SQLException {
        // given
        List<String> said = new CopyOnWriteArrayList<>();
        Handler listener = listener(said);
        Logger.getLogger(DatabaseOutage.class.getName()).addHandler(listener);
        String url = "jdbc:postgresql://localhost:" + TestDatabase.port() + "/postgres";
        try (Connection connection = DriverManager.getConnection(url, TestDatabase.USER, TestDatabase.USER);
                Statement direct = connection.createStatement()) {
            try {
                // when
                direct.execute("alter role postgres nologin");
                direct.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where usename = 'postgres' and pid <> pg_backend_pid()");

                // then
                await().atMost(LIMIT).until(() -> said.contains("The database cannot be reached"));
                RestAssured.get("/api/v1/accounts").then().statusCode(503).body("code", equalTo("UNAVAILABLE"));
                health("live").statusCode(200);
            } finally {
                direct.execute("alter role postgres login");
            }
        } finally {
            Logger.getLogger(DatabaseOutage.class.getName()).removeHandler(listener);
        }
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

    /** What is sent meanwhile is lost for good, and no connection is reset. */
    @Test
    void aScanGoesOnAfterASilenceOfTheNetwork() {
        // given
        execute("insert into account (account_id, regions, registered_at)"
                + " values ('111111111111', '{eu-central-1}', now()) on conflict do nothing");
        List<String> said = new CopyOnWriteArrayList<>();
        Handler listener = listener(said);
        Logger.getLogger(DatabaseOutage.class.getName()).addHandler(listener);
        try {
            // when the worker has looked for tasks, and waits for an answer that never comes
            Relay.set(Relay.State.SILENT);
            await().atMost(LIMIT).until(() -> said.contains("The database cannot be reached"));
            Relay.set(Relay.State.OPEN);

            // then
            await().atMost(LIMIT).until(() -> said.contains("The database can be reached again"));
            long scan = request().scanId();
            await().atMost(LIMIT)
                    .until(() ->
                            number("select count(*) from scan where finished_at is not null and id = " + scan) == 1);
            assertThat(said.stream().filter(line -> line.startsWith("The database")))
                    .containsExactly("The database cannot be reached", "The database can be reached again");
        } finally {
            Logger.getLogger(DatabaseOutage.class.getName()).removeHandler(listener);
            execute("truncate account, scan, scan_task, scan_gap, cell");
        }
    }

    private static Handler listener(List<String> said) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                said.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    /** As a caller does who is told to try again. */
    private Scans.Requested request() {
        ScanRequest everything = ScanRequest.everythingOf("111111111111", ScanTrigger.REQUEST, "a test");
        return scans.request(everything)
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200))
                .expireIn(LIMIT.toMillis())
                .await()
                .atMost(LIMIT);
    }

    private long number(String sql) {
        return pool.query(sql)
                .execute()
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200))
                .expireIn(LIMIT.toMillis())
                .await()
                .atMost(LIMIT)
                .iterator()
                .next()
                .getLong(0);
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

    private ValidatableResponse health(String kind) {
        return RestAssured.get(health + "/" + kind).then();
    }
}
