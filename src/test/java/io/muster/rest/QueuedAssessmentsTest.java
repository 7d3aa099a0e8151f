package io.muster.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.muster.graphql.ReadsOnly;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Assessments that nobody has begun: joined where they cover the request, and cancelled. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class QueuedAssessmentsTest {

    private static final String ASSESSMENTS = "/api/v1/assessments";
    private static final String ACCOUNT = "700000000003";
    private static final String BODY =
            "{\"accountIds\": [\"" + ACCOUNT + "\"], \"ruleIds\": [\"ebs-volume-unencrypted\"]}";

    @Inject
    Pool pool;

    @BeforeEach
    void stored() {
        remove();
        execute("insert into account (account_id, regions, registered_at) values ($1, '{}', now())");
        execute(
                "insert into cell (account_id, region, kind, state, resources, last_complete_at, last_attempt_at)"
                        + " select $1, region, 'VOLUME', 'COMPLETE', 1, now(), now() from unnest(array['eu-central-1', 'us-east-1']) region");
    }

    @AfterEach
    void remove() {
        execute("delete from scan_task where account_id = $1");
        execute("delete from scan where $1 = any(account_ids)");
        execute("delete from cell where account_id = $1");
        execute("delete from account where account_id = $1");
    }

    @Test
    void theSameAndANarrowerOneAreJoined() {
        // given
        String first = post(BODY)
                .statusCode(202)
                .body("status", equalTo("QUEUED"))
                .body("joined", equalTo(false))
                .body("progress.tasksTotal", equalTo(2))
                .extract()
                .path("assessmentId");

        // when, then
        for (String covered : new String[] {BODY, BODY.replace("}", ", \"regions\": [\"us-east-1\"]}")}) {
            post(covered)
                    .statusCode(202)
                    .header("Location", endsWith(ASSESSMENTS + "/" + first))
                    .body("assessmentId", equalTo(first))
                    .body("joined", equalTo(true));
        }
    }

    @Test
    void aWiderOneIsOfItsOwn() {
        // given
        String narrow = post(BODY.replace("}", ", \"regions\": [\"us-east-1\"]}"))
                .statusCode(202)
                .body("regions", contains("us-east-1"))
                .body("progress.tasksTotal", equalTo(1))
                .extract()
                .path("assessmentId");

        // when
        String wide = post(BODY)
                .statusCode(202)
                .body("joined", equalTo(false))
                .extract()
                .path("assessmentId");

        // then
        assertThat(wide).isNotEqualTo(narrow);
    }

    @Test
    void oneThatIsCalledOffIsNotJoined() {
        // given
        String first = post(BODY).statusCode(202).extract().path("assessmentId");

        // when
        given().delete(ASSESSMENTS + "/{id}", first)
                .then()
                .statusCode(202)
                .body("assessmentId", equalTo(first))
                .body("status", equalTo("CANCELLED"));

        // then
        given().get(ASSESSMENTS + "/{id}", first).then().body("status", equalTo("CANCELLED"));
        given().delete(ASSESSMENTS + "/{id}", first).then().statusCode(409).contentType("application/problem+json");
        post(BODY).statusCode(202).body("joined", equalTo(false));
    }

    private static ValidatableResponse post(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post(ASSESSMENTS)
                .then();
    }

    private void execute(String sql) {
        pool.preparedQuery(sql).execute(Tuple.of(ACCOUNT)).await().atMost(Duration.ofSeconds(30));
    }
}
