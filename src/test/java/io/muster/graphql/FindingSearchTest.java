package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.muster.finding.FindingStatus;
import io.muster.rule.Severity;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Findings by the tags of their resource, and by text. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class FindingSearchTest {

    @Inject
    Store store;

    @BeforeEach
    void fill() {
        store.clear();
        store.scanned(Store.T0);
        String web = put("vol-web", "100%_Web", Map.of("env", "prod", "team", "a"));
        String db = put("vol-db", "database", Map.of("env", "test"));
        String bare = put("vol-bare", null, Map.of());
        String gone = put("vol-gone", "old web", Map.of("env", "prod"));
        store.find("ec2-volume-unencrypted", web, Severity.HIGH, FindingStatus.OPEN, Store.T0);
        store.find("m-open", web, Severity.LOW, FindingStatus.OPEN, Store.T0);
        store.find("m-open", db, Severity.LOW, FindingStatus.OPEN, Store.T0);
        store.find("m-open", bare, Severity.LOW, FindingStatus.OPEN, Store.T0);
        store.find("m-open", gone, Severity.LOW, FindingStatus.RESOLVED, Store.T0);
        store.delete(gone, Store.T0, Store.LISTED);
        store.update("update finding set message = 'Snapshots of 100% are shared' where resource_id = 'vol-db'");
    }

    private String put(String id, String name, Map<String, String> tags) {
        return store.put(Store.SCOPE, id, name, tags, Samples.volume(false, null), Store.T0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tags: [{key: "env"}]                                         | vol-db vol-gone vol-web vol-web
            tags: [{key: "env", values: ["prod"]}]                       | vol-gone vol-web vol-web
            tags: [{key: "env", values: ["prod"]}], statuses: [OPEN]     | vol-web vol-web
            tags: [{key: "env", values: []}]                             |
            tags: [{key: "ENV"}]                                         |
            tags: [{key: "env", values: ["test"]}, {key: "team"}]        | vol-db vol-web vol-web
            tags: []                                                     |
            tags: null                                                   | vol-bare vol-db vol-gone vol-web vol-web
            search: null                                                 | vol-bare vol-db vol-gone vol-web vol-web
            search: ""                                                   | vol-bare vol-db vol-gone vol-web vol-web
            search: "WEB"                                                | vol-gone vol-web vol-web
            search: "0%_w"                                               | vol-web vol-web
            search: "VOL-B"                                              | vol-bare
            search: "data"                                               | vol-db
            search: "snapshots of 100%"                                  | vol-db
            search: "Volume-Unenc"                                       | vol-web
            search: "nothing of the kind"                                |
            search: "web", tags: [{key: "team", values: ["a"]}], severities: [LOW] | vol-web
            """)
    void findsThem(String filter, String expected) {
        List<String> names = expected == null ? List.of() : List.of(expected.split(" ", -1));
        List<String> found = ask("{ findings(first: 100, filter: {" + filter
                        + "}) { totalCount nodes { resourceId } } findingStats(groupBy: [], filter: {" + filter
                        + "}) { count } resources(filter: {includeDeleted: true, withFindings: {" + filter
                        + "}}) { totalCount } }")
                .body("errors", nullValue())
                .body("data.findings.totalCount", equalTo(names.size()))
                .body("data.findingStats[0].count", equalTo(names.size()))
                .body("data.resources.totalCount", equalTo((int)
                        names.stream().distinct().count()))
                .extract()
                .path("data.findings.nodes.resourceId");

        assertThat(found).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void findsThemByTheTitleOfTheirRule() {
        String ruleId =
                ask("{ rules { ruleId title } }").extract().path("data.rules.find { it.title.length() > 20 }.ruleId");
        String title =
                ask("{ rule(ruleId: \"" + ruleId + "\") { title } }").extract().path("data.rule.title");
        store.update("update finding set rule_id = ? where rule_id = 'ec2-volume-unencrypted'", ruleId);

        ask(
                        "query($search: String) { findings(filter: {search: $search}) { nodes { title } } }",
                        Map.of("search", title.substring(2, 18).toUpperCase(Locale.ROOT)))
                .body("errors", nullValue())
                .body("data.findings.nodes.title", contains(title));
    }

    @Test
    void tagsAreThoseOfThenBelowAnInstant() {
        store.update(
                "insert into resource_version select id, changed_at, ?, 'before', '{\"env\": \"dev\"}', attributes"
                        + " from resource where resource_id = 'vol-db'",
                Store.T0.plusSeconds(86_400));
        store.update("update resource set changed_at = ? where resource_id = 'vol-db'", Store.T0.plusSeconds(86_400));
        String below = "nodes { dev: findings(filter: {tags: [{key: \"env\", values: [\"dev\"]}]}) { ruleId }"
                + " named: findings(filter: {search: \"BEFORE\"}) { ruleId } } ";
        ask("{ then: volumes(at: \"%1$s\", filter: {withFindings: {tags: [{key: \"env\", values: [\"dev\"]}]}}) { %2$s }"
                                .formatted(Store.T0.plusSeconds(60), below)
                        + " now: volumes(filter: {resourceIds: [\"vol-db\"]}) { " + below + " } }")
                .body("errors", nullValue())
                .body("data.then.nodes", hasSize(1))
                .body("data.then.nodes[0].dev.ruleId", contains("m-open"))
                .body("data.then.nodes[0].named.ruleId", contains("m-open"))
                .body("data.now.nodes[0].dev", hasSize(0))
                .body("data.now.nodes[0].named", hasSize(0));
    }
}
