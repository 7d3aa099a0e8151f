package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.muster.finding.FindingStatus;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Severity;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(ReadsOnly.class)
class FindingTest {

    @Inject
    Store store;

    private String id;
    private String resolved;

    @BeforeEach
    void fill() {
        store.clear();
        String one = store.put("sg-1", Samples.group("web", "vpc-1"));
        String two = store.put("vol-1", Samples.volume(false, null));
        id = store.find("a-low", one, Severity.LOW, FindingStatus.OPEN, Store.T0);
        store.find("b-critical", one, Severity.CRITICAL, FindingStatus.SUPPRESSED, Store.T0.plusSeconds(60));
        store.find("c-high", two, Severity.HIGH, FindingStatus.OPEN, Store.T0.plusSeconds(120));
        resolved = store.find("d-high", two, Severity.HIGH, FindingStatus.RESOLVED, Store.T0.plusSeconds(180));
        store.listed(ResourceKind.SECURITY_GROUP, Store.LISTED);
    }

    @Test
    void tellsAllOfAFinding() {
        ask(
                        "query($id: ID!) { finding(id: $id) { id ruleId title severity area status resourceArn resourceId resourceKind"
                                + " accountId region evidence message firstSeenAt lastSeenAt stale resolvedAt reopenedCount"
                                + " rule { ruleId controls { framework } enabled origin } resource { resourceId __typename } } }",
                        Map.of("id", id))
                .body("errors", nullValue())
                .body("data.finding.id", equalTo(id))
                .body("data.finding.title", equalTo("a-low"))
                .body("data.finding.area", equalTo("NETWORK"))
                .body("data.finding.evidence.port", equalTo(22))
                .body("data.finding.firstSeenAt", equalTo("2026-11-01T00:00:00Z"))
                .body("data.finding.lastSeenAt", equalTo("2026-11-20T00:00:00Z"))
                .body("data.finding.stale", equalTo(false))
                .body("data.finding.rule.ruleId", equalTo("a-low"))
                .body("data.finding.resource.__typename", equalTo("SecurityGroup"));
    }

    @Test
    void aFindingThatIsOpenAgainIsOpenedThenThoughItWasSeenFirstBefore() {
        // given
        store.judge(resolved, FindingStatus.OPEN, Severity.HIGH, Store.T0.plusSeconds(600));

        // when, then
        String since = "\"" + Store.T0.plusSeconds(500) + "\"";
        ask("{ again: findings(filter: {openedAfter: " + since + "}) { nodes { id } }"
                        + " fresh: findings(filter: {firstSeenAfter: " + since + "}) { totalCount } }")
                .body("errors", nullValue())
                .body("data.again.nodes.id", contains(resolved))
                .body("data.fresh.totalCount", equalTo(0));
    }

    @Test
    void rulesOfAControlAreThoseThatAskForIt() {
        ask("{ rules(filter: {framework: \"cis-5.0\", control: \"5.3\"}) { ruleId } }")
                .body("errors", nullValue())
                .body("data.rules.ruleId", hasItems("sg-ingress-admin-port-internet", "sg-ingress-all-ports-internet"));
        ask("{ rules(filter: {framework: \"Prowler\", control: \"ec2_ami_public\"}) { ruleId } }")
                .body("data.rules.ruleId", contains("ami-public"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                            | b-critical c-high d-high a-low
            ids: []                                       |
            ids: ["no-uuid"]                              |
            ruleIds: ["a-low", "c-high"]                  | c-high a-low
            severities: [LOW, CRITICAL]                   | b-critical a-low
            severityAtLeast: HIGH                         | b-critical c-high d-high
            areas: [NETWORK]                              | b-critical c-high d-high a-low
            areas: [IAM]                                  |
            statuses: [OPEN]                              | c-high a-low
            regions: ["eu-central-1"], statuses: [RESOLVED] | d-high
            resourceKinds: [VOLUME]                       | c-high d-high
            resourceArns: ["arn:aws:ec2:eu-central-1:111122223333:volume/vol-1"] | c-high d-high
            resourceIds: ["sg-1"]                         | b-critical a-low
            firstSeenAfter: "2026-11-01T00:01:30Z"        | c-high d-high
            firstSeenBefore: "2026-11-01T00:01:30Z"       | b-critical a-low
            openedAfter: "2026-11-01T00:01:30Z"           | c-high d-high
            openedAfter: "2026-11-01T00:01:30Z", openedBefore: "2026-11-01T00:02:30Z" | c-high
            framework: "AWS-FSBP"                         |
            framework: "aws-fsbp", control: "EC2.19"      |
            """)
    void aFilterSelectsFindings(String filter, String expected) {
        List<String> found = ask("{ findings(filter: {" + (filter.equals("{}") ? "" : filter)
                        + "}) { nodes { ruleId } totalCount } }")
                .body("errors", nullValue())
                .extract()
                .path("data.findings.nodes.ruleId");
        List<String> wanted = expected == null ? List.of() : List.of(expected.split(" ", -1));
        assertThat(found).containsExactlyInAnyOrderElementsOf(wanted);
        ask("{ findingStats(filter: {" + (filter.equals("{}") ? "" : filter) + "}, groupBy: []) { count } }")
                .body("data.findingStats[0].count", equalTo(wanted.size()));
    }

    @ParameterizedTest
    @CsvSource({
        "'{field: FIRST_SEEN}', d-high c-high b-critical a-low",
        "'{field: FIRST_SEEN, direction: ASC}', a-low b-critical c-high d-high",
        "'{field: LAST_SEEN, direction: ASC}', c-high d-high"
    })
    void findingsComeInTheOrderAskedFor(String order, String expected) {
        List<String> found = ask("{ findings(orderBy: " + order + ") { nodes { ruleId } } }")
                .body("errors", nullValue())
                .extract()
                .path("data.findings.nodes.ruleId");
        assertThat(found).startsWith(expected.split(" ", -1));
    }

    @Test
    void pagesInEveryOrder() {
        for (String field : List.of("SEVERITY", "FIRST_SEEN", "LAST_SEEN")) {
            String after = ask("{ findings(first: 3, orderBy: {field: " + field + "}) { pageInfo { endCursor } } }")
                    .extract()
                    .path("data.findings.pageInfo.endCursor");
            ask(
                            "query($after: String) { findings(first: 3, after: $after, orderBy: {field: " + field
                                    + "}) { nodes { id } pageInfo { hasNextPage } } }",
                            Map.of("after", after))
                    .body("errors", nullValue())
                    .body("data.findings.nodes", hasSize(1))
                    .body("data.findings.pageInfo.hasNextPage", equalTo(false));
        }
    }

    @Test
    void countsByDimensions() {
        ask("{ findingStats(groupBy: [SEVERITY, STATUS]) { count severity status area ruleId } }")
                .body("errors", nullValue())
                .body("data.findingStats", hasSize(4))
                .body("data.findingStats.area", contains(nullValue(), nullValue(), nullValue(), nullValue()))
                .body("data.findingStats.find { it.severity == 'HIGH' && it.status == 'OPEN' }.count", equalTo(1));
        ask("{ findingStats(groupBy: [KIND, ACCOUNT, REGION, AREA, RULE]) { count resourceKind accountId region } }")
                .body("data.findingStats", hasSize(4))
                .body("data.findingStats[0].accountId", equalTo(Store.ACCOUNT));
    }

    @Test
    void countsResourcesByDimensions() {
        store.listed(ResourceKind.VOLUME, Store.LISTED);
        ask("{ a: resourceStats(groupBy: [KIND, REGION, ACCOUNT]) { count kind region accountId }"
                        + " b: resourceStats(groupBy: []) { count kind }"
                        + " c: resourceStats(filter: {kinds: [VOLUME]}, groupBy: [KIND]) { count } }")
                .body("errors", nullValue())
                .body("data.a.kind", contains("SECURITY_GROUP", "VOLUME"))
                .body("data.b", hasSize(1))
                .body("data.b[0].count", equalTo(2))
                .body("data.c.count", contains(1));
    }
}
