package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.muster.inventory.Filled;
import io.muster.inventory.kind.GuardDutyCoverage;
import io.muster.inventory.kind.InspectorCoverage;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ManagedInstance;
import io.muster.inventory.signal.SignalRetention;
import io.muster.inventory.signal.Signals;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signals of other products, from their import to the resources that they name. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class SignalTest {

    private static final String NDJSON = "application/x-ndjson";

    @Inject
    Store store;

    @Inject
    Signals signals;

    @Inject
    SignalRetention retention;

    private String arn;

    @BeforeEach
    void fill() {
        store.clear();
        store.update("truncate signal");
        arn = store.put("sg-1", Samples.group("web", "vpc-1"));
    }

    @Test
    void aSignalIsShownAtTheResourceThatItNames() {
        // when
        send(event("f-1", arn, 4, 2_000) + "\n" + event("f-2", "sg-1", 5, 2_000))
                .statusCode(200)
                .body("received", equalTo(2))
                .body("taken", equalTo(2))
                .body("unknownResources", equalTo(0))
                .body("refused", empty());

        // then
        shown().body("data.resource.signals.uid", contains("f-2", "f-1"))
                .body("data.resource.signals.severity", contains("CRITICAL", "HIGH"))
                .body("data.resource.signals[0].source", equalTo("Prowler"))
                .body("data.resource.signals[0].type", equalTo("COMPLIANCE"))
                .body("data.resource.signals[0].state", equalTo("OPEN"))
                .body("data.resource.signals[0].observedAt", equalTo("1970-01-01T00:33:20Z"))
                .body("data.resource.signals[0].exploitAvailable", nullValue());
        ask("{ securityGroups { nodes { resourceId signals(first: 1) { uid } } } }")
                .body("errors", nullValue())
                .body("data.securityGroups.nodes[0].signals.uid", contains("f-2"));
    }

    @Test
    void aShortIdMeansTheInstanceAndNotWhatServicesOfAwsKnowOfIt() {
        // given
        String id = "i-0123456789abcdef0";
        String instance = store.put(id, Filled.record(Instance.class));
        store.put(id, Filled.record(ManagedInstance.class));
        store.put(id, Filled.record(GuardDutyCoverage.class));
        store.put(id, Filled.record(InspectorCoverage.class));
        String other = "mi-0123456789abcdef0";
        String node = store.put(other, Filled.record(ManagedInstance.class));

        // when
        send(event("f-1", id, 4, 2_000) + "\n" + event("f-2", other, 4, 2_000)).body("unknownResources", equalTo(0));

        // then
        ask("{ resources { nodes { id signals { uid } } } }")
                .body("data.resources.nodes.findAll { it.signals }.id", containsInAnyOrder(instance, node));
    }

    @Test
    void signalsOfAnInstanceThatIsNotKnownWaitForIt() {
        // given
        store.put("i-0123456789abcdef0", Filled.record(GuardDutyCoverage.class));

        // when, then
        send(event("f-1", "i-0123456789abcdef0", 4, 2_000)).body("unknownResources", equalTo(1));
    }

    @Test
    void signalsCountAsNoFindings() {
        // when
        send(event("f-1", arn, 5, 2_000)).statusCode(200);

        // then
        ask("{ findings { totalCount } findingStats(groupBy: []) { count } }")
                .body("data.findings.totalCount", equalTo(0))
                .body("data.findingStats.count.sum()", equalTo(0));
    }

    @Test
    void theSameEventAgainChangesNothingAndAnOlderOneIsIgnored() {
        // given
        send(event("f-1", arn, 4, 2_000));

        // when
        send("[" + event("f-1", arn, 4, 2_000) + "," + event("f-1", arn, 2, 1_000) + "]")
                .statusCode(200);
        send(event("f-1", arn, 2, 1_000)).statusCode(200);

        // then
        shown().body("data.resource.signals.severity", contains("HIGH"));
    }

    @Test
    void aClosedOneIsNotShownUntilItIsOpenedAgain() {
        // given
        send(event("f-1", arn, 4, 2_000));

        // when, then
        send(event("f-1", arn, 4, 3_000).replace("\"status_id\": 1", "\"status_id\": 4"))
                .statusCode(200);
        shown().body("data.resource.signals", empty());
        send(event("f-1", arn, 4, 4_000));
        shown().body("data.resource.signals", hasSize(1));
    }

    @Test
    void aClosedOneStaysClosedWhereAnOlderEventComesLater() {
        // when
        send(event("f-1", arn, 4, 3_000).replace("\"status_id\": 1", "\"status_id\": 4"));
        send(event("f-1", arn, 4, 2_000)).statusCode(200);

        // then
        shown().body("data.resource.signals", empty());
    }

    @Test
    void aCheckThatPassedIsKeptWhereItFailedBefore() {
        // given
        send(event("f-1", arn, 4, 2_000));

        // when
        send(passed("f-1") + "\n" + passed("f-2")).statusCode(200).body("taken", equalTo(2));

        // then
        shown().body("data.resource.signals", empty());
        assertThat(store.query("select count(*) from signal where uid = 'f-1'")).isEqualTo(1);
        assertThat(store.query("select count(*) from signal where uid = 'f-2'"))
                .as("of which nothing was known")
                .isEqualTo(0);
    }

    private String passed(String uid) {
        return event(uid, arn, 4, 3_000).replace("\"status_id\": 1", "\"status_id\": 1, \"status_code\": \"PASS\"");
    }

    @Test
    void aBadEventCostsItselfAlone() {
        // when
        ValidatableResponse answer = send(
                event("f-1", arn, 4, 2_000) + "\n\n{\"class_uid\": 1}\nno JSON\n" + event("f-2", "sg-9", 4, 2_000));

        // then
        answer.statusCode(200)
                .body("received", equalTo(4))
                .body("taken", equalTo(2))
                .body("unknownResources", equalTo(1))
                .body("refused.line", contains(3, 4))
                .body("refused.field", contains("class_uid", ""));
        shown().body("data.resource.signals.uid", contains("f-1"));
    }

    @Test
    void aBodyWithoutAGoodEventIsRefused() {
        send("{}\nno JSON")
                .statusCode(400)
                .body("detail", startsWith("line 1: class_uid: must be 2002"))
                .body("detail", endsWith("; line 2: is no JSON object"))
                .body("violations", hasSize(2));
        send("{\"class_uid\": 1}").statusCode(400).body("violations[0].field", startsWith("line 1: class_uid"));
        send("[").statusCode(400);
        send("[]").statusCode(400);
        send(" ").statusCode(400);
        send(IntStream.rangeClosed(0, 1_000).mapToObj(i -> "{}").collect(Collectors.joining("\n")))
                .statusCode(400);
        given().contentType("text/csv").body("x").post("/api/v1/signals").then().statusCode(415);
    }

    @Test
    void whatItsSourceDoesNotSendAnyMoreIsDeleted() {
        // given
        send(event("f-1", arn, 4, 2_000) + "\n" + event("f-2", arn, 4, 2_000));
        store.update("update signal set received_at = received_at - interval '31 days' where uid = 'f-1'");

        // when, then not even before it is deleted
        shown().body("data.resource.signals.uid", contains("f-2"));
        retention.tick().await().atMost(Duration.ofSeconds(30));
        assertThat(store.query("select count(*) from signal")).isEqualTo(1);
    }

    private ValidatableResponse shown() {
        return ask("{ resource(id: \"" + arn
                        + "\") { signals { source uid type state severity observedAt exploitAvailable } } }")
                .body("errors", nullValue());
    }

    private static ValidatableResponse send(String body) {
        return given().contentType(body.startsWith("[") ? "application/json" : NDJSON)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/signals")
                .then();
    }

    private static String event(String uid, String resource, int severity, long seconds) {
        return "{\"class_uid\": 2003, \"status_id\": 1, \"severity_id\": " + severity + ", \"time\": " + seconds
                + ", \"metadata\": {\"product\": {\"name\": \"Prowler\"}}, \"cloud\": {\"region\": \"" + Store.REGION
                + "\", \"account\": {\"uid\": \"" + Store.ACCOUNT + "\"}}, \"finding_info\": {\"uid\": \"" + uid
                + "\", \"title\": \"A group\"}, \"resources\": [{\"uid\": \"" + resource + "\"}]}";
    }
}
