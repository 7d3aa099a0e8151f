package io.muster.api;

import static io.muster.api.Api.PROBLEM;
import static io.muster.api.Api.SCANS;
import static io.muster.api.Api.STAGING;
import static io.muster.api.Api.ended;
import static io.muster.api.Api.register;
import static io.muster.api.Api.scan;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A scan's progress as server-sent events. */
@QuarkusTest
class ScanEventStreamTest {

    @BeforeEach
    void account() {
        register(STAGING, "eu-central-1");
    }

    @Test
    void aScanIsToldUntilItHasEnded() {
        // given
        String scan = scan(STAGING, "").statusCode(202).extract().path("scanId");

        // when
        List<Event> events = events(given(), scan);

        // then
        Event last = events.get(events.size() - 1);
        assertThat(events.subList(0, events.size() - 1)).allMatch(event -> event.name.equals("progress"));
        assertThat(last.name).isEqualTo("ended");
        assertThat(last.data.getString("scanId")).isEqualTo(scan);
        assertThat(last.data.getString("status")).isEqualTo("SUCCEEDED");
        assertThat(last.data.getInt("progress.tasksDone")).isEqualTo(last.data.getInt("progress.tasksTotal"));
        assertThat(events).extracting(event -> event.id).doesNotHaveDuplicates().allMatch(id -> !id.isBlank());
        assertThat(events)
                .extracting(event -> event.data.getInt("progress.tasksDone"))
                .isSorted();
    }

    @Test
    void whoeverComesBackIsToldWhatTheyMissed() {
        // given
        String scan = scan(STAGING, "{\"kinds\": [\"VPC\"]}")
                .statusCode(202)
                .extract()
                .path("scanId");
        ended(scan);
        Event last = events(given(), scan).get(0);

        // when, then
        assertThat(events(given().header("Last-Event-ID", last.id), scan))
                .extracting(event -> event.name)
                .containsExactly("ended");
        assertThat(events(given().header("Last-Event-ID", "made up"), scan))
                .extracting(event -> event.name)
                .containsExactly("ended");
    }

    @Test
    void anUnknownScanHasNoEvents() {
        for (String nobodys : new String[] {"999999999999999", "x", "99999999999999999999"}) {
            given().get(SCANS + "/{id}/events", nobodys).then().statusCode(404).contentType(PROBLEM);
        }
        given().accept("image/png")
                .get(SCANS + "/1/events")
                .then()
                .statusCode(406)
                .contentType(PROBLEM);
    }

    private record Event(String id, String name, JsonPath data) {}

    private static List<Event> events(RequestSpecification call, String scan) {
        String stream = call.get(SCANS + "/{id}/events", scan)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/event-stream"))
                .extract()
                .asString();
        List<Event> events = new ArrayList<>();
        for (String block : stream.split("\n\n", -1)) {
            if (block.contains("data:")) {
                events.add(new Event(field(block, "id"), field(block, "event"), JsonPath.from(field(block, "data"))));
            }
        }
        return events;
    }

    private static String field(String block, String name) {
        return block.lines()
                .filter(line -> line.startsWith(name + ":"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + block))
                .substring(name.length() + 1);
    }
}
