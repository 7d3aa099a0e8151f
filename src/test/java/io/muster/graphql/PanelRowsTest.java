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
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows for panels of what happened to findings, how old they are and whose. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class PanelRowsTest {

    @Inject
    Store store;

    @BeforeEach
    void fill() {
        store.clear();
        store.update(
                "insert into account (account_id, name, registered_at) values (?, 'shop', ?)", Store.ACCOUNT, Store.T0);
        Instant yesterday = Instant.now().minusSeconds(90_000);
        String owned = put("sg-1", Map.of("owner", "payments", "Owner", "other"));
        String alsoOwned = put("sg-2", Map.of("owner", "payments"));
        String nobodys = put("sg-3", Map.of());
        store.find("imds-v2-required", owned, Severity.CRITICAL, FindingStatus.OPEN, yesterday);
        store.find(
                "gone-rule",
                owned,
                Severity.LOW,
                FindingStatus.OPEN,
                Instant.now().minusSeconds(60));
        store.find("gone-rule", alsoOwned, Severity.HIGH, FindingStatus.SUPPRESSED, Store.T0);
        store.find("gone-rule", nobodys, Severity.HIGH, FindingStatus.OPEN, Store.T0.minusSeconds(200 * 86_400));
        store.listed(ResourceKind.SECURITY_GROUP, Store.LISTED);
    }

    private String put(String resourceId, Map<String, String> tags) {
        return store.put(Store.SCOPE, resourceId, null, tags, Samples.group("web", "vpc-1"), Store.T0);
    }

    @Test
    void agesAreCountedByBandsAndNamed() {
        ask("{ findingAges(groupBy: [SEVERITY, ACCOUNT, RULE]) { severity accountId accountName accountLabel ruleId ruleTitle region count"
                        + " underOneDay underSevenDays underThirtyDays underNinetyDays ninetyDaysOrMore } }")
                .body("errors", nullValue())
                .body("data.findingAges", hasSize(3))
                .body("data.findingAges.accountName", everyItem(equalTo("shop")))
                .body("data.findingAges.accountLabel", everyItem(equalTo("shop (" + Store.ACCOUNT + ")")))
                .body("data.findingAges.region", everyItem(nullValue()))
                .body("data.findingAges.find { it.severity == 'CRITICAL' }.underSevenDays", equalTo(1))
                .body("data.findingAges.find { it.severity == 'CRITICAL' }.count", equalTo(1))
                .body("data.findingAges.find { it.severity == 'LOW' }.underOneDay", equalTo(1))
                .body("data.findingAges.find { it.severity == 'LOW' }.ruleTitle", equalTo("gone-rule"))
                .body("data.findingAges.find { it.severity == 'HIGH' }.ninetyDaysOrMore", equalTo(1));
    }

    @Test
    void agesOfNothingAreZero() {
        ask("{ findingAges(filter: {severities: [INFO]}, groupBy: []) { count oldestSince oldestAgeSeconds accountName } }")
                .body("errors", nullValue())
                .body("data.findingAges", hasSize(1))
                .body("data.findingAges[0].count", equalTo(0))
                .body("data.findingAges[0].oldestSince", nullValue())
                .body("data.findingAges[0].oldestAgeSeconds", equalTo(0))
                .body("data.findingAges[0].accountName", nullValue());
    }

    @Test
    void aReopenedFindingIsAsOldAsItsReopening() {
        // given
        String id = store.find(
                "again", put("sg-4", Map.of()), Severity.CRITICAL, FindingStatus.OPEN, Store.T0.minusSeconds(86_400));
        store.judge(id, FindingStatus.RESOLVED, Severity.CRITICAL, Store.T0);
        Instant reopened = Instant.now().minusSeconds(600);
        store.judge(id, FindingStatus.OPEN, Severity.CRITICAL, reopened);
        store.update(
                "update finding set reopened_count = 1, stale = true, changed_at = ? where id = ?::uuid",
                reopened.plusSeconds(60),
                id);

        // when, then
        ask("{ findingAges(filter: {ids: [\"" + id + "\"]}, groupBy: []) { count underOneDay oldestSince } }")
                .body("errors", nullValue())
                .body("data.findingAges[0].underOneDay", equalTo(1));
    }

    @Test
    void tagsAreCountedTheWorstFirst() {
        ask("{ findingTagStats(tagKey: \"owner\") { value count critical high medium low info resources } }")
                .body("errors", nullValue())
                .body("data.findingTagStats.value", contains("payments", null))
                .body("data.findingTagStats.count", contains(2, 1))
                .body("data.findingTagStats.critical", contains(1, 0))
                .body("data.findingTagStats.high", contains(0, 1))
                .body("data.findingTagStats.low", contains(1, 0))
                .body("data.findingTagStats.resources", contains(1, 1));
        ask("{ findingTagStats(tagKey: \"owner\", first: 1, filter: {statuses: [OPEN, SUPPRESSED]}) { count resources } }")
                .body("data.findingTagStats.count", contains(3))
                .body("data.findingTagStats.resources", contains(2));
    }

    @Test
    void findingsAndCoverageNameTheirAccount() {
        ask("{ findings { nodes { accountName } } coverage(filter: {states: [COMPLETE]}) { nodes { accountName } }"
                        + " coverageStats(groupBy: [ACCOUNT]) { accountName } all: coverageStats(groupBy: []) { accountName } }")
                .body("errors", nullValue())
                .body("data.findings.nodes.accountName", everyItem(equalTo("shop")))
                .body("data.coverage.nodes.accountName", contains("shop"))
                .body("data.coverageStats.accountName", contains("shop"))
                .body("data.all.accountName", contains(nullValue()));
    }

    @Test
    void aFlowHasARowForEveryBucket() {
        assertThat(ask("{ findingFlow(from: \"2026-10-31T12:00:00Z\", to: \"2026-11-02T00:00:00Z\", interval: DAY,"
                                + " groupBy: SEVERITY, filter: {severityAtLeast: HIGH}) { time opened reopened resolved key } }")
                        .body("errors", nullValue())
                        .body(
                                "data.findingFlow.key",
                                contains("HIGH", "CRITICAL", "HIGH", "CRITICAL", "HIGH", "CRITICAL"))
                        .body("data.findingFlow.opened", everyItem(equalTo(0)))
                        .extract()
                        .<String>path("data.findingFlow[0].time"))
                .isEqualTo("2026-10-31T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            findingFlow(filter: {statuses: [OPEN]}, from: 0, to: 0, interval: DAY) { opened } | filter.statuses
            findingFlow(filter: {ids: []}, from: 0, to: 0, interval: DAY) { opened }          | filter.ids
            findingFlow(groupBy: STATUS, from: 0, to: 0, interval: DAY) { opened }            | groupBy
            findingFlow(from: "2026-11-02T00:00:00Z", to: 0, interval: DAY) { opened }        | to
            findingAges(filter: {statuses: [OPEN, RESOLVED]}, groupBy: []) { count }          | filter.statuses
            findingTagStats(tagKey: "owner", first: 0) { count }                              | first
            findingTagStats(tagKey: "owner", first: 501) { count }                            | first
            """)
    void namesTheFieldThatItCannotAnswer(String field, String violated) {
        ask("{ " + field + " }")
                .body("data", nullValue())
                .body("errors[0].extensions.code", equalTo("BAD_REQUEST"))
                .body("errors[0].extensions.violations[0].field", equalTo(violated))
                .body("errors[0].message", containsString(violated));
    }
}
