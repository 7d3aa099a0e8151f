package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.muster.finding.FindingStatus;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Severity;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ReadsOnly.class)
class TrendTest {

    private static final String TREND = "query($from: DateTime!, $to: DateTime!) { findingTrend(from: $from, to: $to,"
            + " interval: DAY) { time value key } }";

    @Inject
    Store store;

    @BeforeEach
    void fill() {
        store.clear();
        String one = store.put("sg-1", Samples.group("web", "vpc-1"));
        String two = store.put("vol-1", Samples.volume(false, null));
        store.find("a-low", one, Severity.LOW, FindingStatus.OPEN, Store.T0);
        store.find("b-critical", one, Severity.CRITICAL, FindingStatus.OPEN, Store.T0.plusSeconds(86_400));
        store.find("c-high", two, Severity.HIGH, FindingStatus.SUPPRESSED, Store.T0.plusSeconds(3 * 86_400));
        store.listed(ResourceKind.SECURITY_GROUP, Store.LISTED);
        store.listed(ResourceKind.VOLUME, Store.LISTED);
    }

    @Test
    void hasARowForEveryBucketAndKnownValue() {
        List<Map<String, Object>> rows =
                ask("{ findingTrend(from: \"2026-10-31T12:00:00Z\", to: \"2026-11-03T00:00:00Z\", interval: DAY,"
                                + " groupBy: SEVERITY, filter: {severityAtLeast: HIGH, statuses: [OPEN, SUPPRESSED]})"
                                + " { time value key } }")
                        .body("errors", nullValue())
                        .extract()
                        .path("data.findingTrend");
        assertThat(rows)
                .extracting(row -> row.get("time") + " " + row.get("key") + " " + row.get("value"))
                .containsExactly(
                        "2026-10-31T00:00:00Z HIGH 0",
                        "2026-10-31T00:00:00Z CRITICAL 0",
                        "2026-11-01T00:00:00Z HIGH 0",
                        "2026-11-01T00:00:00Z CRITICAL 0",
                        "2026-11-02T00:00:00Z HIGH 0",
                        "2026-11-02T00:00:00Z CRITICAL 1",
                        "2026-11-03T00:00:00Z HIGH 0",
                        "2026-11-03T00:00:00Z CRITICAL 1");
    }

    @Test
    void isZeroAndNotEmptyWhereNothingIsFound() {
        ask("{ findingTrend(from: \"2026-11-01T00:00:00Z\", to: \"2026-11-14T00:00:00Z\", interval: WEEK,"
                        + " filter: {accountIds: [\"111122223333\"], areas: [IAM]}) { time value key } }")
                .body("errors", nullValue())
                .body("data.findingTrend.value", contains(0, 0, 0))
                .body("data.findingTrend.key", everyItem(nullValue()))
                .body("data.findingTrend[0].time", equalTo("2026-10-26T00:00:00Z"));
    }

    @Test
    void endsWithTheCurrentBucket() {
        String future = Instant.now().plusSeconds(30 * 86_400).toString();
        List<String> times = ask(
                        TREND, Map.of("from", Instant.now().minusSeconds(86_400).toString(), "to", future))
                .body("errors", nullValue())
                .extract()
                .path("data.findingTrend.time");
        assertThat(times).hasSizeBetween(2, 3);
        assertThat(Instant.parse(times.get(times.size() - 1))).isBeforeOrEqualTo(Instant.now());
        ask(TREND, Map.of("from", future, "to", future)).body("data.findingTrend", hasSize(0));
    }

    @Test
    void takesMillisecondsAsWellAsIso() {
        long from = Store.T0.toEpochMilli();
        long to = Store.T0.plusSeconds(86_400).toEpochMilli();
        List<Integer> expected = List.of(1, 2);
        assertThat(values(Map.of("from", from, "to", to))).isEqualTo(expected);
        assertThat(values(Map.of("from", String.valueOf(from), "to", String.valueOf(to))))
                .isEqualTo(expected);
        assertThat(values(Map.of("from", "2026-11-01T02:00:00+02:00", "to", "2026-11-02T00:00:00.000Z")))
                .isEqualTo(expected);
        ask("{ findingTrend(from: " + from + ", to: " + to + ", interval: DAY) { value } }")
                .body("data.findingTrend.value", contains(1, 2));
        ask("{ findingStats(filter: {firstSeenAfter: " + from + "}, groupBy: []) { count } }")
                .body("data.findingStats[0].count", equalTo(2));
    }

    private static List<Integer> values(Map<String, Object> variables) {
        return ask(TREND, variables).body("errors", nullValue()).extract().path("data.findingTrend.value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"yesterday\"",
                "1.5",
                "true",
                "\"-999999-01-01T00:00:00Z\"",
                "\"+999999-01-01T00:00:00Z\"",
                "99999999999999999999",
                "\"1e999999999\"",
                "[1]",
                "null"
            })
    void refusesWhatIsNoInstant(String from) {
        ask("{ findingTrend(from: " + from + ", to: \"2026-11-03T00:00:00Z\", interval: DAY) { value } }")
                .body("errors.extensions.code", everyItem(equalTo("BAD_REQUEST")))
                .body("data", nullValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            from: "2026-01-01T00:00:00Z", to: "2026-11-01T00:00:00Z", interval: HOUR | interval
            from: "0001-01-01T00:00:00Z", to: "9999-12-31T00:00:00Z", interval: WEEK | interval
            from: "2026-11-02T00:00:00Z", to: "2026-11-01T00:00:00Z", interval: DAY  | to
            filter: {ids: []}, from: 0, to: 0, interval: DAY                         | filter.ids
            filter: {resourceArns: ["a"]}, from: 0, to: 0, interval: DAY             | filter.resourceArns
            filter: {resourceIds: ["a"]}, from: 0, to: 0, interval: DAY              | filter.resourceIds
            filter: {firstSeenAfter: 0}, from: 0, to: 0, interval: DAY               | filter.firstSeenAfter
            filter: {firstSeenBefore: 0}, from: 0, to: 0, interval: DAY              | filter.firstSeenBefore
            filter: {openedAfter: 0}, from: 0, to: 0, interval: DAY                  | filter.openedAfter
            filter: {openedBefore: 0}, from: 0, to: 0, interval: DAY                 | filter.openedBefore
            filter: {tags: [{key: "env"}]}, from: 0, to: 0, interval: DAY            | filter.tags
            filter: {search: "web"}, from: 0, to: 0, interval: DAY                   | filter.search
            """)
    void namesTheFieldThatItCannotAnswer(String arguments, String field) {
        ask("{ findingTrend(" + arguments + ") { value } }")
                .body("data", nullValue())
                .body("errors[0].extensions.code", equalTo("BAD_REQUEST"))
                .body("errors[0].extensions.violations[0].field", equalTo(field))
                .body("errors[0].message", containsString(field));
    }

    @Test
    void sumsUpCoverage() {
        ask("{ all: coverageStats(groupBy: []) { cells failed never resources oldestCompleteAt oldestAgeSeconds accountId }"
                        + " kinds: coverageStats(groupBy: [KIND, STATE, ACCOUNT, REGION]) { cells kind state accountId region }"
                        + " none: coverageStats(filter: {states: [FAILED]}, groupBy: []) { cells oldestCompleteAt oldestAgeSeconds } }")
                .body("errors", nullValue())
                .body("data.all[0].cells", equalTo(2))
                .body("data.all[0].failed", equalTo(0))
                .body("data.all[0].resources", equalTo(2))
                .body("data.all[0].oldestCompleteAt", equalTo("2026-11-20T00:00:00Z"))
                .body("data.all[0].accountId", nullValue())
                .body("data.kinds.kind", contains("SECURITY_GROUP", "VOLUME"))
                .body("data.kinds.state", contains("COMPLETE", "COMPLETE"))
                .body("data.none[0].cells", equalTo(0))
                .body("data.none[0].oldestCompleteAt", nullValue())
                .body("data.none[0].oldestAgeSeconds", equalTo(0));
    }
}
