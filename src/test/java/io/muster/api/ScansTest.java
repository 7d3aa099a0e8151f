package io.muster.api;

import static io.muster.api.Api.PROBLEM;
import static io.muster.api.Api.SCANS;
import static io.muster.api.Api.SHOP;
import static io.muster.api.Api.STAGING;
import static io.muster.api.Api.ended;
import static io.muster.api.Api.register;
import static io.muster.api.Api.scan;
import static io.muster.api.Api.scanned;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scans over REST: asked for, watched, listed. */
@QuarkusTest
class ScansTest {

    @BeforeEach
    void accounts() {
        register(SHOP, "eu-central-1", "us-east-1");
        register(STAGING, "eu-central-1");
    }

    @Test
    void anEmptyBodyScansEverything() {
        // when
        String location = scan(SHOP, "")
                .statusCode(202)
                .header("Location", matchesPattern("(http://[^/]+)?/api/v1/scans/\\d+"))
                .body("accountIds", contains(SHOP))
                .extract()
                .header("Location");
        JsonPath scan = ended(location.substring(location.lastIndexOf('/') + 1));

        // then
        assertThat(scan.getString("status")).isEqualTo("SUCCEEDED");
        assertThat(scan.getList("gaps")).isEmpty();
        assertThat(scan.getInt("progress.tasksTotal"))
                .as("account, two regions, assessment")
                .isEqualTo(4);
        assertThat(scan.getInt("progress.tasksDone")).isEqualTo(4);
        assertThat(scan.getInt("progress.resourcesSeen")).isGreaterThan(100);
        assertThat(scan.getInt("progress.awsCalls")).isGreaterThan(30);
        assertThat(scan.getMap(""))
                .containsKeys("requestedAt", "startedAt", "finishedAt")
                .doesNotContainKey("joined");
    }

    @Test
    void regionsAndKindsNarrowAScan() {
        // when
        JsonPath scan =
                scanned(SHOP, "{\"regions\": [\"us-east-1\"], \"kinds\": [\"KEY_PAIR\", \"VPC\"], \"reason\": \"x\"}");

        // then one region's task and the assessment, one call per kind
        assertThat(scan.getString("status")).isEqualTo("SUCCEEDED");
        assertThat(scan.getInt("progress.tasksTotal")).isEqualTo(2);
        assertThat(scan.getInt("progress.awsCalls")).isBetween(1, 4);
    }

    @Test
    void whatAScanLearnsIsThereOnceItHasEnded() {
        // when
        JsonPath scan = scanned(STAGING, "{\"kinds\": [\"VPC\"], \"regions\": [\"eu-central-1\"]}");
        JsonPath again = scanned(STAGING, "{\"kinds\": [\"VPC\"], \"regions\": [\"eu-central-1\"]}");

        // then
        assertThat(scan.getInt("progress.resourcesSeen")).isPositive();
        assertThat(again.getInt("progress.resourcesSeen")).isEqualTo(scan.getInt("progress.resourcesSeen"));
        assertThat(again.getInt("progress.resourcesChanged")).isZero();
    }

    @Test
    void anUnknownAccountCannotBeScanned() {
        scan("700000000099", "")
                .statusCode(404)
                .contentType(PROBLEM)
                .body("detail", equalTo("Account 700000000099 was not found"));
    }

    @Test
    void scansAreListedTheLatestFirst() {
        // given
        String narrow = "{\"kinds\": [\"VPC\"], \"regions\": [\"eu-central-1\"]}";
        String first = scanned(STAGING, narrow).getString("scanId");
        String second = scanned(STAGING, narrow).getString("scanId");

        // when
        JsonPath page = list("accountId=" + STAGING + "&limit=2");

        // then
        assertThat(page.getList("items.scanId")).asString().isEqualTo("[" + second + ", " + first + "]");
    }

    @Test
    void scansAreFilteredAndPaged() {
        // given
        String narrow = "{\"kinds\": [\"VPC\"], \"regions\": [\"eu-central-1\"]}";
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            made.add(scanned(STAGING, narrow).getString("scanId"));
        }
        scanned(SHOP, narrow);

        // when
        List<String> seen = new ArrayList<>();
        String filter = "accountId=" + STAGING + "&status=SUCCEEDED&status=PARTIAL&limit=2";
        for (String cursor = ""; cursor != null; ) {
            JsonPath page = list(filter + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            assertThat(page.<List<String>>getList("items.accountIds"))
                    .allSatisfy(accounts -> assertThat(accounts).contains(STAGING));
            seen.addAll(page.getList("items.scanId"));
            cursor = page.getString("nextCursor");
        }

        // then
        assertThat(seen).containsAll(made).doesNotHaveDuplicates();
        assertThat(seen.stream().map(Long::valueOf)).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(list("status=FAILED&accountId=" + STAGING).getList("items")).isEmpty();
    }

    @Test
    void aCursorIsOfOneFilterOnly() {
        // given
        String narrow = "{\"kinds\": [\"VPC\"], \"regions\": [\"eu-central-1\"]}";
        scanned(STAGING, narrow);
        scanned(STAGING, narrow);
        String cursor = list("limit=1&accountId=" + STAGING).getString("nextCursor");

        // when
        given().queryParam("cursor", cursor)
                .get(SCANS)
                // then
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("violations", hasSize(1))
                .body("violations.field", contains("cursor"));
    }

    private static JsonPath list(String query) {
        return given().get(SCANS + "?" + query).then().statusCode(200).extract().jsonPath();
    }
}
